import type { Post, SendOutcome, Settlement } from './ports.ts';

/** Pauses in real time: twice as long each time, with jitter, so that those who failed together do not come back together. */
const THROTTLED = { firstSeconds: 2, mostSeconds: 300 };
const NOT_FOUND = { firstSeconds: 60, mostSeconds: 2 * 3_600 };
const UNAUTHORISED_SECONDS = 60;

/** With the pauses above about a day: a conversation that Teams does not know for that long is gone. */
const NOT_FOUND_ATTEMPTS = 21;

/** What an answer of Teams makes of a post that was taken for the `attempts`th time. */
export function settlementOf(outcome: SendOutcome, { attempts }: Pick<Post, 'attempts'>): Settlement {
  const { kind } = outcome;
  switch (kind) {
    case 'accepted':
      return { state: 'sent', activityId: outcome.activityId };
    case 'deferred':
      return again(outcome.reason, outcome.retryAfterSeconds ?? pauseSeconds(THROTTLED, attempts));
    case 'not-found':
      return attempts < NOT_FOUND_ATTEMPTS
        ? again(outcome.reason, pauseSeconds(NOT_FOUND, attempts))
        : { state: 'failed', reason: `${outcome.reason} (for a day)`, suspend: false };
    case 'unauthorised':
      return again(outcome.reason, UNAUTHORISED_SECONDS);
    case 'ambiguous':
      return { state: 'unknown', reason: outcome.reason };
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

function pauseSeconds(
  { firstSeconds, mostSeconds }: { firstSeconds: number; mostSeconds: number },
  attempts: number,
): number {
  const seconds = Math.min(mostSeconds, firstSeconds * 2 ** (attempts - 1));
  return Math.ceil(seconds * (0.75 + Math.random() / 4));
}
