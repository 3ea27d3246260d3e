import { topicsOf } from '../../guidance/answer.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Moment } from '../../guidance/moments.ts';
import type { QuestionBook } from '../../questions/question-book.ts';
import { nearestTopics } from '../../understanding/decide.ts';
import type { Recogniser } from '../../understanding/recogniser.ts';
import { renderTopics } from '../../rendering/answer-cards.ts';
import { announcementSource } from '../../rendering/note-cards.ts';
import type { Inbound, CardAction } from '../turn/activity.ts';
import type { Asked, ReplyKey } from '../../questions/ports.ts';
import { OUTDATED, type CardActionHandlers, type Reply } from '../turn/reaction.ts';
import type { Message } from '../../delivery/message.ts';

/** Buttons that ask: a follow-up, a choice of "did you mean", and what a reader thinks of an answer. */
export function createTopicActions({
  guide,
  recognise,
  questions,
  answerTopic,
}: {
  guide: Guide;
  recognise: Recogniser;
  questions: QuestionBook;
  /** Null for what the documents do not answer. */
  answerTopic: (intent: string, moment: Moment) => Message | null;
}): CardActionHandlers {
  /** What a button says is only a name to look up. */
  const topicIn = ({ data }: CardAction) => (typeof data['intent'] === 'string' ? data['intent'] : '');

  /** The question as the button asks it. */
  function askedBy(intent: string): Asked {
    const question = guide.entries.get(intent)?.question ?? '';
    return { text: question, intent, confidence: 1, decision: 'answer' };
  }

  async function offerMore(key: ReplyKey, locale?: string): Promise<Reply> {
    const question = await questions.find(key);
    const nearest = question?.text ? nearestTopics(recognise(question.text), 4) : [];
    const topics = topicsOf(
      guide,
      nearest.filter((intent) => intent !== question?.intent),
    );
    const text =
      'Thank you for telling. Ask in other words, choose a topic that comes near, or ask a person.';
    const message = renderTopics(
      'That did not help',
      [text],
      topics.slice(0, 3),
      announcementSource(guide),
      locale,
    );
    if (!question?.text) return { message };
    const { intent, confidence } = question;
    return { message, asked: { text: question.text, intent, confidence, decision: 'ask' } };
  }

  return {
    topic(action, _inbound, moment) {
      const intent = topicIn(action);
      const message = answerTopic(intent, moment);
      if (!message) return OUTDATED;
      return { toast: 'The answer is below.', posts: [{ message, asked: askedBy(intent) }] };
    },

    async choose(action, inbound, moment) {
      const intent = topicIn(action);
      const card = answerTopic(intent, moment);
      if (!card) return OUTDATED;
      const key = replyKey(action, inbound);
      if (key) await questions.mark(key, { chosen: intent });
      return { toast: 'The answer is here.', card };
    },

    async helpful(action, inbound) {
      const key = replyKey(action, inbound);
      if (key) await questions.mark(key, { helped: true });
      return { toast: 'Good to know, thank you.' };
    },

    async unhelpful(action, inbound, { locale }) {
      const key = replyKey(action, inbound);
      if (!key) return OUTDATED;
      await questions.mark(key, { helped: false });
      return { toast: 'Noted, thank you.', posts: [await offerMore(key, locale)] };
    },
  };
}

/** Null when Teams does not say which card was pressed. */
export function replyKey({ cardId }: CardAction, { conversation, threadId }: Inbound): ReplyKey | null {
  return cardId ? { tenantId: conversation.tenantId, threadId, activityId: cardId } : null;
}
