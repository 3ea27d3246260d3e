import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import type { Message } from '../delivery/message.ts';
import type { Log } from '../platform/log.ts';
import { toActivity } from './connector/messenger.ts';
import type { AnswerEarly } from './connector/receive-activities.ts';

/**
 * Tells the person, with a reference that is logged, when a message is worked on for `slowTurnMs` and nothing has
 * been posted yet. The work goes on, and its answer is posted when it comes. An invoke is left to its HTTP answer,
 * which is the only place where it can say something. Returns a function that ends the watch.
 */
export function watchSlowTurn(
  context: TurnContext,
  {
    slowTurnMs,
    renderSlow,
    answerEarly,
    log,
  }: {
    slowTurnMs: number;
    renderSlow: (reference: string) => Message;
    answerEarly: AnswerEarly;
    log: Log;
  },
): () => void {
  const { activity } = context;
  if (activity.type !== 'message') return () => undefined;
  let isPosting = false;
  context.onSendActivities(async (_context, _activities, next) => {
    isPosting = true;
    return next();
  });
  const tell = async () => {
    if (isPosting) return;
    const reference = randomUUID().slice(0, 8);
    log.warn({ reference, activityId: activity.id, slowTurnMs }, 'turn is slow');
    await context
      .sendActivity(toActivity(renderSlow(reference)))
      .catch((cause: unknown) => log.warn({ err: cause, reference }, 'failed to say that a turn is slow'));
    answerEarly();
  };
  const timer = setTimeout(() => void tell(), slowTurnMs);
  return () => clearTimeout(timer);
}
