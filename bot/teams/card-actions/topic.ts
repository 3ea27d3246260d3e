import type { Message } from '../../delivery/message.ts';
import type { RecognisedQuestion } from '../../questions/ports.ts';
import type { Guide } from '../../guidance/guide.ts';
import { typedOf } from '../../understanding/follow-up.ts';
import type { CardAction } from '../turn/activity.ts';
import { OUTDATED } from '../turn/reaction.ts';
import type { CardActionHandler } from './card-action.ts';
import { questionOfCard } from './question-of-card.ts';

/** A follow-up question: answered below the card. */
export const TOPIC: CardActionHandler = {
  verb: 'topic',
  act: 'read',
  handle(action, { guide, answerTopic, localNow }) {
    const intent = intentIn(action);
    const message = answerTopic(guide, intent, localNow);
    if (!message) return OUTDATED;
    return { toast: 'The answer is below.', posts: [{ message, asked: askedBy(guide, intent, message) }] };
  },
};

/** A choice of "did you mean", of topics or of notices: its answer takes the place of the card. */
export const CHOOSE: CardActionHandler = {
  verb: 'choose',
  act: 'read',
  async handle(action, context) {
    const { guide, answerTopic, answerNamed, questions, localNow } = context;
    const intent = intentIn(action);
    const asked = await questionOfCard(action, context);
    // The choice of a notice leaves the question what it was: a version or a date that it names counts.
    const isSame = asked?.intent === intent && asked.text !== null;
    const named = isSame ? answerNamed(guide, typedOf(asked.text ?? ''), localNow) : null;
    const card = named ?? answerTopic(guide, intent, localNow);
    if (!card) return OUTDATED;
    const chosen = { chosen: intent, notice: guide.notice.id, source: card.citation ?? null };
    if (asked) await questions.mark(asked, chosen);
    return { toast: 'The answer is in the card.', card };
  },
};

/** May be any text: a client may send anything. */
function intentIn({ data }: CardAction): string {
  return typeof data['intent'] === 'string' ? data['intent'] : '';
}

/** The question as the button asks it. */
function askedBy(guide: Guide, intent: string, { citation }: Message): RecognisedQuestion {
  const text = guide.entries.get(intent)?.question ?? intent;
  return {
    text,
    notice: guide.notice.id,
    intent,
    confidence: 1,
    decision: 'answer',
    source: citation ?? null,
  };
}
