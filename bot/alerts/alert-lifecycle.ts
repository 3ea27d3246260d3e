import { isDeepStrictEqual } from 'node:util';
import type { Finding, Signal } from './alert-kind.ts';

/** One finding from when it is seen first until it is over. */
export interface Alert {
  id: string;
  tenantId: string;
  key: string;
  state: 'firing' | 'resolved';
  finding: Finding;
  raisedAt: Date;
  resolvedAt: Date | null;
  acknowledgedBy: string | null;
  acknowledgedAt: Date | null;
  /** How far up it has gone: 0 the identity teams, 1 the people, 2 the second team. */
  level: number;
  /** When it was raised and resolved, the last hour's. */
  changes: readonly Date[];
  /** It comes and goes: it is held back until it has been steady for an hour. */
  isFlapping: boolean;
  /** Since when nobody has taken note: since it was raised, got worse, or turned out to stay. */
  unacknowledgedSince: Date;
  /** How often it turned out to stay after it had come and gone, and was told anew. */
  round: number;
  /** How it came to be over; null when nobody has said. */
  outcome: string | null;
}

/** What a signal does to the newest alert of its key. */
export type AlertChange =
  | { kind: 'raise' }
  /** The same alert once more, on the same card: it comes and goes. */
  | { kind: 'reopen' }
  /** The card shows other words; whoever took note of less is asked again. */
  | { kind: 'update'; isWorse: boolean }
  | { kind: 'resolve' };

const FLAPPING_CHANGES = 3;
const STEADY_MS = 3_600_000;

/** Raised once, updated when it says something else, resolved once; null when nothing is new. */
export function changeOf(newest: Alert | null, { finding }: Signal, now: Date): AlertChange | null {
  if (newest?.state === 'firing') {
    if (!finding) return { kind: 'resolve' };
    if (saysTheSame(newest.finding, finding)) return null;
    return { kind: 'update', isWorse: isWorse(newest.finding, finding) };
  }
  if (!finding) return null;
  return newest && recentChanges(newest, now).length + 1 >= FLAPPING_CHANGES
    ? { kind: 'reopen' }
    : { kind: 'raise' };
}

/** The changes that still count when one more comes at `now`. */
export function recentChanges({ changes }: Pick<Alert, 'changes'>, now: Date): Date[] {
  return changes.filter((change) => now.getTime() - change.getTime() < STEADY_MS);
}

/** True when what came and went has been as it is for an hour. */
export function isSteady({ isFlapping, changes }: Pick<Alert, 'isFlapping' | 'changes'>, now: Date): boolean {
  return isFlapping && recentChanges({ changes }, now).length === 0;
}

function isWorse(before: Finding, after: Finding): boolean {
  return before.severity === 'warning' && after.severity === 'critical';
}

/** Since when it lasts stays what it was: a watcher that started anew may see it begin later. */
function saysTheSame(a: Finding, b: Finding): boolean {
  return isDeepStrictEqual({ ...a, since: null }, { ...b, since: null });
}
