import type { AlertKind } from '../alert-kind.ts';
import type { SyncView } from './sync-view.ts';

/** For this long Microsoft Graph may fail before the identity team hears of it. */
const TOLERATED_MINUTES = 60;

const PERMISSION_URL = 'https://learn.microsoft.com/graph/api/organization-list';

const NEXT_STEPS = {
  status: { text: '', url: null },
  throttled: { text: 'Nothing to do: Cutover retries by itself.', url: null },
  unreachable: { text: 'Wait, or check the service health in the Microsoft 365 admin center.', url: null },
  refused: {
    text: 'Grant Cutover’s identity the application permission Organization.Read.All.',
    url: PERMISSION_URL,
  },
  'no-token': {
    text: 'Check GRAPH_CREDENTIAL and the settings that it needs. A client secret may have expired.',
    url: PERMISSION_URL,
  },
} as const;

/** Microsoft Graph has returned no status for too long: nothing is known about synchronisation. */
export const syncStatusUnknown: AlertKind<SyncView> = {
  key: () => 'graph',

  severity({ answer, unavailableSince, now }) {
    const minutes = (now.getTime() - (unavailableSince ?? now).getTime()) / 60_000;
    return answer.kind !== 'status' && minutes >= TOLERATED_MINUTES ? 'warning' : null;
  },

  describe: ({ answer, unavailableSince, now, cutOff }) => ({
    title: 'Cutover can’t read the synchronisation status',
    since: unavailableSince ?? now,
    facts: [
      { title: 'Reason', value: 'reason' in answer ? answer.reason : 'Microsoft Graph throttles requests' },
    ],
    meaning: `This says nothing about your synchronisation, which may run normally. Until it’s fixed, Cutover can’t watch it. ${cutOff}`,
    next: NEXT_STEPS[answer.kind],
    why: `Microsoft Graph has returned no status for ${TOLERATED_MINUTES} minutes.`,
  }),

  outcome: ({ answer }) => (answer.kind === 'status' ? 'Microsoft Graph returns the status again.' : null),
};
