import { LRUCache } from 'lru-cache';
import { dayIn } from '../campaign/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { answerIntent, topicsOf } from '../guidance/answer.ts';
import type { Moment } from '../guidance/moments.ts';
import { topicOf, type Asked } from '../questions/ports.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import { answerFor, createReader, topicsFor, type Understood } from '../understanding/read-question.ts';
import { offerAdviser } from '../rendering/adviser-card.ts';
import { renderAnswer, renderChoice, renderUnknown, type Offer } from '../rendering/answer-cards.ts';
import { announcementSource, renderNote, renderWelcome, type Note } from '../rendering/note-cards.ts';
import { findCardAction } from './card-actions/all-card-actions.ts';
import { askPerson } from './card-actions/ask-person.ts';
import type { CardActionContext, CardActionServices } from './card-actions/card-action.ts';
import { parseCommand } from './commands/all-commands.ts';
import { momentOf, type Inbound, type CardAction } from './turn/activity.ts';
import { OUTDATED, type Reaction, type Reply } from './turn/reaction.ts';
import type { Message } from '../delivery/message.ts';

/** Who says nothing, but mentions the bot, is told what it can do. */
const HELP = 'greeting-help';

const WORDS_ONLY: Note = {
  title: 'I read words only',
  paragraphs: ['I cannot open files or pictures. Tell me in a sentence what it is about.'],
  topics: ['am-i-affected', 'what-to-do', 'greeting-help'],
};

/** What a personal chat offers above its compose box to who may not know what to ask: Teams shows three. */
const COMMON_QUESTIONS = ['am-i-affected', 'cloud-sync-fit', 'impact'];

/** Who asks how to report a server, is given the form. */
const REPORT = 'report-server';

/** Who wants to talk to somebody, is passed on. */
const PERSON = 'human-handoff';

export interface Replies {
  /** The card that answers what was typed; two for two questions. */
  replyTo(inbound: Inbound): Promise<Reply[]>;
  /** What comes of a press on a card. */
  react(inbound: Inbound, action: CardAction): Promise<Reaction>;
  welcome(inbound: Inbound): Message;
}

/** Decides what to say: a command is carried out, everything else is a question. */
export function createReplies({
  clock,
  ...services
}: Omit<CardActionServices, 'answerTopic'> & { clock: Clock }): Replies {
  const { guide, recognise, questions } = services;
  const reader = createReader({ guide, recognise });
  const rendered = new LRUCache<string, Message>({ max: 500 });

  /** A card that many readers get alike is rendered once. */
  function once<Rendered extends Message | null>(key: string, render: () => Rendered): Message | Rendered {
    const known = rendered.get(key);
    if (known) return known;
    const message = render();
    if (message) rendered.set(key, message);
    return message;
  }

  /** Buttons that lead on from a topic to something that is no answer. */
  const offersOn = (intent: string): Offer[] => [
    ...offerAdviser(guide, intent),
    ...(intent === REPORT ? [{ title: 'Report a server', verb: 'open-report' }] : []),
  ];

  /** An answer is the same for everybody on the same calendar day; null for what the documents do not answer. */
  function answerTopic(intent: string, moment: Moment): Message | null {
    return once(`topic ${intent} ${dayIn(moment.now, moment.zone)} ${moment.locale ?? ''}`, () => {
      const found = answerIntent(guide, intent, moment);
      return found && renderAnswer(found, { offers: offersOn(intent), locale: moment.locale });
    });
  }

  /** What a message names is its own; its topic alone has the same answer for everybody. */
  function answerQuestion(understood: Understood, moment: Moment): Message {
    const { decision, ranked, named } = understood;
    const found = named && answerFor(understood, guide, moment);
    if (found) {
      return renderAnswer(found, { offers: offersOn(found.intent), locale: moment.locale });
    }
    const topic = decision === 'answer' && answerTopic(ranked[0]?.intent ?? '', moment);
    if (topic) return topic;
    const topics = topicsFor(understood, guide);
    return once([decision, moment.locale, ...topics.map(({ intent }) => intent)].join(' '), () =>
      (decision === 'ask' ? renderChoice : renderUnknown)(topics, announcementSource(guide), moment.locale),
    );
  }

  /** A question that leans on the one before it is taken with that: within ten minutes, in the same thread. */
  async function understand(
    { conversation, threadId, text }: Inbound,
    moment: Moment,
  ): Promise<Understood[]> {
    const understood = reader.understandAll(text, moment);
    if (!reader.leans(understood)) return understood;
    const last = await questions.findLast({ tenantId: conversation.tenantId, threadId }, moment.now);
    const topic = last && topicOf(last);
    return topic ? [reader.understandAfter(topic, text, moment)] : understood;
  }

  /** In a channel or a group chat a suggestion would be said without a mention, and not reach the bot. */
  function suggest(message: Message, { conversation }: Inbound): Message {
    if (conversation.kind !== 'personal') return message;
    const suggestions = topicsOf(guide, COMMON_QUESTIONS).map(({ title, question }) => ({
      title,
      text: question,
    }));
    return { ...message, suggestions };
  }

  const contextOf = (inbound: Inbound): CardActionContext => ({
    ...services,
    answerTopic,
    inbound,
    moment: momentOf(inbound, clock.now()),
  });

  /** What comes of a question: its card, or for who wants a person what became of that. */
  async function take(understood: Understood, context: CardActionContext): Promise<Reply[]> {
    const { inbound, moment } = context;
    const { decision, ranked } = understood;
    if (decision === 'answer' && ranked[0]?.intent === PERSON) {
      return (await askPerson(context)).posts ?? [];
    }
    const answer = answerQuestion(understood, moment);
    const isLost = decision === 'unknown' || ranked[0]?.intent === HELP;
    const message = isLost ? suggest(answer, inbound) : answer;
    return [{ message, asked: askedIn(inbound.text, understood) }];
  }

  return {
    async replyTo(inbound) {
      const context = contextOf(inbound);
      const { moment } = context;
      if (!inbound.text && inbound.hasFile) return [{ message: renderNote(guide, WORDS_ONLY) }];
      const help = !inbound.text && answerTopic(HELP, moment);
      if (help) return [{ message: suggest(help, inbound) }];
      const message = await parseCommand(inbound.text)?.run(context);
      if (message) return [{ message }];
      const replies: Reply[] = [];
      for (const understood of await understand(inbound, moment)) {
        replies.push(...(await take(understood, context)));
      }
      return replies;
    },

    react: async (inbound, action) =>
      findCardAction(action.verb)?.handle(action, contextOf(inbound)) ?? OUTDATED,

    welcome: (inbound) => suggest(renderWelcome(guide, momentOf(inbound, clock.now())), inbound),
  };
}

function askedIn(text: string, { decision, ranked }: Understood): Asked {
  const { intent, confidence } = ranked[0] ?? { intent: OUT_OF_SCOPE, confidence: 1 };
  return { text, intent, confidence, decision };
}
