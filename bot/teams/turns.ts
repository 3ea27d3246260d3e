import { ActivityTypes, type Activity, type TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { momentOf, readInbound, tenantOf, type Inbound, type CardAction } from './turn/activity.ts';
import { activityKindOf, type ActivityKind } from './activity-kind.ts';
import type { TaskModuleAnswer, TaskModules } from './task-modules.ts';
import { toActivity } from './connector/messenger.ts';
import type { Asked } from '../questions/ports.ts';
import type { QuestionBook } from '../questions/question-book.ts';
import type { Reaction, Reply } from './turn/reaction.ts';
import type { Replies } from './replies.ts';
import type { MessageExtension } from './message-extension.ts';
import type { TeamEvents } from './team-events.ts';
import type { Conversation, ConversationStore } from '../delivery/conversation.ts';

/** Teams repeats an activity that it thinks was not taken; this many of the newest are known again. */
const SEEN_ACTIVITIES = 10_000;

/** After this time an address is written again, which also resumes what a blocked post had suspended. */
const REMEMBERED_MS = 30_000;

/** Answers the activities that Teams sends, one turn each. */
export function createTurnHandler({
  replies,
  messageExtension,
  taskModules,
  conversations,
  teamEvents,
  questions,
  clock,
  allowedTenants,
  log,
  observe,
}: {
  replies: Replies;
  messageExtension: MessageExtension;
  taskModules: TaskModules;
  conversations: ConversationStore;
  teamEvents: TeamEvents;
  questions: QuestionBook;
  clock: Clock;
  /** Empty: every tenant that the registration lets in. */
  allowedTenants: readonly string[];
  log: Log;
  /** Is told how long a turn took, in seconds, and what it was. */
  observe: (kind: string, seconds: number) => void;
}): (context: TurnContext) => Promise<void> {
  const seen = new LRUCache<string, true>({ max: SEEN_ACTIVITIES });
  const remembered = new LRUCache<string, string>({ max: SEEN_ACTIVITIES, ttl: REMEMBERED_MS });

  function isAllowed(activity: Activity): boolean {
    if (allowedTenants.length === 0) return true;
    const tenant = tenantOf(activity)?.toLowerCase();
    if (tenant && allowedTenants.includes(tenant)) return true;
    log.warn({ tenant, activityId: activity.id }, 'an activity of a tenant that is not allowed was dropped');
    return false;
  }

  function isRepeated({ id, conversation }: Activity): boolean {
    if (!id) return false;
    const key = `${conversation.id} ${id}`;
    if (seen.has(key)) return true;
    seen.set(key, true);
    return false;
  }

  /** Keeps the newest address of a conversation; writes only when something changed. */
  async function remember(conversation: Conversation): Promise<void> {
    const key = `${conversation.tenantId} ${conversation.id}`;
    const address = `${conversation.serviceUrl} ${conversation.botId} ${conversation.teamId ?? ''}`;
    if (remembered.get(key) === address) return;
    await conversations.remember(conversation, clock.now());
    remembered.set(key, address);
  }

  async function welcome(context: TurnContext, inbound: Inbound): Promise<void> {
    // Before the address is written, which resumes as well, but neither counts nor logs it.
    await teamEvents.added(inbound);
    await remember(inbound.conversation);
    if (!(await conversations.claimWelcome(inbound.conversation, clock.now()))) return;
    await context.sendActivity(toActivity(replies.welcome(inbound)));
  }

  /** Whoever is seen there next is written down again, which resumes what waits. */
  async function hearOf(event: Promise<void>): Promise<void> {
    await event;
    remembered.clear();
  }

  /** Answers first, so that the writing of an address can neither delay nor spoil an answer. */
  async function answer(context: TurnContext, inbound: Inbound): Promise<void> {
    if (inbound.action) await react(context, inbound, inbound.action);
    else await post(context, inbound, await replies.replyTo(inbound));
    await remember(inbound.conversation).catch((error: unknown) => {
      log.error(
        { err: error, conversationId: inbound.conversation.id },
        'a conversation could not be remembered',
      );
    });
  }

  async function post(context: TurnContext, inbound: Inbound, cards: readonly Reply[]): Promise<void> {
    for (const { message, asked } of cards) {
      const response = await context.sendActivity(toActivity(message));
      if (asked && response?.id) keepQuestion(inbound, asked, response.id);
    }
  }

  function keepQuestion({ conversation, threadId }: Inbound, asked: Asked, activityId: string): void {
    const key = { tenantId: conversation.tenantId, threadId, activityId };
    questions.record({ ...asked, ...key, chosen: null, helped: null, askedAt: clock.now() });
  }

  /** An invoke's answer changes the card for the presser alone: the update shows it to everybody, and for good. */
  async function react(context: TurnContext, inbound: Inbound, action: CardAction): Promise<void> {
    const reaction = await replies.react(inbound, action);
    await post(context, inbound, reaction.posts ?? []);
    if (reaction.card && action.cardId && !reaction.isCarried) {
      const update = { ...toActivity(reaction.card), id: action.cardId };
      await context.updateActivity(update).catch((error: unknown) => {
        log.warn({ err: error, cardId: action.cardId }, 'a card could not be updated for everybody');
      });
    }
    await respond(context, reaction);
  }

  const momentIn = (activity: Activity) => momentOf(readInbound(activity), clock.now());

  async function take(context: TurnContext, kind: ActivityKind): Promise<void> {
    const { activity } = context;
    switch (kind) {
      case 'message':
      case 'card-action':
        return answer(context, readInbound(activity));
      case 'installed':
        return welcome(context, readInbound(activity));
      case 'removed':
        return hearOf(teamEvents.removed(readInbound(activity)));
      case 'team-event':
        return hearOf(teamEvents.take(activity, readInbound(activity)));
      case 'message-extension-search':
        return respondToInvoke(context, messageExtension.search(activity.value, momentIn(activity)));
      case 'link-unfurl':
        return respondToInvoke(context, messageExtension.unfurl(activity.value, momentIn(activity)));
      case 'task-module-open':
        return answerTaskModule(context, await taskModules.open(readInbound(activity)));
      case 'task-module-submit':
        return answerTaskModule(context, await taskModules.submit(activity.value, readInbound(activity)));
      case 'choices-search':
        return respondToInvoke(context, taskModules.searchChoices(activity.value));
      case 'other':
        return;
    }
  }

  return async (context) => {
    const { activity } = context;
    if (!isAllowed(activity) || isRepeated(activity)) return;
    const kind = activityKindOf(activity);
    const startedAt = performance.now();
    await take(context, kind);
    observe(kind, (performance.now() - startedAt) / 1_000);
  };
}

/** What an invoke is told; a press that came as a message is told in the chat what no card says. */
async function respond(context: TurnContext, { card, posts, toast }: Reaction): Promise<void> {
  if (context.activity.type !== 'invoke') {
    if (!card && !posts?.length) await context.sendActivity(toast);
    return;
  }
  const body = card
    ? { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card.card }
    : { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: toast };
  await respondToInvoke(context, body);
}

async function respondToInvoke(context: TurnContext, body: object | null): Promise<void> {
  const value = { status: 200, ...(body && { body }) };
  await context.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}

async function answerTaskModule(context: TurnContext, { body, post }: TaskModuleAnswer): Promise<void> {
  if (post) await context.sendActivity(toActivity(post));
  await respondToInvoke(context, body);
}
