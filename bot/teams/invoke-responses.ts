import { ActivityTypes, type TurnContext } from 'botbuilder';
import { toActivity } from './connector/messenger.ts';
import type { TaskModuleAnswer } from './task-modules.ts';
import type { Reaction } from './turn/reaction.ts';

/** Answers an invoke; a null body leaves what is shown as it is, or closes a task module. */
export async function respondToInvoke(context: TurnContext, body: object | null): Promise<void> {
  const value = { status: 200, ...(body && { body }) };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}

/** The new card or a toast. A card action that came as a message has no toast: its text is sent where no card says it. */
export async function respondToCardAction(
  context: TurnContext,
  { card, posts, toast }: Reaction,
): Promise<void> {
  if (context.activity.type !== 'invoke') {
    if (!card && !posts?.length) await context.sendActivity(toast);
    return;
  }
  const body = card
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: toast };
  await respondToInvoke(context, body);
}

export async function respondToTaskModule(
  context: TurnContext,
  { body, post }: TaskModuleAnswer,
): Promise<void> {
  if (post) await context.sendActivity(toActivity(post));
  await respondToInvoke(context, body);
}
