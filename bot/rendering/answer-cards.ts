import { DateTime } from 'luxon';
import type { Answer, AnswerSource, Topic } from '../guidance/answer.ts';
import { toSummary, type Message } from './message.ts';
import { addPart, renderCard } from './render.ts';
import { isComparison } from '../guidance/comparison.ts';
import { splitComparison, toTableData } from './tables.ts';

/** A button that opens a card of another kind. */
export interface Offer {
  title: string;
  verb: string;
}

/**
 * An answer with its source, its table, what one may ask next, and what one thinks of it; `offers` are
 * buttons beside those. One that is inserted into a chat where the bot may not be has no buttons that need
 * the bot.
 */
export function renderAnswer(
  answer: Answer,
  { isInserted = false, offers = [] }: { isInserted?: boolean; offers?: Offer[] } = {},
): Message {
  const { title, paragraphs, table } = answer;
  const topics = isInserted ? [] : answer.followUps;
  const finish = (card: object) =>
    isInserted || SMALL_TALK.includes(answer.intent) ? card : addPart(card, 'feedback', { verbs: FEEDBACK });
  const summary = toSummary(`${title}:`, ...paragraphs);
  const source = writeSource(answer.source);
  const common = { summary, title, paragraphs, topics, offers: isInserted ? [] : offers, source };
  if (table && isComparison(table)) {
    const { differing, same } = splitComparison(table);
    const toggleTitle = `Show or hide what is the same (${same.rows.length})`;
    const card = renderCard('comparison', { ...common, differing: [differing], same: [same], toggleTitle });
    return { summary, card: finish(card) };
  }
  const tables = table ? [toTableData(table)] : [];
  return { summary, card: finish(renderCard('answer', { ...common, tables })) };
}

/** Nobody is asked whether a greeting helped. */
const SMALL_TALK = ['greeting-help', 'thanks-bye'];

const ASK_PERSON = { title: 'Ask a person', verb: 'ask-person' };
/** What a reader may say of an answer. */
const FEEDBACK = [
  { title: 'This helped', verb: 'helpful' },
  { title: 'It did not', verb: 'unhelpful' },
  ASK_PERSON,
];

/** "Did you mean": the guess is not sure enough to be answered outright. */
export function renderChoice(topics: Topic[], source: AnswerSource): Message {
  const text = 'I am not sure which of these you mean:';
  return renderTopics('Did you mean …', [text], topics, source);
}

/** The documents do not say it, and neither does the bot. */
export function renderUnknown(topics: Topic[], source: AnswerSource): Message {
  const text =
    'My documents do not answer that, so I will not guess. These topics come nearest. For anything else, read the article or ask a person.';
  return renderTopics('I don’t know', [text], topics, source);
}

export function renderTopics(
  title: string,
  paragraphs: string[],
  topics: Topic[],
  source: AnswerSource,
): Message {
  const summary = toSummary(`${title}:`, ...paragraphs);
  const card = renderCard('topics', { summary, title, paragraphs, topics, source: writeSource(source) });
  return {
    summary,
    card: addPart(card, 'feedback', { verbs: [ASK_PERSON] }),
  };
}

/** Article, heading, link and the date of the facts. */
export function writeSource({ article, heading, url, revised }: AnswerSource): string {
  const place = heading === article ? `[${article}](${url})` : `[${article} › ${heading}](${url})`;
  const facts = revised
    ? ` (facts of ${DateTime.fromISO(revised, { locale: 'en' }).toFormat('d MMMM yyyy')})`
    : '';
  return `Source: ${place}${facts}`;
}
