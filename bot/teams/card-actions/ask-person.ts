import { renderNote } from '../../rendering/note-cards.ts';
import { topicOf } from '../../questions/ports.ts';
import { namesPerson } from '../../understanding/acts/write-act.ts';
import { withoutMore } from '../../understanding/follow-up.ts';
import { authored } from '../commands/command.ts';
import type { Reaction } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { questionOfCard } from './question-of-card.ts';

/** These last questions aren't passed on: the text that asks for a person is. */
const SMALL_TALK = ['greeting-help', 'thanks-bye', 'human-handoff'];

/** Who asks for a person in so many words has said what it is about. */
const OWN_QUESTION_WORDS = 9;
const OWN_SUBJECT =
  /\b(?:whether|if|about|regarding|concerning|why|how|what|when|which|where)\s+(?!(?:it|this|that|them)\b)\S/i;

/** "Yes, please": what is passed on has to be asked first. */
const MOST_YES_WORDS = 2;

interface PassedQuestion {
  question: string;
  /** The id of the notice that it was taken to be about; null when nothing was asked before. */
  notice: string | null;
  /** The topic that was answered or guessed; null when there was none. */
  topic: string | null;
  /** The card with the button "Ask a person"; null where that was typed. */
  cardId: string | null;
}

/** "Ask a person" under an answer: passes the question on that the card answers. */
export const ASK_PERSON: CardActionHandler = {
  verb: 'ask-person',
  act: 'ask-person',
  async handle(action, context) {
    const asked = await questionOfCard(action, context);
    if (!asked?.text) {
      return { toast: 'I no longer have this question. Ask it again, then choose “Ask a person”.' };
    }
    await context.questions.mark(asked, { helped: false, remark: null });
    const { text: question, notice, activityId: cardId } = asked;
    return passOn({ question, notice, topic: topicOf(asked), cardId }, context);
  },
};

/** A person asked for a person in their own words: passes on the thread's last question, or these words. */
export async function askPerson(context: CardActionContext): Promise<Reaction> {
  const { questions, inbound, localNow } = context;
  const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
  const typed = { question: inbound.text, notice: null, topic: null, cardId: null };
  const hasOwn = inbound.text.split(' ').length >= OWN_QUESTION_WORDS || OWN_SUBJECT.test(inbound.text);
  if (hasOwn) return passOn(typed, context);
  const last = await questions.findLast(place, localNow.now);
  if (!last?.text || SMALL_TALK.includes(last.intent)) {
    const isYes = !namesPerson(inbound.text) && inbound.text.split(' ').length <= MOST_YES_WORDS;
    return isYes
      ? { toast: NOTHING_ASKED.title, posts: [{ message: renderNote(context.guide, NOTHING_ASKED) }] }
      : passOn(typed, context);
  }
  const { text: question, notice, activityId: cardId } = last;
  return passOn({ question, notice, topic: topicOf(last), cardId }, context);
}

async function passOn(
  { question, notice, topic, cardId }: PassedQuestion,
  context: CardActionContext,
): Promise<Reaction> {
  const { guide, conversations, identityTeams, handoffs, inbound, localNow } = context;
  const { conversation, threadId, person } = inbound;
  const { tenantId } = conversation;
  const [first, ...others] = await identityTeams.teamsOf(tenantId);
  if (!first)
    return { toast: 'There’s no identity team yet.', posts: [{ message: renderNote(guide, NO_TEAM) }] };
  await conversations.remember(conversation, localNow.now);
  const where = { tenantId, conversationId: conversation.id, threadId };
  const teams = [first, ...others].filter(({ level }) => level === first.level);
  const isNew = await handoffs.open(
    { ...where, asker: person, question: withoutMore(question), notice, topic, cardId },
    teams.map(({ conversationId }) => conversationId),
    authored(context),
  );
  return isNew
    ? { toast: 'I’ve passed your question on.' }
    : {
        toast: 'This question has already been passed on.',
        posts: [{ message: renderNote(guide, PASSED_ON_ALREADY) }],
      };
}

const PASSED_ON_ALREADY = {
  title: 'Your question is with the identity team',
  paragraphs: [
    'I’ve already passed it on, and I’ll post the answer here. To pass on another question, ask it first, then ask for a person.',
  ],
  hasSource: false,
};

const NOTHING_ASKED = {
  title: 'What shall I pass on?',
  paragraphs: [
    'You haven’t asked anything here in the last ten minutes. Type, for example: ask a person whether our licence covers it',
  ],
  hasSource: false,
};

const NO_TEAM = {
  title: 'There’s no identity team yet',
  paragraphs: [
    'I don’t know where to send questions for a person. In the channel or chat of the team that runs directory synchronisation, somebody needs to type **@Cutover alerts here** once. Then ask me again.',
  ],
  topics: ['what-to-do', 'next-steps'],
  hasSource: false,
};
