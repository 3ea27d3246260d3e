import { topicsOf } from '../../guidance/answer.ts';
import type { Question } from '../../questions/ports.ts';
import { renderTopics } from '../../rendering/answer-cards.ts';
import { announcementSource } from '../../rendering/note-cards.ts';
import { nearestTopics } from '../../understanding/decide.ts';
import { authored } from '../commands/command.ts';
import type { CardAction } from '../turn/activity.ts';
import { OUTDATED, type Reply } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';
import { questionOfCard } from './question-of-card.ts';

const MOST_OFFERED = 3;
/** In characters. */
const MAX_REMARK = 500;

export const HELPFUL: CardActionHandler = {
  verb: 'helpful',
  act: 'read',
  async handle(action, context) {
    const rated = await questionOfCard(action, context);
    if (rated) await rate(rated, { helped: true, remark: remarkIn(action) }, context);
    return { toast: 'Thanks for the feedback.' };
  },
};

/** Keeps the question as a miss, and offers other topics and a person. */
export const UNHELPFUL: CardActionHandler = {
  verb: 'unhelpful',
  act: 'read',
  async handle(action, context) {
    const rated = await questionOfCard(action, context);
    if (!rated) return OUTDATED;
    const isNews = await rate(rated, { helped: false, remark: remarkIn(action) }, context);
    return { toast: 'Thanks for the feedback.', posts: isNews ? [offerMore(rated, context)] : [] };
  },
};

/** Whether that was not known yet: the same feedback again changes nothing. */
async function rate(
  known: Question,
  { helped, remark }: { helped: boolean; remark: string | null },
  context: CardActionContext,
): Promise<boolean> {
  if (known.helped === helped && (remark === null || known.remark === remark)) return false;
  await context.questions.mark(known, { helped, remark }, authored(context));
  return true;
}

/** What the reader wrote beside it, which nothing but `unanswered` shows; null for nothing. */
function remarkIn({ data: { remark } }: CardAction): string | null {
  return typeof remark === 'string' && remark.trim() !== '' ? remark.trim().slice(0, MAX_REMARK) : null;
}

function offerMore(
  question: Question,
  { portfolio, guide: lead, recognise, localNow: { locale } }: CardActionContext,
): Reply {
  const guide = portfolio.guides.get(question.notice ?? '') ?? lead;
  const nearest = question.text ? nearestTopics(recognise(question.text), MOST_OFFERED + 1) : [];
  const topics = topicsOf(
    guide,
    nearest.filter((intent) => intent !== question.intent),
  ).slice(0, MOST_OFFERED);
  const text =
    topics.length > 0
      ? 'Sorry about that. Try other words, choose a related topic, or ask a person.'
      : 'Sorry about that. Try other words, or ask a person.';
  const source = announcementSource(guide);
  const message = renderTopics('That didn’t help', [text], topics, source, locale);
  if (!question.text) return { message };
  const { text: asked, notice, intent, confidence } = question;
  // The question that it repeats is a miss of its passage already.
  return { message, asked: { text: asked, notice, intent, confidence, decision: 'ask', source: null } };
}
