import type { GraphAnswer, SyncStatus } from '../../sources/graph/organization.ts';
import type { Finding } from '../alert-kind.ts';

/** Cutover's own thresholds: Microsoft states none. Connect synchronises every 30 minutes by default. */
export interface SyncThresholds {
  warningHours: number;
  criticalHours: number;
}

/** What one request to Microsoft Graph has shown. */
export interface SyncView {
  tenantId: string;
  /** The last status before this one; null the first time. */
  before: SyncStatus | null;
  answer: GraphAnswer;
  /** Since when Graph has returned no status; null while it does. */
  unavailableSince: Date | null;
  now: Date;
  thresholds: SyncThresholds;
  /** What the cut-off means now, in a plain sentence. */
  cutOff: string;
}

/**
 * The status that Graph returned; null when it returned none. Without it nothing is known about
 * synchronisation: an outage of ours never raises or resolves an alert about it.
 */
export function statusIn({ answer }: SyncView): SyncStatus | null {
  return answer.kind === 'status' ? answer.status : null;
}

export function lastSync(at: Date | null | undefined): Finding['facts'] {
  return at ? [{ title: 'Last synchronisation', value: at }] : [];
}
