import type { AlertKind } from '../alert-kind.ts';
import { lastSync, statusIn, type SyncView } from './sync-view.ts';

const SCHEDULER_URL =
  'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-scheduler';

/** Directory synchronisation was in use, and is turned off for the tenant. */
export const syncOff: AlertKind<SyncView> = {
  key: (view) => statusIn(view) && 'sync-off',

  severity(view) {
    const status = statusIn(view);
    const wasInUse = view.before?.isEnabled === true || status?.lastSyncAt != null;
    return status?.isEnabled === false && wasInUse ? 'critical' : null;
  },

  describe: (view) => ({
    title: 'Directory synchronisation is turned off',
    since: view.now,
    facts: lastSync(statusIn(view)?.lastSyncAt),
    meaning: `Changes in Active Directory no longer reach the cloud, whichever servers you run. ${view.cutOff} If this is intended, acknowledge the alert.`,
    next: {
      text: 'If it isn’t intended, find out in the audit log who turned it off, and turn it on again.',
      url: SCHEDULER_URL,
    },
    why: 'Microsoft Graph reported synchronisation as on for your tenant, and now reports it as off.',
  }),

  outcome: () => 'Directory synchronisation is on again.',
};
