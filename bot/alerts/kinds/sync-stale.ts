import type { AlertKind } from '../alert-kind.ts';
import { lastSync, statusIn, type SyncView } from './sync-view.ts';

const TROUBLESHOOT_URL =
  'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync';

/** Directory synchronisation is on, but the last run is too long ago. */
export const syncStale: AlertKind<SyncView> = {
  key: (view) => statusIn(view) && 'sync-stale',

  severity(view) {
    const status = statusIn(view);
    if (status?.isEnabled !== true || status.lastSyncAt === null) return null;
    const hours = (view.now.getTime() - status.lastSyncAt.getTime()) / 3_600_000;
    const { warningHours, criticalHours } = view.thresholds;
    if (hours < warningHours) return null;
    return hours < criticalHours ? 'warning' : 'critical';
  },

  describe(view, severity) {
    const { warningHours, criticalHours } = view.thresholds;
    const { lastSyncAt = null, lastPasswordSyncAt = null } = statusIn(view) ?? {};
    return {
      title: `No synchronisation for ${severity === 'warning' ? warningHours : criticalHours} hours`,
      since: lastSyncAt ?? view.now,
      facts: [
        ...lastSync(lastSyncAt),
        ...(lastPasswordSyncAt
          ? [{ title: 'Last password synchronisation', value: lastPasswordSyncAt }]
          : []),
      ],
      meaning: `New and changed identities don’t reach the cloud. ${view.cutOff} A server whose version is no longer accepted looks exactly like this, so check the version first.`,
      next: {
        text: 'Check the active server: is it running, is its scheduler enabled, is the wizard still open?',
        url: TROUBLESHOOT_URL,
      },
      why: `Microsoft Graph reports when your tenant last synchronised. Cutover warns after ${warningHours} hours and raises a critical alert after ${criticalHours} hours. These thresholds are Cutover’s own.`,
    };
  },

  outcome: (view) =>
    statusIn(view)?.isEnabled === false
      ? 'Synchronisation didn’t recover: it was turned off, which has its own alert.'
      : 'Synchronisation runs again.',
};
