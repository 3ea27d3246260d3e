import type { Place } from '../support/activities.ts';
import type { Connector, ConnectorRequest } from '../support/connector.ts';
import { remindersIn } from '../support/reminders.ts';

/** A place that was told that reminders are on, and when its reminder is due, in milliseconds of this process. */
export interface Promised {
  place: Place;
  dueAt: number;
}

/** A kill or an outage of the store, in milliseconds of this process: results may not have been recorded in it. */
export interface Blackout {
  from: number;
  to: number;
}

/** What became of the reminders that were promised, one for each place. */
export interface Verdict {
  promised: number;
  /** Places whose reminder people never saw, although the answers to fewer than two attempts were hidden. */
  lost: string[];
  /** Shown twice, the second time marked, because the answer to the first was hidden. */
  repeated: number;
  /** Shown more often, or without a mark, or although Teams' answer had come and been recorded. */
  doubled: string[];
  /** Attempts whose answer never came. */
  unanswered: number;
  /** Milliseconds from when each reminder was due to when people saw it. */
  lateness: number[];
}

/** A result is recorded at most this long after Teams' answer, unless the store is away. */
const RECORDED_WITHIN_MS = 2_000;

/** Compares what people saw with what was promised: each reminder once, or twice if its first answer was hidden. */
export function judge(
  connector: Connector,
  promised: readonly Promised[],
  blackouts: readonly Blackout[],
): Verdict {
  const verdict: Verdict = {
    ...{ promised: promised.length, lost: [], repeated: 0 },
    ...{ doubled: [], unanswered: 0, lateness: [] },
  };
  for (const { place, dueAt } of promised) {
    const attempts = attemptsIn(connector, place);
    const hidden = attempts.filter((attempt) => isHidden(attempt, blackouts));
    const [first] = attempts.filter(({ isAccepted }) => isAccepted);
    const name = `${place.conversationId}: ${attempts.map((attempt) => describe(attempt)).join(', ') || 'no attempt'}`;
    verdict.unanswered += attempts.filter(({ answeredAt }) => answeredAt === null).length;
    if (first) verdict.lateness.push(Math.max(0, first.arrivedAt - dueAt));
    else if (hidden.length < 2) verdict.lost.push(name);
    if (!isRepeatedRightly(attempts, hidden)) verdict.doubled.push(name);
    else if (attempts.filter(({ isAccepted }) => isAccepted).length === 2) verdict.repeated++;
  }
  return verdict;
}

/** Places whose reminder nobody has seen, and may still come. */
export function findPending(
  connector: Connector,
  promised: readonly Promised[],
  blackouts: readonly Blackout[],
): Promised[] {
  return promised.filter(({ place }) => {
    const attempts = attemptsIn(connector, place);
    const hidden = attempts.filter((attempt) => isHidden(attempt, blackouts));
    return !attempts.some(({ isAccepted }) => isAccepted) && hidden.length < 2;
  });
}

/** Teams has told that it did not take these: such a post may come as often as it likes. */
const REFUSED = [404, 412, 429];

function attemptsIn(connector: Connector, place: Place): ConnectorRequest[] {
  return remindersIn(connector, place).filter(({ status }) => !REFUSED.includes(status ?? 0));
}

function isRepeatedRightly(
  attempts: readonly ConnectorRequest[],
  hidden: readonly ConnectorRequest[],
): boolean {
  const [first, second, ...more] = attempts;
  if (!first || !second) return true;
  return more.length === 0 && isMarked(second) && hidden.includes(first);
}

/** Nobody could know what became of it: it was not answered, or not recorded because a process or the store was gone. */
function isHidden(
  { arrivedAt, answeredAt, status }: ConnectorRequest,
  blackouts: readonly Blackout[],
): boolean {
  if (answeredAt === null || (status !== null && (status >= 500 || status === 408))) return true;
  return blackouts.some(({ from, to }) => arrivedAt <= to && answeredAt + RECORDED_WITHIN_MS >= from);
}

function isMarked({ activity }: ConnectorRequest): boolean {
  return activity.summary?.startsWith('Repeated:') === true;
}

function describe(attempt: ConnectorRequest): string {
  const answer = attempt.answeredAt === null ? 'no answer' : `answer ${String(attempt.status)}`;
  return `${isMarked(attempt) ? 'repeat' : 'post'} ${attempt.isAccepted ? 'shown' : 'not shown'}, ${answer}`;
}
