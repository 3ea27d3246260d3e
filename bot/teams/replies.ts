import type { Act } from '../access/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Message } from '../delivery/message.ts';
import { topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { topicOf, type RecognisedQuestion } from '../questions/ports.ts';
import { renderNote, renderWelcome, type Note } from '../rendering/note-cards.ts';
import { renderWhichNotice } from '../rendering/which-notice-card.ts';
import { markCut } from '../rendering/substitutes.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import { createMessageReader, type MessageReader, type ReadMessage } from '../understanding/read-message.ts';
import type { Understood } from '../understanding/read-question.ts';
import { REFUSALS, renderRefusal, type Access } from './access.ts';
import { createAnswers, HELP, type Answers } from './answers.ts';
import { findCardAction } from './card-actions/all-card-actions.ts';
import { askPerson } from './card-actions/ask-person.ts';
import type { CardActionContext, CardActionServices } from './card-actions/card-action.ts';
import { offerUndo, offerUndoIn } from './offer-undo.ts';
import { parseCommand } from './commands/all-commands.ts';
import { MAX_TEXT_LENGTH, type CardAction, type Inbound } from './turn/activity.ts';
import { createContexts } from './turn-context.ts';
import { OUTDATED, type Reaction, type Reply } from './turn/reaction.ts';

/** The question is passed on to a person. */
const PERSON = 'human-handoff';

/** Suggested in a personal chat, above the compose box, which shows three. */
const COMMON_QUESTIONS = ['am-i-affected', 'cloud-sync-fit', 'impact'];

const WORDS_ONLY: Note = {
  title: 'I can only read text',
  paragraphs: ['I can’t open files or pictures. Tell me in a sentence what you’d like to know.'],
  topics: ['am-i-affected', 'what-to-do', 'greeting-help'],
  hasSource: false,
};

export interface Replies {
  /** The card that answers what was typed; two for two questions. */
  replyTo(inbound: Inbound): Promise<Reply[]>;
  /** What a card action changes and says. */
  react(inbound: Inbound, action: CardAction): Promise<Reaction>;
  /** What somebody does who types this or uses this button. */
  actOf(inbound: Pick<Inbound, 'text' | 'action'>): Act;
  /** The first card in a conversation. */
  welcome(inbound: Inbound): Promise<Message>;
}

/** Decides what to say: a command is carried out, everything else is a question. */
export function createReplies({
  clock,
  access,
  portfolio,
  ...services
}: Omit<CardActionServices, 'answerTopic'> & {
  clock: Clock;
  access: Access;
  /** What questions are read with: the same for every tenant. */
  portfolio: Portfolio;
}): Replies {
  const reader = createMessageReader({ portfolio, recognise: services.recognise });
  const answers = createAnswers(services);
  const openContext = createContexts({ ...services, answerTopic: answers.toTopic }, clock);

  async function answer(inbound: Inbound): Promise<Reply[]> {
    const context = await openContext(inbound);
    const { guide } = context;
    const command = parseCommand(inbound.text);
    const refusal = await access.refusalOf(command?.act ?? 'read', inbound);
    if (refusal) return [{ message: renderRefusal(guide, refusal) }];
    if (!inbound.text && inbound.hasFile) return [{ message: renderNote(guide, WORDS_ONLY) }];
    const help = !inbound.text && answers.toTopic(guide, HELP, context.localNow);
    if (help) return [{ message: suggestQuestions(help, context) }];
    const message = await command?.run(context);
    if (command && message) return [{ message: await offerUndo(message, command.act, context) }];
    const replies: Reply[] = [];
    const read = await readQuestions(reader, context);
    const about = { ...context, guide: ownOf(read.guide, context) };
    if (read.alike.length > 0) return [askWhich(read, about)];
    for (const understood of read.understood) {
      replies.push(...(await answerQuestion(understood, answers, about)));
    }
    return replies;
  }

  return {
    async replyTo(inbound) {
      const [first, ...others] = await answer(inbound);
      if (!first || !inbound.isCut) return first ? [first, ...others] : [];
      return [{ ...first, message: markCut(first.message, MAX_TEXT_LENGTH) }, ...others];
    },

    async react(inbound, action) {
      const handler = findCardAction(action.verb);
      if (!handler) return OUTDATED;
      const refusal = await access.refusalOf(handler.act, inbound);
      if (refusal) return { toast: REFUSALS[refusal] };
      const context = await openContext(inbound, action.data['notice']);
      return offerUndoIn(await handler.handle(action, context), handler.act, context);
    },

    actOf: ({ text, action }) => (action ? findCardAction(action.verb) : parseCommand(text))?.act ?? 'read',

    async welcome(inbound) {
      const { guide, localNow } = await openContext(inbound);
      return suggestQuestions(renderWelcome(guide, localNow), { guide, inbound });
    },
  };
}

/** A question that leans on the one before it is read with that: within ten minutes, in the same thread. */
async function readQuestions(
  reader: MessageReader,
  { questions, urgent, inbound: { conversation, threadId, text }, localNow }: CardActionContext,
): Promise<ReadMessage> {
  const last = await questions.findLast({ tenantId: conversation.tenantId, threadId }, localNow.now);
  const ids = urgent.map(({ notice: { id } }) => id);
  const notice = last?.notice ?? null;
  const read = reader.read(text, { urgent: ids, last: notice }, localNow);
  const topic = last && topicOf(last);
  if (!topic || notice === null || !reader.needsContext(read.understood)) return read;
  return reader.readFollowUp({ notice, topic }, text, localNow) ?? read;
}

/** The notice as the reader's tenant has it, with its own deadline. */
function ownOf(guide: Guide, { urgent }: CardActionContext): Guide {
  return urgent.find(({ notice: { id } }) => id === guide.notice.id) ?? guide;
}

/** Asks back which of the notices that fit alike is meant. */
function askWhich({ alike, understood: [first] }: ReadMessage, context: CardActionContext): Reply {
  const intent = first?.ranked[0]?.intent ?? OUT_OF_SCOPE;
  const guides = alike.map((guide) => ownOf(guide, context));
  return {
    message: renderWhichNotice(guides, intent, context.localNow),
    asked: recognisedAs(context, { ranked: first?.ranked ?? [], decision: 'ask' }),
  };
}

/** The answer to a question; nothing for a question that was passed on to a person. */
async function answerQuestion(
  understood: Understood,
  answers: Answers,
  context: CardActionContext,
): Promise<Reply[]> {
  const { decision, ranked } = understood;
  if (decision === 'answer' && ranked[0]?.intent === PERSON) {
    return (await askPerson(context)).posts ?? [];
  }
  const answer = answers.toQuestion(context.guide, understood, context.localNow);
  const isLost = decision === 'unknown' || ranked[0]?.intent === HELP;
  const message = isLost ? suggestQuestions(answer, context) : answer;
  return [{ message, asked: recognisedAs(context, understood) }];
}

function recognisedAs(
  { inbound: { text }, guide }: CardActionContext,
  { decision, ranked }: Pick<Understood, 'decision' | 'ranked'>,
): RecognisedQuestion {
  const { intent, confidence } = ranked[0] ?? { intent: OUT_OF_SCOPE, confidence: 1 };
  return { text, notice: guide.notice.id, intent, confidence, decision };
}

/** In a channel or a group chat a suggestion would be sent without a mention, and not reach the bot. */
function suggestQuestions(
  message: Message,
  { guide, inbound: { conversation } }: { guide: Guide; inbound: Inbound },
): Message {
  if (conversation.kind !== 'personal') return message;
  const suggestions = topicsOf(guide, COMMON_QUESTIONS).map(({ title, question }) => ({
    title,
    text: question,
  }));
  return { ...message, suggestions };
}
