import type { Hindrance } from './failure-history.ts';
import type { Post, Settlement, SendOutcome } from './ports.ts';

/** What came of a post that was claimed: an answer of Teams, or that its card could not be made. */
export type Outcome = SendOutcome | { kind: 'unrendered'; reason: string };

/** Pauses in real time: twice as long each time, with jitter, so that those who failed together do not come back together. */
const THROTTLED = { firstSeconds: 2, mostSeconds: 300 };
const NOT_FOUND = { firstSeconds: 60, mostSeconds: 2 * 3_600 };
const UNWRITTEN = { firstSeconds: 5, mostSeconds: 300 };
const UNAUTHORISED = { firstSeconds: 60, mostSeconds: 300 };

/** An update that is answered by nothing but errors for more than an hour is given up until its card changes again. */
const UPDATE_ATTEMPTS = 21;

/**
 * What an outcome makes of a post or an update that was taken for the `attempts`th time; `hindrance` says how
 * long it has come to nothing else.
 */
export function settlementOf(
  outcome: Outcome,
  { attempts, replaces }: Pick<Post, 'attempts' | 'replaces'>,
  hindrance: Hindrance,
): Settlement {
  const { kind } = outcome;
  switch (kind) {
    case 'accepted':
      return { state: 'sent', activityId: outcome.activityId };
    case 'deferred':
      return again(outcome.reason, outcome.retryAfterSeconds ?? pauseSeconds(THROTTLED, attempts));
    case 'not-found': // a conversation that Teams does not know for that long is gone
      return forADay(outcome.reason, NOT_FOUND, hindrance);
    case 'unrendered': // the store may be away: no reason to lose a reminder
      return forADay(outcome.reason, UNWRITTEN, hindrance);
    case 'unauthorised':
      return again(outcome.reason, pauseSeconds(UNAUTHORISED, attempts));
    case 'ambiguous': {
      const { reason, retryAfterSeconds } = outcome;
      if (!replaces) return { state: 'unknown', reason, retryDelaySeconds: retryAfterSeconds };
      // What takes the place of a message does no harm when it comes twice.
      return attempts < UPDATE_ATTEMPTS
        ? again(reason, retryAfterSeconds ?? pauseSeconds(THROTTLED, attempts))
        : { state: 'failed', reason, suspend: false };
    }
    case 'blocked':
      return { state: 'failed', reason: outcome.reason, suspend: true };
    case 'too-large':
    case 'rejected':
      return { state: 'failed', reason: outcome.reason, suspend: false };
  }
}

function again(reason: string, retryDelaySeconds: number): Settlement {
  return { state: 'planned', reason, retryDelaySeconds };
}

function forADay(reason: string, pauses: Pauses, { times, isForADay }: Hindrance): Settlement {
  if (isForADay) return { state: 'failed', reason: `${reason} (for a day)`, suspend: false };
  return again(reason, pauseSeconds(pauses, times));
}

interface Pauses {
  firstSeconds: number;
  mostSeconds: number;
}

function pauseSeconds({ firstSeconds, mostSeconds }: Pauses, attempts: number): number {
  const seconds = Math.min(mostSeconds, firstSeconds * 2 ** (attempts - 1));
  return Math.ceil(seconds * (0.75 + Math.random() / 4));
}
