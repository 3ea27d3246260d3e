import { topicsOf } from '../../guidance/answer.ts';
import type { ReplyKey } from '../../questions/ports.ts';
import { renderTopics } from '../../rendering/answer-cards.ts';
import { announcementSource } from '../../rendering/note-cards.ts';
import { nearestTopics } from '../../understanding/decide.ts';
import { authored } from '../commands/command.ts';
import type { CardAction, Inbound } from '../turn/activity.ts';
import { OUTDATED, type Reply } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';

const MOST_OFFERED = 3;
/** In characters. */
const MAX_REMARK = 500;

export const HELPFUL: CardActionHandler = {
  verb: 'helpful',
  act: 'read',
  async handle(action, context) {
    const key = await ratedBy(action, context);
    if (key) await rate(key, { helped: true, remark: remarkIn(action) }, context);
    return { toast: 'Thanks for the feedback.' };
  },
};

/** Keeps the question as a miss, and offers other topics and a person. */
export const UNHELPFUL: CardActionHandler = {
  verb: 'unhelpful',
  act: 'read',
  async handle(action, context) {
    const key = await ratedBy(action, context);
    if (!key) return OUTDATED;
    const isNews = await rate(key, { helped: false, remark: remarkIn(action) }, context);
    return { toast: 'Thanks for the feedback.', posts: isNews ? [await offerMore(key, context)] : [] };
  },
};

/** The question that is rated: that of the card; where Teams doesn't say which card, the thread's last. */
async function ratedBy(action: CardAction, { questions, inbound, localNow }: CardActionContext) {
  const place = { tenantId: inbound.conversation.tenantId, threadId: inbound.threadId };
  return replyKey(action, inbound) ?? (await questions.findLast(place, localNow.now));
}

/** Whether that was not known yet: the same feedback again changes nothing. */
async function rate(
  key: ReplyKey,
  { helped, remark }: { helped: boolean; remark: string | null },
  context: CardActionContext,
): Promise<boolean> {
  const { questions } = context;
  const known = await questions.find(key);
  if (known?.helped === helped && (remark === null || known.remark === remark)) return false;
  await questions.mark(key, { helped, remark }, authored(context));
  return true;
}

/** What the reader wrote beside it, which nothing but `unanswered` shows; null for nothing. */
function remarkIn({ data: { remark } }: CardAction): string | null {
  return typeof remark === 'string' && remark.trim() !== '' ? remark.trim().slice(0, MAX_REMARK) : null;
}

async function offerMore(
  key: ReplyKey,
  { portfolio, guide: lead, questions, recognise, localNow: { locale } }: CardActionContext,
): Promise<Reply> {
  const question = await questions.find(key);
  const guide = portfolio.guides.get(question?.notice ?? '') ?? lead;
  const nearest = question?.text ? nearestTopics(recognise(question.text), MOST_OFFERED + 1) : [];
  const topics = topicsOf(
    guide,
    nearest.filter((intent) => intent !== question?.intent),
  ).slice(0, MOST_OFFERED);
  const text = 'Sorry about that. Try other words, choose a related topic, or ask a person.';
  const source = announcementSource(guide);
  const message = renderTopics('That didn’t help', [text], topics, source, locale);
  if (!question?.text) return { message };
  const { text: asked, notice, intent, confidence } = question;
  // The question that it repeats is a miss of its passage already.
  return { message, asked: { text: asked, notice, intent, confidence, decision: 'ask', source: null } };
}

/** The question that a card answers; null when Teams does not say which card was used. */
export function replyKey({ cardId }: CardAction, { conversation, threadId }: Inbound): ReplyKey | null {
  return cardId ? { tenantId: conversation.tenantId, threadId, activityId: cardId } : null;
}
