import type { Clock } from '../../platform/clock.ts';
import type { GraphAnswer, SyncStatus } from '../../sources/graph/organization.ts';
import type { Log } from '../../platform/log.ts';
import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { SyncThresholds } from '../kinds/sync-view.ts';
import type { AlertStore } from '../ports.ts';

/** What was seen last of a tenant's synchronisation. */
export interface SyncObservation {
  status: SyncStatus;
  /** Since when Graph gives no answer; null when it does. */
  unavailableSince: Date | null;
  checkedAt: Date;
}

export interface SyncStatusStore {
  find(tenantId: string): Promise<SyncObservation | null>;
  save(tenantId: string, observation: SyncObservation): Promise<void>;
}

const UNKNOWN_STATUS: SyncStatus = { isEnabled: null, lastSyncAt: null, lastPasswordSyncAt: null };

/** As often as Graph is asked, give or take a tenth, so that who starts together does not ask together. */
const CHECK_EVERY_MS = 600_000;
const JITTER = 0.1;

/**
 * Looks at how synchronisation stands when it is time to, keeps what it saw, and hands on what the alerts are
 * to hear. To be called often: it decides itself when Graph is asked, and leaves Graph alone for as long as
 * Graph asks for.
 */
export function createSyncWatch({
  tenantId,
  look,
  syncStatuses,
  alerts,
  thresholds,
  describeCutOff,
  clock,
  realNow = () => performance.now(),
  log,
}: {
  tenantId: string;
  look: () => Promise<GraphAnswer>;
  syncStatuses: SyncStatusStore;
  alerts: Pick<AlertStore, 'apply'>;
  thresholds: SyncThresholds;
  /** What the cut-off means at an instant, in a plain sentence. */
  describeCutOff: (now: Date) => string;
  clock: Clock;
  /** Milliseconds of a clock that is never simulated. */
  realNow?: () => number;
  log: Log;
}): () => Promise<void> {
  let nextLook = 0;

  return async () => {
    if (realNow() < nextLook) return;
    nextLook = realNow() + CHECK_EVERY_MS * (1 - JITTER + 2 * JITTER * Math.random());
    const answer = await look();
    const now = clock.now();
    if (answer.kind === 'throttled') {
      nextLook = realNow() + answer.retryAfterSeconds * 1_000 * (1 + JITTER * Math.random());
    }
    if (answer.kind !== 'status') log.warn({ ...answer }, 'Microsoft Graph gave no sync status');
    const before = await syncStatuses.find(tenantId);
    const unavailableSince = answer.kind === 'status' ? null : (before?.unavailableSince ?? now);
    const signals = evaluate(ALERT_KINDS.syncStatus, {
      tenantId,
      before: before?.status ?? null,
      answer,
      unavailableSince,
      now,
      thresholds,
      cutOff: describeCutOff(now),
    });
    const status = answer.kind === 'status' ? answer.status : (before?.status ?? UNKNOWN_STATUS);
    await alerts.apply(signals, now);
    await syncStatuses.save(tenantId, { status, unavailableSince, checkedAt: now });
  };
}
