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
 * An answer with its source, table, follow-up buttons and feedback buttons. `offers` are further buttons, `locale` is
 * the reader's. With `isInserted` (the answer goes into a chat where the bot may not be) no button needs the bot. With
 * `hasFeedbackLoop` Teams' own thumbs take the place of the buttons for feedback.
 */
export function renderAnswer(
  answer: Answer,
  {
    isInserted = false,
    hasFeedbackLoop = false,
    offers = [],
    locale,
  }: {
    isInserted?: boolean;
    hasFeedbackLoop?: boolean;
    offers?: Offer[];
    locale?: string | undefined;
  } = {},
): Message {
  const { title, paragraphs, table } = answer;
  const topics = isInserted ? [] : answer.followUps;
  const summary = toSummary(`${title}:`, ...paragraphs);
  const isRated = !isInserted && !SMALL_TALK.includes(answer.intent);
  const finish = (card: object): Message => ({
    summary,
    card: isRated ? addPart(card, 'feedback', { verbs: hasFeedbackLoop ? [ASK_PERSON] : FEEDBACK }) : card,
    ...(isRated && citationOf(answer)),
    ...(isRated && hasFeedbackLoop && { hasFeedbackLoop }),
  });
  const source = formatSource(answer.source, locale);
  const common = { summary, title, paragraphs, topics, offers: isInserted ? [] : offers, source };
  if (table && isComparison(table)) {
    const { differing, same } = splitComparison(table, locale);
    const toggles = same.length === 0 ? [] : togglesFor(table.rows.length, differing.rows.length);
    return finish(renderCard('comparison', { ...common, ...differing, same, toggles }));
  }
  const data = table ? [toTableData(table, locale)] : [];
  const isNarrow = (table?.headers.length ?? 0) <= MAX_COLUMNS;
  const shown = isNarrow ? { tables: data, lists: [] } : { tables: [], lists: data };
  return finish(renderCard('answer', { ...common, ...shown }));
}

/** Nothing for what has no address. */
function citationOf({ title, paragraphs, source }: Answer): Pick<Message, 'citation'> {
  const { article, heading, url } = source;
  if (url === '') return {};
  return { citation: { article, heading, url, abstract: toSummary(...paragraphs) || title } };
}

/** A table with more columns doesn't fit on a phone: each row becomes a block. */
const MAX_COLUMNS = 3;

/** Buttons that change the card on the client, without the bot. */
function togglesFor(all: number, differing: number) {
  return [
    { id: 'show-all', isVisible: true, title: `Show all ${all} rows` },
    { id: 'show-fewer', isVisible: false, title: `Show only the ${differing} differences` },
  ];
}

/** These answers get no feedback buttons. */
const SMALL_TALK = ['greeting-help', 'thanks-bye'];

const ASK_PERSON = { title: 'Ask a person', verb: 'ask-person' };
/** The feedback buttons. */
const FEEDBACK = [
  { title: 'Helpful', verb: 'helpful' },
  { title: 'Not helpful', verb: 'unhelpful' },
  ASK_PERSON,
];

/** Offers the likeliest topics when no guess is sure enough. */
export function renderChoice(topics: Topic[], source: AnswerSource, locale?: string): Message {
  const text = 'I’m not sure which of these you mean:';
  return renderTopics('Did you mean …', [text], topics, source, locale);
}

/** Says that the documents don't answer the question, and offers the closest topics. Nothing of it is from a document. */
export function renderUnknown(topics: Topic[]): Message {
  const text =
    'My documents don’t answer that, and I don’t guess. These are the closest topics. For anything else, ask a person.';
  return renderTopics('I don’t know', [text], topics, null);
}

/** Says that the documents answered the question until a day, and offers the closest topics. */
export function renderHeldBack(
  { title, since, product }: { title: string; since: string; product: string },
  topics: Topic[],
  source: AnswerSource,
  locale?: string,
): Message {
  const text = `“${title}”: the documents about ${product} answered this until ${formatDay(since, locale)}. What they said is gone, so I don’t repeat it. These are the closest topics. For anything else, read the article or ask a person.`;
  return renderTopics('The documents no longer say', [text], topics, source, locale);
}

/** `source`: what the paragraphs are from; null where they are from no document. */
export function renderTopics(
  title: string,
  paragraphs: string[],
  topics: Topic[],
  source: AnswerSource | null,
  locale?: string,
): Message {
  const summary = toSummary(`${title}:`, ...paragraphs);
  const card = renderCard('topics', {
    summary,
    title,
    paragraphs,
    topics,
    sources: source ? [formatSource(source, locale)] : [],
  });
  return {
    summary,
    card: addPart(card, 'feedback', { verbs: [ASK_PERSON] }),
  };
}

/** `Source: [Article › Heading](url) (as of 31 May 2023)`, with the date in the reader's form. */
export function formatSource(source: AnswerSource, locale?: string): string {
  const { url, revised } = source;
  const place = url === '' ? nameSource(source) : `[${nameSource(source)}](${url})`;
  const facts = revised ? ` (as of ${formatDay(revised, locale)})` : '';
  return `Source: ${place}${facts}`;
}

/** `Article › Heading`. */
export function nameSource({ article, heading }: Pick<AnswerSource, 'article' | 'heading'>): string {
  return heading === article ? article : `${article} › ${heading}`;
}
