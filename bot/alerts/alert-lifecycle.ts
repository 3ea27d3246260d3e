import { isDeepStrictEqual } from 'node:util';
import type { Finding, Signal } from './alert-kind.ts';

/** A finding, from when it is first seen until it is resolved. */
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
  /** How far it has escalated, as in `ESCALATION_LEVELS`. */
  level: number;
  /** When it was raised or resolved, within the last hour. */
  changes: readonly Date[];
  /** It was raised and resolved repeatedly: it notifies nobody until it has been stable for an hour. */
  isFlapping: boolean;
  /** Since when it waits for an acknowledgement: since it was raised, got worse, or stopped flapping. */
  unacknowledgedSince: Date;
  /** How often it stayed after flapping and notified again. */
  round: number;
  /** Why it is resolved, as a sentence; null if unknown. */
  outcome: string | null;
  /** The same for alerts that share a card; null for one that has a card of its own. */
  groupId: string | null;
}

/** What a signal does to the newest alert of its key. */
export type AlertChange =
  | { kind: 'raise' }
  /** The same alert again, on the same card: it is flapping. */
  | { kind: 'reopen' }
  /** The card changes; if the alert got worse, it must be acknowledged again. */
  | { kind: 'update'; isWorse: boolean }
  | { kind: 'resolve' };

const FLAPPING_CHANGES = 3;
const STEADY_MS = 3_600_000;

/** Null when the signal says nothing new. */
export function changeOf(newest: Alert | null, signal: Signal, now: Date): AlertChange | null {
  const { finding, notices } = signal;
  if (newest?.state === 'firing') {
    const { notice } = newest.finding;
    const isKnown = notice === undefined || notices === undefined || notices.has(notice);
    if (!finding) return isKnown ? { kind: 'resolve' } : null;
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

/** True if a flapping alert has been stable for an hour. */
export function isSteady({ isFlapping, changes }: Pick<Alert, 'isFlapping' | 'changes'>, now: Date): boolean {
  return isFlapping && recentChanges({ changes }, now).length === 0;
}

function isWorse(before: Finding, after: Finding): boolean {
  return before.severity === 'warning' && after.severity === 'critical';
}

/** `since` is ignored: a watch that was restarted may see a later start. */
function saysTheSame(a: Finding, b: Finding): boolean {
  return isDeepStrictEqual({ ...a, since: null }, { ...b, since: null });
}
