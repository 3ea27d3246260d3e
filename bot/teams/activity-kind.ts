import type { Activity } from 'botbuilder';
import { isTeamEvent } from './team-events.ts';
import { isEdit } from './turn/activity.ts';

/** What an activity is to Cutover; also the `kind` of the metric `cutover_turn_seconds`. */
export type ActivityKind =
  | 'message'
  | 'message-edit'
  | 'card-action'
  | 'feedback'
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
    'message/submitAction': 'feedback',
    'composeExtension/query': 'message-extension-search',
    'composeExtension/queryLink': 'link-unfurl',
    'composeExtension/anonymousQueryLink': 'link-unfurl',
    'task/fetch': 'task-module-open',
    'task/submit': 'task-module-submit',
    'application/search': 'choices-search',
  }),
);

/** By the action of an `installationUpdate`. An upgrade removes the earlier version first, which ends nothing. */
const INSTALLATIONS: ReadonlyMap<string, ActivityKind> = new Map([
  ['add', 'installed'],
  ['add-upgrade', 'installed'],
  ['remove', 'removed'],
]);

/**
 * Whether a bot says or presses something: another one, whose id begins with `28:`, or this one, which sees its own
 * messages in some clients. Answering would let two bots talk without end.
 */
export function isFromBot({ type, from, recipient }: Activity): boolean {
  if (type !== 'message' && type !== 'messageUpdate' && type !== 'invoke') return false;
  return from.id === recipient.id || from.id.startsWith('28:') || from.role === 'bot';
}

export function activityKindOf(activity: Activity): ActivityKind {
  const isBot = ({ id }: { id: string }) => id === activity.recipient.id;
  switch (activity.type) {
    case 'message':
      return 'message';
    case 'messageUpdate':
      return isEdit(activity) ? 'message-edit' : 'other';
    case 'invoke':
      return INVOKES.get(activity.name ?? '') ?? 'other';
    case 'installationUpdate':
      return INSTALLATIONS.get(activity.action ?? '') ?? 'other';
    case 'conversationUpdate':
      if (activity.membersAdded?.some(isBot)) return 'installed';
      if (activity.membersRemoved?.some(isBot)) return 'removed';
      return isTeamEvent(activity) ? 'team-event' : 'other';
    default:
      return 'other';
  }
}
