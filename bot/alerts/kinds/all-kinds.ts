import { azureMonitor } from './azure-monitor.ts';
import { cutOffMoved, cutOffMovedOn } from './cut-off-moved.ts';
import { identityTeamRequest } from './identity-team-request.ts';
import { reminderUnacknowledged } from './reminder-unacknowledged.ts';
import { remindersUnacknowledged } from './reminders-unacknowledged.ts';
import { serverClaim } from './server-claim.ts';
import { serverVersion } from './server-version.ts';
import { syncOff } from './sync-off.ts';
import { syncStale } from './sync-stale.ts';
import { syncStatusUnknown } from './sync-status-unknown.ts';

/**
 * Every kind of alert, under what is evaluated. A further kind is a file in this folder and its entry here; only
 * one that needs something read that no watch reads yet needs a watch in `alerts/watches/`, too.
 */
export const ALERT_KINDS = {
  /** A notice's cut-off: at each start and when its documents change, and only where it changed. */
  cutOff: [cutOffMoved, cutOffMovedOn],
  /** The newest reminder of one conversation: each minute. */
  reminder: [reminderUnacknowledged],
  /** The newest reminders of all conversations of a tenant: each minute. */
  tenantReminders: [remindersUnacknowledged],
  /** The answer of Microsoft Graph about synchronisation: every ten minutes. */
  syncStatus: [syncOff, syncStale, syncStatusUnknown],
  /** A server: when it is reported, and every ten minutes. */
  server: [serverVersion, serverClaim],
  /** An alert of Azure Monitor: when it is sent to `POST /api/alerts`. */
  monitorAlert: [azureMonitor],
  /** A request to become an identity team: when it is made or decided, and each minute. */
  identityTeamRequest: [identityTeamRequest],
} as const;
