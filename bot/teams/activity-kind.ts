import type { Activity } from 'botbuilder';
import { isTeamEvent } from './team-events.ts';

/** What an activity is to Cutover; also the `kind` of the metric `cutover_turn_seconds`. */
export type ActivityKind =
  | 'message'
  | 'card-action'
  | 'message-extension-search'
  | 'link-unfurl'
  | 'task-module-open'
  | 'task-module-submit'
  | 'choices-search'
  | 'installed'
  | 'removed'
  | 'team-event'
  | 'other';

/** By the invoke's name. */
const INVOKES: ReadonlyMap<string, ActivityKind> = new Map(
  Object.entries({
    'adaptiveCard/action': 'card-action',
    'composeExtension/query': 'message-extension-search',
    'composeExtension/queryLink': 'link-unfurl',
    'composeExtension/anonymousQueryLink': 'link-unfurl',
    'task/fetch': 'task-module-open',
    'task/submit': 'task-module-submit',
    'application/search': 'choices-search',
  }),
);

export function activityKindOf(activity: Activity): ActivityKind {
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id;
  switch (activity.type) {
    case 'message':
      return 'message';
    case 'invoke':
      return INVOKES.get(activity.name ?? '') ?? 'other';
    case 'installationUpdate':
      return activity.action?.startsWith('remove') ? 'removed' : 'installed';
    case 'conversationUpdate':
      if (activity.membersAdded?.some(isBot)) return 'installed';
      if (activity.membersRemoved?.some(isBot)) return 'removed';
      return isTeamEvent(activity) ? 'team-event' : 'other';
    default:
      return 'other';
  }
}
