import type { Activity, Request, Response, TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import { Problem } from '../../http/problem.ts';
import type { Log } from '../../platform/log.ts';
import { invokeFailure, type TeamsAdapter } from './adapter.ts';
import { tenantOf } from '../turn/activity.ts';
import { parseActivity } from './parse-activity.ts';

/** Turns that are worked on or wait at the same time. Each holds its activity, of 256 KB at most. */
const MAX_TURNS = 1_000;

/** Teams, or a person who is impatient, sends an invoke again within this time. */
const REPEATED_WITHIN_MS = 60_000;
/** The newest answers to invokes, of 30 KB each, that are kept for it. */
const KEPT_ANSWERS = 500;

/** When Teams should try again while that many turns are at work. */
const RETRY_AFTER_SECONDS = 2;

const STILL_WORKING = 'I’m still working on this. Look at the result in a minute, before you try again.';

/** Gives an activity its HTTP answer before its turn has ended. */
export type AnswerEarly = () => void;

/** Receives the activities that Teams sends to `POST /api/messages`. */
export interface Receiver {
  /**
   * Resolves when the HTTP answer has been given.
   * @throws Problem 400, 401, 403 or 503 for an activity that is refused.
   */
  receive: (request: Request, response: Response) => Promise<void>;
  /** Resolves when no turn is at work, those included whose HTTP answer was given early. */
  idle: () => Promise<void>;
}

/**
 * Gives each activity its HTTP answer within `turnMs`, because Teams repeats an activity without an answer. The
 * turn goes on after that and may still reply. Answers 503 with Retry-After when too many turns are at work, and
 * when a turn can't begin, such as when the signing keys are not available.
 */
export function createReceiver({
  adapter,
  handleTurn,
  turnMs,
  maxTurns = MAX_TURNS,
  log,
}: {
  adapter: TeamsAdapter;
  handleTurn: (context: TurnContext, answerEarly: AnswerEarly) => Promise<void>;
  turnMs: number;
  /** Default: 1,000. */
  maxTurns?: number;
  log: Log;
}): Receiver {
  const turns = new Set<Promise<void>>();
  const invokes = new LRUCache<string, ReturnType<TeamsAdapter['runTurn']>>({
    max: KEPT_ANSWERS,
    ttl: REPEATED_WITHIN_MS,
  });

  /** Invokes with the same id share one turn, and get the same answer. */
  function share(activity: Activity, run: () => ReturnType<TeamsAdapter['runTurn']>) {
    if (activity.type !== 'invoke') return run();
    const { id, conversation, from } = activity;
    const key = JSON.stringify([tenantOf(activity), conversation.id, from.id, id]);
    const known = invokes.get(key);
    if (known) return known;
    const turn = run();
    invokes.set(key, turn);
    turn.catch(() => invokes.delete(key));
    return turn;
  }

  /** An activity that may have a turn. Each that may not gets one line in the log. */
  async function admit({ body, headers }: Request) {
    try {
      const activity = parseActivity(body);
      const authorization = (headers as { authorization?: string }).authorization;
      return { activity, authenticated: await adapter.authenticate(activity, authorization) };
    } catch (error) {
      if (error instanceof Problem) {
        const { status, detail, cause } = error;
        log.warn({ status, detail, ...(cause === undefined ? {} : { err: cause }) }, 'refused an activity');
      }
      throw error;
    }
  }

  return {
    async receive(request, response) {
      const { activity, authenticated } = await admit(request);
      const answer = createAnswer(activity.type === 'invoke', response);
      if (turns.size >= maxTurns) {
        log.warn({ turns: turns.size }, 'too many turns at work, refused an activity');
        answer.send(503);
        return;
      }
      const late = setTimeout(answer.sendEarly, turnMs);
      const run = () =>
        adapter.runTurn(activity, authenticated, (context) => handleTurn(context, answer.sendEarly));
      const turn = share(activity, run)
        .then((result) => answer.send(statusOf(result), result?.body))
        .catch((error: unknown) => {
          log.error({ err: error }, 'activity not processed');
          answer.send(503);
        })
        .finally(() => {
          clearTimeout(late);
          turns.delete(turn);
        });
      turns.add(turn);
      await answer.isSent;
    },
    async idle() {
      while (turns.size > 0) await Promise.all(turns);
    },
  };
}

/**
 * botbuilder's 501 means that a turn left an invoke without an answer: one that Cutover doesn't know, or of another
 * tenant. Without a body nothing changes on the screen.
 */
function statusOf(result: { status: number } | undefined): number {
  return result === undefined || result.status === 501 ? 200 : result.status;
}

/** An HTTP answer that is given once: what comes later is dropped. */
function createAnswer(isInvoke: boolean, response: Response) {
  let markSent: () => void = () => undefined;
  const isSent = new Promise<void>((resolve) => (markSent = resolve));
  let isOver = false;

  function send(status: number, body?: unknown): void {
    if (isOver) return;
    isOver = true;
    // botbuilder's 500 means that a turn didn't begin; its text may name what nobody outside should know.
    const isUnavailable = status >= 500;
    if (isUnavailable) response.header('Retry-After', RETRY_AFTER_SECONDS);
    response.status(isUnavailable ? 503 : status);
    response.send(isUnavailable ? { status: 'busy' } : body);
    markSent();
  }

  const sendEarly: AnswerEarly = () => {
    const { status, body } = isInvoke ? invokeFailure(STILL_WORKING).value : { status: 200, body: undefined };
    send(status, body);
  };
  return { isSent, send, sendEarly };
}
