import type { Act } from '../access/acts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Message } from '../delivery/message.ts';
import { topicsOf } from '../guidance/answer.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { derive } from '../platform/derive.ts';
import type { Question } from '../questions/ports.ts';
import type { ThreadMemory } from '../questions/thread-memory.ts';
import { renderAskBack } from '../rendering/ask-back-card.ts';
import { renderNote, renderWelcome, type Note } from '../rendering/note-cards.ts';
import { renderWhichNotice } from '../rendering/which-notice-card.ts';
import { findAskedServers } from '../understanding/acts/asked-servers.ts';
import { ASK_A_PERSON, namesPerson } from '../understanding/acts/write-act.ts';
import { writeTakeBack } from '../understanding/acts/take-back.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import { createMessageReader, type ReadMessage } from '../understanding/read-message.ts';
import type { Understood } from '../understanding/read-question.ts';
import { wantedOf } from '../understanding/wanted.ts';
import { REFUSALS, renderRefusal, type Access } from './access.ts';
import { createAnswers, HELP, type Answers } from './answers.ts';
import { findCardAction } from './card-actions/all-card-actions.ts';
import { askPerson } from './card-actions/ask-person.ts';
import type { CardActionContext, CardActionServices } from './card-actions/card-action.ts';
import { DO_IT } from './card-actions/do-it.ts';
import { actOfLines } from './carry-out.ts';
import { createChatContexts, reactWithUndo, type ChatContext } from './chat-context.ts';
import type { CardAction, Inbound } from './turn/activity.ts';
import { answerAboutServers } from './ask-of-servers.ts';
import { answerWish } from './answer-wish.ts';
import { readEdit } from './edits.ts';
import { asksForNextDeadline, readQuestions } from './read-questions.ts';
import { recognisedAs } from './recognised-as.ts';
import { withRemarks } from './remarks.ts';
import { NOTHING_TOLD } from './wish-notes.ts';
import { createWishReader, isAnswer, type Wish } from './wishes.ts';
import { OUTDATED, type Reaction, type Reply } from './turn/reaction.ts';

/** The question is passed on to a person. */
const PERSON = 'human-handoff';

/** What asks nothing and wants nothing. */
const SMALL_TALK = ['thanks-bye'];

/** Suggested in a personal chat, above the compose box, which shows three. */
const COMMON_QUESTIONS = ['am-i-affected', 'what-to-do', 'impact'];

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
  actOf(inbound: Pick<Inbound, 'lines' | 'quoted' | 'action' | 'zone' | 'locale'>): Act;
  /** Loads what reads messages, so that the first one doesn't wait for it. */
  prepare(): void;
  /** The first card in a conversation. */
  welcome(inbound: Inbound): Promise<Message>;
}

/** Decides what to say: what is wanted is done or asked back, everything else is a question. */
export function createReplies({
  clock,
  access,
  ...services
}: Omit<CardActionServices, 'answerTopic' | 'answerNamed'> & {
  clock: Clock;
  access: Access;
}): Replies {
  const { stated } = services.portfolios;
  const reader = derive(stated, (portfolio) => createMessageReader({ portfolio, ...services }));
  const wishReader = derive(stated, (portfolio) => createWishReader({ portfolio, ...services }));
  const answers = createAnswers(services);
  const openContext = createChatContexts(
    { ...services, answerTopic: answers.toTopic, answerNamed },
    { clock, access },
  );

  function answerNamed(guide: Guide, text: string, localNow: LocalNow): Message | null {
    const [only, ...others] = reader().readIn(guide.notice.id, text, localNow);
    return only?.named && others.length === 0 ? answers.toQuestion(guide, only, localNow) : null;
  }

  async function answer(inbound: Inbound): Promise<Reply[]> {
    const context = await openContext(inbound);
    const { localNow, memory, registry, questions } = context;
    const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
    const last = await questions.findLast(place, localNow.now);
    const serverNames = await registry.serverNames(inbound.conversation.tenantId);
    const isEdit = inbound.edit !== null;
    const read = wishReader()({
      ...{ inbound, localNow, serverNames },
      isAfterQuestion: last !== null && memory.last === null,
      memory: isEdit ? { ...memory, options: [], last: null } : memory,
    });
    const next = asksForNextDeadline(inbound.text, memory, last);
    if (next) return answerWhatIsSaid(next, context, last);
    const edit = isEdit ? readEdit(read, inbound, memory) : { wish: read, takesBack: [] };
    if (!edit) return [];
    const { wish, takesBack } = edit;
    const undone = takesBack.length > 0 ? await context.carryOut([writeTakeBack(takesBack)]) : [];
    return [...undone, ...(await answerWhatIsSaid(wish, context, last))];
  }

  async function answerWhatIsSaid(
    wish: Wish | null,
    context: ChatContext,
    last: Question | null,
  ): Promise<Reply[]> {
    const { inbound, guide, localNow } = context;
    const refusal = wish?.kind === 'do' ? null : await access.refusalOf('read', inbound);
    if (refusal) return [{ message: renderRefusal(guide, refusal) }];
    if (!inbound.text && inbound.hasFile) return [{ message: renderNote(guide, WORDS_ONLY) }];
    const help = !inbound.text && answers.toTopic(guide, HELP, localNow);
    if (help) return [{ message: suggestQuestions(help, context) }];
    const done = wish && (await answerWish(wish, context));
    if (done) {
      return 'rest' in wish && wish.rest
        ? [...done, ...(await answerQuestions(wish.rest, context, last))]
        : done;
    }
    const serverNames = await context.registry.serverNames(inbound.conversation.tenantId);
    const asked = findAskedServers(inbound.text, serverNames, [...stated().guides.values()]);
    if (asked?.isOfServers) return answerAboutServers(asked, context, { reader: reader(), answers });
    context.remember();
    return answerQuestions(asked?.question ?? inbound.text, context, last);
  }

  /** One card for each question. */
  async function answerQuestions(
    text: string,
    context: ChatContext,
    last: Question | null,
  ): Promise<Reply[]> {
    if (last?.decision === 'unknown' && wantedOf(text) !== 'answer') {
      return [{ message: renderNote(null, NOTHING_TOLD) }];
    }
    const replies: Reply[] = [];
    const read = await readQuestions(text, reader(), { ...context, last });
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
      return first ? [{ ...first, message: withRemarks(first.message, inbound) }, ...others] : [];
    },

    async react(inbound, action) {
      const handler = findCardAction(action.verb);
      if (!handler) return OUTDATED;
      const refusal = await access.refusalOf(handler.act, inbound);
      if (refusal) return { toast: REFUSALS[refusal] };
      const { notice } = action.data;
      const context = await openContext(inbound, notice);
      const isAway = typeof notice === 'string' && !context.portfolio.guides.has(notice);
      if (isAway) return OUTDATED; // not about another notice instead
      const reaction = await reactWithUndo(handler.act, context, () => handler.handle(action, context));
      context.remember();
      return reaction;
    },

    actOf({ lines, action, ...inbound }) {
      if (action) return actOfAction(action);
      const wish = wishReader()({
        inbound: { lines, ...inbound },
        localNow: { now: clock.now(), zone: 'UTC', locale: undefined },
        memory: ANYTHING_DONE,
        isAfterQuestion: false,
        serverNames: NO_NAMES,
      });
      return wish?.kind === 'do'
        ? actOfLines(wish.lines)
        : isAnswer(lines.join(' '))
          ? 'change-reminders'
          : 'read';
    },

    prepare() {
      this.actOf({ lines: [FIRST_READ], quoted: null, action: null, zone: 'UTC', locale: null });
    },

    async welcome(inbound) {
      const { guide, urgent, localNow } = await openContext(inbound);
      const others = urgent.filter((each) => each !== guide);
      return suggestQuestions(renderWelcome([guide, ...others], localNow), { guide, inbound });
    },
  };
}

/** Has a day, a time and a city, which take longest the first time. */
const FIRST_READ = 'remind us on 3 May, tomorrow or on Friday at 9:00 in Munich';

const NO_NAMES: ReadonlySet<string> = new Set();

/** Stands for what "it" means and what a correction puts right, before the thread's memory is read. */
const ANYTHING_DONE: ThreadMemory = {
  servers: ['SERVER01'],
  options: [],
  last: {
    activityId: null,
    lines: ['SERVER01 runs 1.0.0.0', 'remind us at 00:00', 'snooze until 2000-01-01', 'snooze for 1 days'],
    changes: ['0'],
  },
};

/** What was asked back is in the thread's memory: it may change something. */
function actOfAction({ verb }: CardAction): Act {
  return verb === DO_IT.verb ? 'change-reminders' : (findCardAction(verb)?.act ?? 'read');
}

/** The notice as the reader's tenant has it, with its own deadline. */
function ownOf(guide: Guide, { urgent }: CardActionContext): Guide {
  return urgent.find(({ notice: { id } }) => id === guide.notice.id) ?? guide;
}

/** Asks back which of the notices that fit alike is meant. */
function askWhich({ alike, understood: [first] }: ReadMessage, context: CardActionContext): Reply {
  const { text = '', ranked = [] } = first ?? {};
  const guides = alike.map((guide) => ownOf(guide, context));
  const message = renderWhichNotice(guides, ranked[0]?.intent ?? OUT_OF_SCOPE, context.localNow);
  const asked = { text, after: null, wanted: 'answer', ranked, decision: 'ask', passages: [] } as const;
  return { message, asked: recognisedAs(context.guide, asked, message) };
}

/** The answer to a question; nothing for a question that was passed on to a person. */
async function answerQuestion(
  understood: Understood,
  answers: Answers,
  context: ChatContext,
): Promise<Reply[]> {
  const { decision, ranked } = understood;
  if (decision === 'answer' && ranked[0]?.intent === PERSON) {
    return namesPerson(context.inbound.text)
      ? ((await askPerson(context)).posts ?? [])
      : [offerPerson(context)];
  }
  const answer = answers.toQuestion(context.guide, understood, context.localNow, [
    ...context.portfolio.guides.values(),
  ]);
  const isLost = decision === 'unknown' || ranked[0]?.intent === HELP;
  const message = isLost ? suggestQuestions(answer, context) : answer;
  // Small talk is no question: the next one may lean on the one before it.
  return SMALL_TALK.includes(ranked[0]?.intent ?? '')
    ? [{ message }]
    : [{ message, asked: recognisedAs(context.guide, understood, message) }];
}

/** "This is useless" asks nobody yet. */
function offerPerson({ remember }: ChatContext): Reply {
  const options = [{ title: 'Pass on', text: ASK_A_PERSON }];
  remember(options);
  const question = 'Shall I pass your last question on to the identity team?';
  return { message: renderAskBack({ question, options }) };
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
