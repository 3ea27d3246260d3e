import type { Clock } from '../clock.ts';
import type { GraphAnswer, SyncStatus } from '../graph/organization.ts';
import type { Log } from '../log.ts';
import type { AlertStore } from './ports.ts';
import { judgeSync, type SyncThresholds } from './sync-signals.ts';

/** What was seen last of a tenant's synchronisation. */
export interface SyncSight {
  status: SyncStatus;
  /** Since when Graph gives no answer; null when it does. */
  blindSince: Date | null;
  lookedAt: Date;
}

export interface SyncStatusStore {
  find(tenantId: string): Promise<SyncSight | null>;
  keep(tenantId: string, sight: SyncSight): Promise<void>;
}

const UNSEEN: SyncStatus = { isEnabled: null, lastSyncAt: null, lastPasswordSyncAt: null };

/** Looks once at how synchronisation stands, keeps what it saw, and hands on what the alerts are to hear. */
export function createSyncWatch({
  tenantId,
  look,
  sights,
  alerts,
  thresholds,
  clock,
  log,
}: {
  tenantId: string;
  look: () => Promise<GraphAnswer>;
  sights: SyncStatusStore;
  alerts: Pick<AlertStore, 'take'>;
  thresholds: SyncThresholds;
  clock: Clock;
  log: Log;
}): () => Promise<void> {
  /** Until then Graph wants to be left alone. */
  let notBefore = 0;

  return async () => {
    if (clock.now().getTime() < notBefore) return;
    const answer = await look();
    const now = clock.now();
    if (answer.kind === 'throttled') notBefore = now.getTime() + answer.retryAfterSeconds * 1_000;
    if (answer.kind !== 'status') log.warn({ ...answer }, 'Microsoft Graph gave no sync status');
    const before = await sights.find(tenantId);
    const blindSince = answer.kind === 'status' ? null : (before?.blindSince ?? now);
    const signals = judgeSync({
      tenantId,
      before: before?.status ?? null,
      answer,
      blindSince,
      now,
      thresholds,
    });
    const status = answer.kind === 'status' ? answer.status : (before?.status ?? UNSEEN);
    await alerts.take(signals, now);
    await sights.keep(tenantId, { status, blindSince, lookedAt: now });
  };
}
