import type { Activity, TurnContext } from 'botbuilder';
import type { InstallerStore } from '../alerts/identity-team-request.ts';
import type { Message } from '../delivery/message.ts';
import type { Clock } from '../platform/clock.ts';
import { CutoverError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { QuestionBook } from '../questions/question-book.ts';
import type { ActivityBook } from '../delivery/activity-book.ts';
import type { AddressBook } from '../delivery/address-book.ts';
import type { ConversationStore } from '../delivery/conversation.ts';
import type { PlaceStore } from '../delivery/place.ts';
import { activityKindOf, isFromBot, type ActivityKind } from './activity-kind.ts';
import { ANSWER_LOST, invokeFailure } from './connector/adapter.ts';
import { toActivity } from './connector/messenger.ts';
import type { AnswerEarly } from './connector/receive-activities.ts';
import { respondToCardAction, respondToInvoke, respondToTaskModule } from './invoke-responses.ts';
import type { MessageExtension } from './message-extension.ts';
import { postReplies, reactToCardAction, takeFeedback } from './post-replies.ts';
import type { Replies } from './replies.ts';
import { createRunOnce } from './run-once.ts';
import { watchSlowTurn } from './slow-turn.ts';
import type { TaskModules } from './task-modules.ts';
import type { TeamEvents } from './team-events.ts';
import { OUTDATED } from './turn/reaction.ts';
import { createTurnQueue, type QueuedTurn } from './turn-queue.ts';
import { localNowOf, readInbound, tenantOf, type Inbound } from './turn/activity.ts';

export interface TurnParts {
  replies: Replies;
  messageExtension: MessageExtension;
  taskModules: TaskModules;
  conversations: ConversationStore;
  places: Pick<PlaceStore, 'record'>;
  activities: ActivityBook;
  addresses: AddressBook;
  teamEvents: TeamEvents;
  installers: Pick<InstallerStore, 'record'>;
  questions: QuestionBook;
  clock: Clock;
  /** In lower case; empty: every tenant that the registration lets in. */
  allowedTenants: readonly string[];
  log: Log;
  /** Gets the kind of each activity, what became of its turn, and how long that took. */
  observe: (kind: ActivityKind, outcome: TurnOutcome, seconds: number) => void;
  /** A message that is worked on for longer is told to be slow. */
  slowTurnMs: number;
  renderSlow: (reference: string) => Message;
  /** The answer to what is not read because the person has too many messages waiting. */
  renderBusy: () => Message;
}

/** `refused`: too many messages of the person waited. */
export type TurnOutcome = 'done' | 'failed' | 'refused';

export type TurnHandler = (context: TurnContext, answerEarly: AnswerEarly) => Promise<void>;

/** They change nothing, and somebody types while they are answered: they don't wait for other turns, and may be repeated. */
const READING: readonly ActivityKind[] = [
  'message-extension-search',
  'link-unfurl',
  'choices-search',
  'other',
];

/** What somebody says or presses. */
const SAYING: readonly ActivityKind[] = ['message', 'message-edit', 'card-action', 'feedback'];

/**
 * Handles the activities that Teams sends, one turn each: those of a conversation one at a time. A conversation in
 * which too many wait is told so once, and its further messages are dropped: an HTTP error would be invisible to
 * the person, and Teams doesn't promise to repeat what it is told to send later.
 */
export function createTurnHandler(parts: TurnParts): TurnHandler {
  const handlers = createHandlers(parts);
  const runOnce = createRunOnce(parts.activities, createTurnQueue());

  async function work(context: TurnContext, kind: ActivityKind): Promise<void> {
    const startedAt = performance.now();
    markLostAnswers(context);
    let outcome: TurnOutcome = 'failed';
    try {
      await handlers[kind](context);
      outcome = 'done';
    } finally {
      parts.observe(kind, outcome, (performance.now() - startedAt) / 1_000);
    }
  }

  async function refuse(context: TurnContext, isFirst: boolean): Promise<void> {
    const { type, id, conversation } = context.activity;
    const message = parts.renderBusy();
    if (isFirst) {
      parts.log.warn(
        { activityId: id, conversationId: conversation.id },
        'too many messages of a person wait, refused this and further ones',
      );
    }
    if (type === 'invoke') await context.sendActivity(invokeFailure(message.summary));
    else if (isFirst) await context.sendActivity(toActivity(message));
  }

  return async (context, answerEarly) => {
    const { activity } = context;
    if (!isAllowed(activity, parts) || isFromBot(activity)) return;
    const kind = activityKindOf(activity);
    const run = () => work(context, kind);
    if (READING.includes(kind)) {
      await run();
      return;
    }
    const outcome = await runOnce(context, {
      place: placeInQueue(activity),
      mayChange: mayChange(kind, activity, parts.replies),
      watch: () => watchSlowTurn(context, { ...parts, answerEarly }),
      work: run,
    });
    if (outcome === 'done' || outcome === null) return;
    parts.observe(kind, 'refused', 0);
    await refuse(context, outcome === 'refused');
  };
}

/** Whether it asks for a change. Opening a dialog is nothing but looking. */
function mayChange(kind: ActivityKind, activity: Activity, replies: Pick<Replies, 'actOf'>): boolean {
  if (SAYING.includes(kind)) return replies.actOf(readInbound(activity)) !== 'read';
  return kind !== 'task-module-open';
}

function placeInQueue(activity: Activity): QueuedTurn {
  const { conversation, person } = readInbound(activity);
  const isUrgent = activity.type === 'invoke';
  return {
    conversation: JSON.stringify([conversation.tenantId, conversation.id]),
    person: person.id,
    isUrgent,
    canBeRefused: isUrgent || activity.type === 'message' || activity.type === 'messageUpdate',
  };
}

/** Lets the person be told that only the answer is missing: when a turn posts, its work is done. */
function markLostAnswers(context: TurnContext): void {
  context.onSendActivities((_context, _activities, next) =>
    next().catch((cause: unknown) => {
      throw new CutoverError(
        ANSWER_LOST,
        `Teams did not take the answer to activity ${context.activity.id}, or did not say so: ${String(cause)}`,
        { cause },
      );
    }),
  );
}

type ActivityHandler = (context: TurnContext) => Promise<void>;

/** What is done with each kind of activity. */
function createHandlers(parts: TurnParts): Readonly<Record<ActivityKind, ActivityHandler>> {
  const { messageExtension, taskModules, conversations, places, addresses, teamEvents, installers, clock } =
    parts;
  const sentAt = ({ timestamp }: Activity) => timestamp ?? clock.now();
  const momentIn = ({ activity }: TurnContext) => localNowOf(readInbound(activity), clock.now());

  /** Answers first: writing an address may neither delay an answer nor spoil it. */
  async function answer(context: TurnContext): Promise<void> {
    const inbound = readInbound(context.activity);
    const { action, conversation, names } = inbound;
    if (action) await reactToCardAction(context, { inbound, action }, parts);
    else if (context.activity.type === 'invoke') await respondToCardAction(context, OUTDATED);
    else await postReplies(context, inbound, parts);
    addresses.record(conversation, { names, at: sentAt(context.activity) });
  }

  /** At once, because an event tells that a name has changed. */
  async function learnNames({ activity }: TurnContext): Promise<void> {
    const { conversation, names } = readInbound(activity);
    await places.record(conversation.tenantId, names, sentAt(activity));
  }

  /** The event may have suspended reminders: a conversation's next message must reach the store, which resumes them. */
  async function followTeam(handle: () => Promise<void>): Promise<void> {
    await addresses.flush(); // or a message from before the event would resume them
    await handle();
    addresses.clear();
  }

  return {
    message: answer,
    'message-edit': answer,
    'card-action': answer,
    feedback: (context) => takeFeedback(context, readInbound(context.activity), parts),
    async installed(context) {
      const inbound = readInbound(context.activity);
      await learnNames(context);
      // Before the address is written, which resumes reminders as well, but neither counts nor logs it.
      if (!(await teamEvents.added(inbound, sentAt(context.activity)))) return;
      await conversations.remember(inbound.conversation, clock.now());
      if (isAddedToTeam(context.activity, inbound)) {
        await installers.record(inbound.conversation.tenantId, inbound.person.id, clock.now());
      }
      await welcome(context, inbound, parts);
    },
    removed: ({ activity }) => followTeam(() => teamEvents.removed(readInbound(activity), sentAt(activity))),
    async 'team-event'(context) {
      const { activity } = context;
      await learnNames(context);
      await followTeam(() => teamEvents.take(activity, readInbound(activity)));
    },
    'message-extension-search': (context) =>
      respondToInvoke(context, messageExtension.search(context.activity.value, momentIn(context))),
    'link-unfurl': (context) =>
      respondToInvoke(context, messageExtension.unfurl(context.activity.value, momentIn(context))),
    'task-module-open': async (context) =>
      respondToTaskModule(context, await taskModules.open(readInbound(context.activity))),
    'task-module-submit': async (context) => {
      const { activity } = context;
      await respondToTaskModule(context, await taskModules.submit(activity.value, readInbound(activity)));
    },
    'choices-search': (context) =>
      respondToInvoke(context, taskModules.searchChoices(context.activity.value)),
    other: learnNames,
  };
}

/** A person added the app to a team. Anybody may add it to a chat of their own, or a policy does. */
function isAddedToTeam({ type, action, from, recipient }: Activity, { conversation }: Inbound): boolean {
  const isAdded = type === 'installationUpdate' && action === 'add';
  return isAdded && conversation.kind === 'channel' && from.id !== recipient.id;
}

/** Once in each conversation, however many activities tell that the bot was added. */
async function welcome(
  context: TurnContext,
  inbound: Inbound,
  { replies, conversations, clock }: TurnParts,
): Promise<void> {
  const isFirst = await conversations.claimWelcome(inbound.conversation, clock.now());
  if (isFirst) await context.sendActivity(toActivity(await replies.welcome(inbound)));
}

function isAllowed(activity: Activity, { allowedTenants, log }: TurnParts): boolean {
  if (allowedTenants.length === 0) return true;
  const tenant = tenantOf(activity)?.toLowerCase();
  if (tenant && allowedTenants.includes(tenant)) return true;
  log.warn({ tenant, activityId: activity.id }, 'dropped an activity from a tenant that is not allowed');
  return false;
}
