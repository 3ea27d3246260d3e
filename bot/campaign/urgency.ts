import { daysUntil } from './calendar.ts';
import type { Progress } from './progress.ts';
import { isDone } from './progress.ts';

/** How one notice stands for somebody: its deadline there, and what is known of the servers. */
export interface CampaignState {
  /** `YYYY-MM-DD`; null when none is known. */
  deadline: string | null;
  /** Null when no server was reported. */
  progress: Progress | null;
}

/**
 * How urgent a notice is, the lower the more. A deadline that has passed comes first while a server is known to be
 * affected, else after those to come; a notice that concerns no reported server comes last.
 */
type Rank = 'missed' | 'coming' | 'undated' | 'past' | 'done';
const RANKS: readonly Rank[] = ['missed', 'coming', 'undated', 'past', 'done'];

export interface Urgency {
  rank: Rank;
  /** Days from today to the deadline, negative when it has passed; null without one. */
  days: number | null;
}

export function urgencyOf(
  { deadline, progress }: CampaignState,
  { now, zone }: { now: Date; zone: string },
): Urgency {
  const days = deadline === null ? null : daysUntil({ date: deadline, now, zone });
  if (progress && isDone(progress)) return { rank: 'done', days };
  if (days === null) return { rank: 'undated', days };
  if (days >= 0) return { rank: 'coming', days };
  return { rank: progress && progress.affected > 0 ? 'missed' : 'past', days };
}

/** Sorts the most urgent first; of one rank, the deadline that is nearest to today. */
export function compareUrgency(a: Urgency, b: Urgency): number {
  return RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank) || Math.abs(a.days ?? 0) - Math.abs(b.days ?? 0);
}
