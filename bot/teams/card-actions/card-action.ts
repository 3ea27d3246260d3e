import type { Act } from '../../access/acts.ts';
import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { Mentioned } from '../../alerts/ports.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { Message } from '../../delivery/message.ts';
import type { Ledger, PostKey } from '../../delivery/ports.ts';
import type { LocalNow } from '../../guidance/date-format.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { QuestionBook } from '../../questions/question-book.ts';
import type { ThreadMemories, ThreadMemory } from '../../questions/thread-memory.ts';
import type { ReminderCardStore } from '../../reminders/ports.ts';
import type { Recogniser } from '../../understanding/recogniser.ts';
import type { CommandContext, CommandServices } from '../commands/command.ts';
import type { CardAction } from '../turn/activity.ts';
import type { Reaction, Reply } from '../turn/reaction.ts';

/** What the handlers of card actions work with. */
export interface CardActionServices extends CommandServices {
  recognise: Recogniser;
  recogniseActs: Recogniser;
  threadMemories: ThreadMemories;
  questions: QuestionBook;
  reminderCards: Pick<ReminderCardStore, 'acknowledge'>;
  ledger: Pick<Ledger, 'findCard'>;
  viewReminder: ViewReminder;
  showAlert: ShowAlert;
  /** The answer to an intent; null for one that the documents do not answer. */
  answerTopic: (guide: Guide, intent: string, localNow: LocalNow) => Message | null;
  /** The answer to a question from this notice; null when it names no version, date or feature, or asks for two things. */
  answerNamed: (guide: Guide, text: string, localNow: LocalNow) => Message | null;
}

/** The services, with the activity that brought the action. */
export interface CardActionContext extends CardActionServices, CommandContext {
  /** What was spoken of last in the thread. */
  memory: ThreadMemory;
  /** Carries out commands in their plain form, each checked against what the person may do; none for what is no command. */
  carryOut: (lines: readonly string[]) => Promise<Reply[]>;
}

/** What a verb does, wherever a card has it. */
export interface CardActionHandler {
  /** The `verb` of `Action.Execute`. */
  verb: string;
  /** What it does, as far as somebody may not do it. */
  act: Act;
  handle(action: CardAction, context: CardActionContext): Promise<Reaction> | Reaction;
}

/** A posted reminder as one person sees it now; null when the subscription is gone. */
export type ViewReminder = (
  post: PostKey,
  conversation: Pick<Conversation, 'tenantId' | 'kind'>,
  viewer: { id: string; now: Date },
) => Promise<Message | null>;

/** An alert's card, with the button that opens its place in the dashboard. */
export type ShowAlert = (alert: Alert, mentions?: readonly Mentioned[]) => Message;
