import { topicsOf, type Answer, type Topic } from '../guidance/answer.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { toPlainText } from '../guidance/plain-text.ts';
import { byUrgency, type Portfolio } from '../guidance/portfolio.ts';
import type { Decision } from './decide.ts';
import type { MessageReader } from './read-message.ts';
import { answerFor, topicsFor } from './answer-question.ts';
import type { Understood } from './read-question.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';

/** What a question in a new conversation gets. */
export interface Reply {
  intent: string;
  confidence: number;
  decision: Decision;
  /** The id of the notice that it is about. */
  notice: string;
  /** Null when nothing is answered: the topics are offered instead. */
  answer: Answer | null;
  topics: Topic[];
  /** Every intent, the most likely first. */
  alternatives: RankedIntent[];
}

/** One reply for each question of the text. */
export function repliesTo(
  text: string,
  { portfolio, reader, localNow }: { portfolio: Portfolio; reader: MessageReader; localNow: LocalNow },
): Reply[] {
  const urgent = byUrgency(portfolio, localNow).map(({ notice: { id } }) => id);
  const { guide, understood, alike } = reader.read(text, { urgent, last: null }, localNow);
  return understood.map((each) => {
    if (alike.length > 0) return askBack(each, alike, localNow);
    const best = each.ranked[0] ?? { intent: OUT_OF_SCOPE, confidence: 1 };
    const answer = answerFor(each, guide, localNow, [...portfolio.guides.values()]);
    const topics = answer?.followUps ?? topicsFor(each, guide);
    return {
      ...best,
      decision: each.decision,
      notice: guide.notice.id,
      answer,
      topics,
      alternatives: each.ranked,
    };
  });
}

/** Which of the notices that fit alike is meant: each with what it says of its deadline. */
function askBack({ ranked }: Understood, alike: readonly Guide[], localNow: LocalNow): Reply {
  const [best = { intent: OUT_OF_SCOPE, confidence: 1 }] = ranked;
  const [first] = alike;
  const topics = alike.flatMap((guide) =>
    topicsOf(guide, [best.intent]).map((topic) => ({
      ...topic,
      title: guide.product,
      question: toPlainText(describeDeadline(guide, localNow)),
    })),
  );
  const notice = first?.notice.id ?? '';
  return { ...best, decision: 'ask', notice, answer: null, topics, alternatives: ranked };
}
