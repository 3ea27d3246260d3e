import type { Answer, AnswerSource, Topic } from '../guidance/answer.ts';
import { formatDay } from '../guidance/date-format.ts';
import { addPart, renderCard } from './render.ts';
import { isComparison } from '../guidance/comparison.ts';
import { splitComparison, toTableData } from './tables.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

/** A button that opens a card of another kind. */
export interface Offer {
  title: string;
  verb: string;
}

/**
 * An answer with its source, its table, what one may ask next, and what one thinks of it; `offers` are
 * buttons beside those, and `locale` is the reader's. One that is inserted into a chat where the bot may not be has no buttons that need
 * the bot.
 */
export function renderAnswer(
  answer: Answer,
  {
    isInserted = false,
    offers = [],
    locale,
  }: { isInserted?: boolean; offers?: Offer[]; locale?: string | undefined } = {},
): Message {
  const { title, paragraphs, table } = answer;
  const topics = isInserted ? [] : answer.followUps;
  const finish = (card: object) =>
    isInserted || SMALL_TALK.includes(answer.intent) ? card : addPart(card, 'feedback', { verbs: FEEDBACK });
  const summary = toSummary(`${title}:`, ...paragraphs);
  const source = formatSource(answer.source, locale);
  const common = { summary, title, paragraphs, topics, offers: isInserted ? [] : offers, source };
  if (table && isComparison(table)) {
    const { differing, same } = splitComparison(table, locale);
    const toggles = same.length === 0 ? [] : togglesFor(table.rows.length, differing.rows.length);
    return { summary, card: finish(renderCard('comparison', { ...common, ...differing, same, toggles })) };
  }
  const data = table ? [toTableData(table, locale)] : [];
  const isNarrow = (table?.headers.length ?? 0) <= MAX_COLUMNS;
  const shown = isNarrow ? { tables: data, lists: [] } : { tables: [], lists: data };
  return { summary, card: finish(renderCard('answer', { ...common, ...shown })) };
}

/** More would be torn to pieces on a phone: each row is a block of its own then. */
const MAX_COLUMNS = 3;

/** Buttons that need no bot: they work in every chat, at once, and for their reader alone. */
function togglesFor(all: number, differing: number) {
  return [
    { id: 'show-all', isVisible: true, title: `Show all ${all} rows` },
    { id: 'show-fewer', isVisible: false, title: `Show only the ${differing} differences` },
  ];
}

/** Nobody is asked whether a greeting helped. */
const SMALL_TALK = ['greeting-help', 'thanks-bye'];

const ASK_PERSON = { title: 'Ask a person', verb: 'ask-person' };
/** What a reader may say of an answer. */
const FEEDBACK = [
  { title: 'Helpful', verb: 'helpful' },
  { title: 'Not helpful', verb: 'unhelpful' },
  ASK_PERSON,
];

/** "Did you mean": the guess is not sure enough to be answered outright. */
export function renderChoice(topics: Topic[], source: AnswerSource, locale?: string): Message {
  const text = 'I’m not sure which of these you mean:';
  return renderTopics('Did you mean …', [text], topics, source, locale);
}

/** The documents do not say it, and neither does the bot. */
export function renderUnknown(topics: Topic[], source: AnswerSource, locale?: string): Message {
  const text =
    'My documents don’t answer that, and I don’t guess. These are the closest topics. For anything else, read the article or ask a person.';
  return renderTopics('I don’t know', [text], topics, source, locale);
}

export function renderTopics(
  title: string,
  paragraphs: string[],
  topics: Topic[],
  source: AnswerSource,
  locale?: string,
): Message {
  const summary = toSummary(`${title}:`, ...paragraphs);
  const card = renderCard('topics', {
    summary,
    title,
    paragraphs,
    topics,
    source: formatSource(source, locale),
  });
  return {
    summary,
    card: addPart(card, 'feedback', { verbs: [ASK_PERSON] }),
  };
}

/** Article, heading, link and the date of the facts, in the manner of the reader's locale. */
export function formatSource({ article, heading, url, revised }: AnswerSource, locale?: string): string {
  const place = heading === article ? `[${article}](${url})` : `[${article} › ${heading}](${url})`;
  const facts = revised ? ` (as of ${formatDay(revised, locale)})` : '';
  return `Source: ${place}${facts}`;
}
