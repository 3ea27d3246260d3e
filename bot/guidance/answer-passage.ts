import { phaseOf } from '../campaign/calendar.ts';
import {
  answerIntent,
  caveatsOf,
  describePassages,
  sourceOfSection,
  type Answer,
  type Topic,
} from './answer.ts';
import { localiseDates, type LocalNow } from './date-format.ts';
import { excerptOf, orderTexts } from './excerpt.ts';
import type { Guide } from './guide.ts';
import type { Quote, Section, Table } from './guidance-map.ts';
import { toPlainText } from './plain-text.ts';
import { blocksIn } from './quote-blocks.ts';

/** Where a quote stands in a notice. */
export interface PassagePlace {
  /** The section's id. */
  section: string;
  /** The index in the section's `quotes`. */
  quote: number;
}

/** A table with more rows is shown in the document only. */
const MOST_ROWS = 8;

/** What is shown of a place: only what answers, with the quotes at `near`, the quote alone, or the whole block. */
export interface PassageView {
  near?: readonly number[];
  isExcerpt?: boolean;
  isAlone?: boolean;
}

/**
 * The quote at a place, then the rest of its block, or an excerpt of it with a button for the rest; of a table the row, and
 * those at `near`. Null for a place that the notice doesn't have.
 */
export function answerPassage(
  guide: Guide,
  { section: id, quote, near = [], isExcerpt = false, isAlone = false }: PassagePlace & PassageView,
  localNow: LocalNow,
): Answer | null {
  const section = guide.notice.sections.find((each) => each.id === id);
  const best = section?.quotes[quote];
  if (!section || !best) return null;
  const block = blocksIn(section).find(({ first, last }) => first <= quote && quote <= last);
  const quotes = block ? section.quotes.slice(block.first, block.last + 1) : [best];
  const isRow = best.table !== undefined;
  const beside = near.flatMap((index) => section.quotes[index] ?? []);
  const kept = isAlone ? [best] : isExcerpt ? excerptOf(quotes, [best, ...beside]) : quotes;
  const isWhole = kept.length === quotes.length;
  const paragraphs = isRow
    ? quoteRows(section, [quote, ...near], localNow)
    : describePassages(guide, orderTexts(section, kept, best), localNow);
  return {
    intent: passageId({ section: id, quote }),
    title: section.heading,
    paragraphs: [...paragraphs, ...caveatsOf(guide, paragraphs, localNow)],
    table: isRow || !isWhole ? null : tableIn(section, quotes),
    source: sourceOfSection(guide.notice, guide, section),
    followUps: isRow || isWhole ? [] : passageTopics([{ guide, section: id, quote }]).map(asWhole),
  };
}

/** The button that shows what an excerpt leaves out. */
function asWhole(topic: Topic): Topic {
  return { ...topic, title: `More: ${topic.title}` };
}

/** Names a place where an intent's id may stand as well, such as in a button: that never contains `#`. */
export function passageId({ section, quote }: PassagePlace): string {
  return `${section}#${quote}`;
}

/** The answer to an intent, or to what `passageId` names; null for what the notice doesn't have. */
export function answerTopic(guide: Guide, id: string, localNow: LocalNow): Answer | null {
  const [, section, quote] = /^(.*)#(\d{1,6})$/.exec(id) ?? [];
  if (section === undefined) return answerIntent(guide, id, localNow);
  return answerPassage(guide, { section, quote: Number(quote) }, localNow);
}

/** Passages as buttons, by their headings; each heading once. */
export function passageTopics(places: readonly (PassagePlace & { guide: Guide })[]): Topic[] {
  const topics = places.flatMap(({ guide, ...place }): [string, Topic][] => {
    const title = guide.notice.sections.find(({ id }) => id === place.section)?.heading;
    if (title === undefined) return [];
    const topic = {
      notice: guide.notice.id,
      intent: passageId(place),
      title: toPlainText(title),
      question: toPlainText(title),
    };
    return [[title, topic]];
  });
  return [...new Map(topics.toReversed()).values()].toReversed();
}

function quoteRows({ quotes }: Section, indexes: readonly number[], { locale }: LocalNow): string[] {
  return indexes.flatMap((index) => {
    const text = quotes[index]?.text;
    return text === undefined ? [] : [`${localiseDates(text, locale)}.`];
  });
}

/** The table of a block, where it is short enough to be shown beside the text. */
function tableIn({ tables }: Section, quotes: readonly Quote[]): Table | null {
  const index = quotes.find(({ table }) => table !== undefined)?.table;
  const table = index === undefined ? undefined : tables[index];
  return table && table.rows.length <= MOST_ROWS ? table : null;
}

/** The phase of the notice on the reader's day: before its deadline where it has none. */
export function phaseIn({ deadline }: Guide, localNow: LocalNow) {
  return deadline ? phaseOf({ date: deadline.date, ...localNow }) : 'before';
}
