import { INVOKE_RESPONSE_KEY, type Activity, type TurnContext } from 'botbuilder';
import type { ActivityKey } from '../access/author.ts';
import type { ActivityBook } from '../delivery/activity-book.ts';
import type { Arrival, InvokeAnswer } from '../delivery/received-activity.ts';
import { CutoverError } from '../platform/errors.ts';
import { ANSWER_LOST } from './connector/adapter.ts';
import type { QueuedTurn, QueueOutcome, TurnQueue } from './turn-queue.ts';
import { activityKeyOf } from './turn/activity.ts';

/** A turn that may be a repeat. */
export interface OnceTurn {
  place: QueuedTurn;
  /** Whether the activity asks for a change. */
  mayChange: boolean;
  /** Watches the turn from when it is at work, and returns what ends that. */
  watch: () => () => void;
  /** Carries out the activity. */
  work: () => Promise<void>;
}

/** Null for a repeat of what was carried out, or still is. */
export type RunOnce = (context: TurnContext, turn: OnceTurn) => Promise<QueueOutcome | null>;

/**
 * Carries out an activity once, however often and to whichever process Teams sends it. A repeat of an invoke gets
 * the same response. A repeat of what another process works on waits for it: if that process ends, the repeat is
 * carried out instead.
 */
export function createRunOnce(activities: ActivityBook, queue: TurnQueue): RunOnce {
  async function take(
    context: TurnContext,
    { key, arrival, work }: { key: ActivityKey; arrival: Arrival; work: () => Promise<void> },
  ): Promise<void> {
    if (arrival.state === 'held') return;
    if (arrival.state === 'done') {
      await repeatAnswer(context, arrival.answer);
      return;
    }
    try {
      if (arrival.state === 'changed') throw answerLost(key);
      await work();
    } finally {
      activities.end(key, answerIn(context));
    }
  }

  /** The turn takes its place in the queue before the store has answered, so that turns keep their order. */
  async function attempt(
    context: TurnContext,
    { place, watch, work }: OnceTurn,
    { key, arriving }: { key: ActivityKey; arriving: Promise<Arrival> },
  ): Promise<QueueOutcome | 'held'> {
    const outcome = await queue.run(place, async () => {
      const endWatch = watch();
      await arriving.then((arrival) => take(context, { key, arrival, work })).finally(endWatch);
    });
    const { state } = await arriving;
    if (outcome === 'done') return state === 'held' ? 'held' : outcome;
    if (state === 'begun' || state === 'changed') activities.end(key, null);
    return outcome;
  }

  return async (context, turn) => {
    const { activity } = context;
    const key = activityKeyOf(activity);
    if (!key) return queue.run(turn.place, turn.work);
    const activityArriving = {
      key,
      isInvoke: activity.type === 'invoke',
      mayChange: turn.mayChange,
      sentAt: sentAtOf(activity),
    };
    const arriving = activities.begin(activityArriving);
    if (!arriving) return null;
    const outcome = await attempt(context, turn, { key, arriving });
    if (outcome !== 'held') return outcome;
    // Outside of the queue: what others in the conversation write goes on meanwhile.
    const free = await activities.beginWhenFree(activityArriving);
    const last = await attempt(context, turn, { key, arriving: Promise.resolve(free) });
    return last === 'held' ? null : last;
  };
}

/** In the HTTP body it is a text, though botbuilder's type says otherwise. */
function sentAtOf({ timestamp }: Activity): Date | null {
  const sentAt = new Date((timestamp as Date | string | undefined) ?? NaN);
  return Number.isNaN(sentAt.getTime()) ? null : sentAt;
}

async function repeatAnswer(context: TurnContext, answer: InvokeAnswer | null): Promise<void> {
  if (answer) await context.sendActivity({ type: 'invokeResponse', value: answer });
}

/** The response of an invoke; null where there is none, as for every message. */
function answerIn({ turnState }: TurnContext): InvokeAnswer | null {
  const response = turnState.get<Activity | undefined>(INVOKE_RESPONSE_KEY);
  return (response?.value as InvokeAnswer | undefined) ?? null;
}

function answerLost({ activityId }: ActivityKey): CutoverError {
  const message = `What activity ${activityId} asks for is done, but the process ended before it answered.`;
  return new CutoverError(ANSWER_LOST, message);
}
