import type { Clock } from '../../platform/clock.ts';
import type { GraphAnswer, SyncStatus } from '../../sources/graph/organization.ts';
import type { Log } from '../../platform/log.ts';
import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { SyncThresholds } from '../kinds/sync-view.ts';
import type { AlertStore } from '../ports.ts';

/** The last known status of a tenant's synchronisation. */
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

/** Between two requests to Graph, give or take a tenth, so that instances that start together don't ask together. */
const CHECK_EVERY_MS = 600_000;
const JITTER = 0.1;

/**
 * Reads the synchronisation status from Graph, stores it, and evaluates the alerts about it. To be called often:
 * it decides itself when to ask, and waits as long as Graph demands.
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
  /** What the deadline of the tenant's most urgent notice means at an instant, in a plain sentence. */
  describeCutOff: (now: Date) => Promise<string>;
  clock: Clock;
  /** Milliseconds of a monotonic clock, never simulated. */
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
      cutOff: await describeCutOff(now),
    });
    const status = answer.kind === 'status' ? answer.status : (before?.status ?? UNKNOWN_STATUS);
    await alerts.apply(signals, now);
    await syncStatuses.save(tenantId, { status, unavailableSince, checkedAt: now });
  };
}
