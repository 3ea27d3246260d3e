import type { TurnContext } from 'botbuilder';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { QuestionBook } from '../questions/question-book.ts';
import { toActivity } from './connector/messenger.ts';
import { replyIdOf } from './card-actions/question-of-card.ts';
import { respondToCardAction, respondToInvoke } from './invoke-responses.ts';
import type { Replies } from './replies.ts';
import type { CardAction, Inbound } from './turn/activity.ts';
import type { Reply } from './turn/reaction.ts';

/** The toast when Teams did not take what a card action posts. */
const MISSING_POST = 'That’s done, but my answer may be missing in the chat. Ask again to see it.';

interface Parts {
  replies: Replies;
  questions: Pick<QuestionBook, 'record'>;
  clock: Clock;
  log: Log;
}

/** Answers what was typed. */
export async function postReplies(context: TurnContext, inbound: Inbound, parts: Parts): Promise<void> {
  await post(context, inbound, await parts.replies.replyTo(inbound), parts);
}

/**
 * Carries out a card action. An invoke's response changes the card for one person alone, so the card is
 * updated as well: for everybody, and for good.
 */
export async function reactToCardAction(
  context: TurnContext,
  { inbound, action }: { inbound: Inbound; action: CardAction },
  parts: Parts,
): Promise<void> {
  const reaction = await parts.replies.react(inbound, action);
  const toast = await post(context, inbound, reaction.posts ?? [], parts).then(
    () => reaction.toast,
    (error: unknown) => {
      // What was done is done, and the response says so. A press that came as a message has no response.
      if (context.activity.type !== 'invoke') throw error;
      parts.log.warn({ err: error, verb: action.verb }, 'failed to post the answer to a card action');
      return MISSING_POST;
    },
  );
  if (reaction.card && action.cardId && !reaction.isCarried) {
    const update = { ...toActivity(reaction.card), id: action.cardId };
    await context.updateActivity(update).catch((error: unknown) => {
      parts.log.warn({ err: error, cardId: action.cardId }, 'failed to update a card for everybody');
    });
  }
  await respondToCardAction(context, { ...reaction, toast });
}

/** Teams' thumbs do what the buttons of an answer do. Teams takes nothing but an empty object as the response. */
export async function takeFeedback(context: TurnContext, inbound: Inbound, parts: Parts): Promise<void> {
  const { action } = inbound;
  const reaction = action && (await parts.replies.react(inbound, action));
  await post(context, inbound, reaction?.posts ?? [], parts).catch((error: unknown) => {
    parts.log.warn({ err: error }, 'failed to post the answer to feedback');
  });
  await respondToInvoke(context, {});
}

/** A question is kept under the id of the reply that answers it. */
async function post(
  context: TurnContext,
  { conversation: { tenantId }, threadId }: Inbound,
  replies: readonly Reply[],
  { questions, clock }: Parts,
): Promise<void> {
  for (const { message, asked } of replies) {
    const sent = await context.sendActivity(toActivity(message));
    if (!asked) continue;
    const key = { tenantId, threadId, activityId: replyIdOf(sent) };
    questions.record({ ...asked, ...key, chosen: null, helped: null, remark: null, askedAt: clock.now() });
  }
}
