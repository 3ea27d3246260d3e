import type { Guide } from '../guidance/guide.ts';
import type { Question } from '../questions/ports.ts';
import { renderAskBack } from '../rendering/ask-back-card.ts';
import { renderNote } from '../rendering/note-cards.ts';
import { renderWhichNotice } from '../rendering/which-notice-card.ts';
import { ASK_A_PERSON, namesPerson } from '../understanding/acts/write-act.ts';
import type { MessageReader, ReadMessage } from '../understanding/read-message.ts';
import type { Understood } from '../understanding/read-question.ts';
import { OUT_OF_SCOPE } from '../understanding/recogniser.ts';
import { wantedOf } from '../understanding/wanted.ts';
import { HELP, type Answers } from './answers.ts';
import { askPerson } from './card-actions/ask-person.ts';
import type { CardActionContext } from './card-actions/card-action.ts';
import type { ChatContext } from './chat-context.ts';
import { readQuestions } from './read-questions.ts';
import { recognisedAs } from './recognised-as.ts';
import { suggestQuestions } from './suggest-questions.ts';
import type { Reply } from './turn/reaction.ts';
import { NOTHING_TOLD } from './wish-notes.ts';

/** The question is passed on to a person. */
const PERSON = 'human-handoff';

/** What asks nothing and wants nothing. */
const SMALL_TALK = ['thanks-bye'];

/** What questions are answered with. */
export interface AnswerSources {
  reader: MessageReader;
  answers: Answers;
  /** The last question of the thread. */
  last: Question | null;
}

/** Answers the questions of a text, each with a card of its own. */
export async function answerQuestions(
  text: string,
  context: ChatContext,
  { reader, answers, last }: AnswerSources,
): Promise<Reply[]> {
  if (last?.decision === 'unknown' && wantedOf(text) !== 'answer') {
    return [{ message: renderNote(null, NOTHING_TOLD) }];
  }
  const replies: Reply[] = [];
  const read = await readQuestions(text, reader, { ...context, last });
  const about = { ...context, guide: ownOf(read.guide, context) };
  if (read.alike.length > 0) return [askWhich(read, about)];
  for (const understood of read.understood) {
    replies.push(...(await answerQuestion(understood, answers, about)));
  }
  return replies;
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
