import { dayIn } from '../campaign/calendar.ts';
import type { Guide } from '../guidance/guide.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { createNoticeChooser, type Candidate, type ChoiceContext } from './choose-notice.ts';
import { createQuestionReader, isUnclear, type QuestionReader, type Understood } from './read-question.ts';
import { OUT_OF_SCOPE, type Recogniser } from './recogniser.ts';

/** The questions of a message, and the notice that they are about. */
export interface ReadMessage {
  guide: Guide;
  understood: Understood[];
}

/** Understands questions about the notices of a portfolio. */
export interface MessageReader {
  read(text: string, context: Omit<ChoiceContext, 'today'>, localNow: LocalNow): ReadMessage;
  /** Whether a message is so short and unclear that the question before it can tell what is meant. */
  needsContext(understood: readonly Understood[]): boolean;
  /** Understands a short question after another one, whose notice and intent are `last`. */
  readFollowUp(last: { notice: string; topic: string }, text: string, localNow: LocalNow): ReadMessage | null;
}

export function createMessageReader({
  portfolio,
  recognise,
}: {
  portfolio: Portfolio;
  recognise: Recogniser;
}): MessageReader {
  const choose = createNoticeChooser(portfolio);
  const readers = new Map<string, QuestionReader>();

  function readerOf(guide: Guide): QuestionReader {
    const { id } = guide.notice;
    const reader = readers.get(id) ?? createQuestionReader({ guide, recognise });
    readers.set(id, reader);
    return reader;
  }

  return {
    read(text, context, localNow) {
      const intent = recognise(text)[0]?.intent ?? OUT_OF_SCOPE;
      const today = dayIn(localNow.now, localNow.zone);
      const guide = pick(choose(text, { ...context, today }), intent);
      return { guide, understood: readerOf(guide).understandAll(text, localNow) };
    },

    needsContext: ([only, ...others]) => only !== undefined && others.length === 0 && isUnclear(only),

    readFollowUp({ notice, topic }, text, localNow) {
      const guide = portfolio.guides.get(notice);
      if (!guide) return null;
      return { guide, understood: [readerOf(guide).understandFollowUp(topic, text, localNow)] };
    },
  };
}

/** The likeliest notice; one that is not named gives way to the next of those alike that answers the intent. */
function pick(candidates: readonly Candidate[], intent: string): Guide {
  const [first] = candidates;
  if (!first) throw new Error('A portfolio has at least one notice.');
  if (first.isNamed || intent === OUT_OF_SCOPE || first.guide.entries.has(intent)) return first.guide;
  return (candidates.find(({ guide, isAlike }) => isAlike && guide.entries.has(intent)) ?? first).guide;
}
