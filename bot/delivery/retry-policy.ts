import type { FailureStreak } from './failure-history.ts';
import type { Post, Settlement, SendOutcome } from './ports.ts';

/** The result of trying to deliver a claimed post: Teams' answer, or that its card could not be rendered. */
export type Outcome = SendOutcome | { kind: 'unrendered'; reason: string };

/** Exponential backoff in real time. Jitter keeps posts that failed together from retrying together. */
const THROTTLED = { initialSeconds: 2, maxSeconds: 300 };
const NOT_FOUND = { initialSeconds: 60, maxSeconds: 2 * 3_600 };
const UNRENDERED = { initialSeconds: 5, maxSeconds: 300 };
const UNAUTHORISED = { initialSeconds: 60, maxSeconds: 300 };

/** After more than an hour of errors an update is given up until its card changes again. */
const MAX_UPDATE_ATTEMPTS = 21;

/**
 * Decides what an outcome means for a post or an update. `attempts` counts this attempt; `streak` says how long
 * the same outcome has kept coming. Delays grow with the streak, because a crash ends attempts, too.
 */
export function settlementOf(
  outcome: Outcome,
  { attempts, replaces }: Pick<Post, 'attempts' | 'replaces'>,
  streak: FailureStreak,
): Settlement {
  const { kind } = outcome;
  switch (kind) {
    case 'accepted':
      return { state: 'sent', activityId: outcome.activityId };
    case 'deferred':
      return retry(outcome.reason, outcome.retryAfterSeconds ?? backoffSeconds(THROTTLED, streak.count));
    case 'not-found': // a conversation that Teams has not known for a day is gone
      return retryForADay(outcome.reason, NOT_FOUND, streak);
    case 'unrendered': // the store may be unavailable: keep the reminder
      return retryForADay(outcome.reason, UNRENDERED, streak);
    case 'unauthorised':
      return retry(outcome.reason, backoffSeconds(UNAUTHORISED, streak.count));
    case 'ambiguous': {
      const { reason, retryAfterSeconds } = outcome;
      if (!replaces) return { state: 'unknown', reason, retryDelaySeconds: retryAfterSeconds };
      // Updating a message twice does no harm.
      return attempts < MAX_UPDATE_ATTEMPTS
        ? retry(reason, retryAfterSeconds ?? backoffSeconds(THROTTLED, attempts))
        : { state: 'failed', reason, suspend: false };
    }
    case 'blocked':
      return { state: 'failed', reason: outcome.reason, suspend: true };
    case 'too-large':
    case 'rejected':
      return { state: 'failed', reason: outcome.reason, suspend: false };
  }
}

function retry(reason: string, retryDelaySeconds: number): Settlement {
  return { state: 'planned', reason, retryDelaySeconds };
}

function retryForADay(reason: string, backoff: Backoff, { count, hasLastedADay }: FailureStreak): Settlement {
  if (hasLastedADay) return { state: 'failed', reason: `${reason} (for 24 hours)`, suspend: false };
  return retry(reason, backoffSeconds(backoff, count));
}

interface Backoff {
  initialSeconds: number;
  maxSeconds: number;
}

function backoffSeconds({ initialSeconds, maxSeconds }: Backoff, attempts: number): number {
  const seconds = Math.min(maxSeconds, initialSeconds * 2 ** (attempts - 1));
  return Math.ceil(seconds * (0.75 + Math.random() / 4));
}
