import { renderNote } from '../../rendering/note-cards.ts';
import { topicOf } from '../../questions/ports.ts';
import type { Reaction } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { replyKey } from './feedback.ts';

/** Talk about oneself is no question that a person could answer. */
const SMALL_TALK = ['greeting-help', 'thanks-bye', 'human-handoff'];

interface PassedQuestion {
  question: string;
  /** The topic that was answered or guessed; null when there was none. */
  topic: string | null;
  /** The card on which a person was asked for; null when somebody typed it. */
  cardId: string | null;
}

/** "Ask a person" under an answer: passes the question on that the card answers. */
export const ASK_PERSON: CardActionHandler = {
  verb: 'ask-person',
  async handle(action, context) {
    const { questions, inbound } = context;
    const key = replyKey(action, inbound);
    const asked = key && (await questions.find(key));
    if (!asked?.text) {
      return { toast: 'I do not have this question any more: ask it again, then ask for a person.' };
    }
    await questions.mark(asked, { helped: false });
    const { text: question, activityId: cardId } = asked;
    return passOn({ question, topic: topicOf(asked), cardId }, context);
  },
};

/** Somebody typed that they want a person: passes the thread's last question on, or what they typed. */
export async function askPerson(context: CardActionContext): Promise<Reaction> {
  const { questions, inbound, moment } = context;
  const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
  const last = await questions.findLast(place, moment.now);
  const typed = { question: inbound.text, topic: null, cardId: null };
  if (!last?.text || SMALL_TALK.includes(last.intent)) return passOn(typed, context);
  return passOn({ question: last.text, topic: topicOf(last), cardId: last.activityId }, context);
}

async function passOn(
  { question, topic, cardId }: PassedQuestion,
  context: CardActionContext,
): Promise<Reaction> {
  const { guide, conversations, identityTeams, handoffs, inbound, moment } = context;
  const { conversation, threadId, person } = inbound;
  const { tenantId } = conversation;
  const [first, ...others] = await identityTeams.teamsOf(tenantId);
  if (!first)
    return { toast: 'There is no identity team yet.', posts: [{ message: renderNote(guide, NO_TEAM) }] };
  await conversations.remember(conversation, moment.now);
  const where = { tenantId, conversationId: conversation.id, threadId };
  const teams = [first, ...others].filter(({ level }) => level === first.level);
  const isNew = await handoffs.open(
    { ...where, asker: person, question, topic, cardId },
    teams.map(({ conversationId }) => conversationId),
    moment.now,
  );
  return isNew
    ? { toast: 'Your question is passed on.' }
    : {
        toast: 'This question was passed on already.',
        posts: [{ message: renderNote(guide, PASSED_ON_ALREADY) }],
      };
}

const PASSED_ON_ALREADY = {
  title: 'Your question is with the identity team',
  paragraphs: [
    'It was passed on already; the answer comes here. For another question, ask it first, then ask for a person.',
  ],
};

const NO_TEAM = {
  title: 'There is no identity team yet',
  paragraphs: [
    'Nobody has said where questions for a person go, so I cannot pass yours on. In the channel or chat of the people who run directory synchronisation, somebody says **@Cutover alerts here** once; then ask me again.',
  ],
  topics: ['what-to-do', 'next-steps'],
};
