import { columnOf } from './version-columns.ts';
import { dayIn, phaseOf } from '../campaign/calendar.ts';
import { describeOwnDeadline, UNCONFIRMED, describeMilestoneOf, formatStated } from './cut-off-text.ts';
import { isMissing, judgeRows, wordTable } from './comparison.ts';
import type { GuideEntry, Guide } from './guide.ts';
import type { GuidanceMap, Passage, Section, Table } from './guidance-map.ts';
import { localiseDates, type LocalNow } from './date-format.ts';

/** The answer to an intent, true on the reader's day. */
export interface Answer {
  intent: string;
  title: string;
  /** Card-safe Markdown, each a paragraph or a list. */
  paragraphs: string[];
  table: Table | null;
  source: AnswerSource;
  followUps: Topic[];
}

export interface AnswerSource {
  /** Title of the article. */
  article: string;
  heading: string;
  /** Empty for what has no public page. */
  url: string;
  /** Date of the article's facts, `YYYY-MM-DD`. */
  revised: string | null;
}

/** An intent as a button: its title, and the question that it asks. */
export interface Topic {
  /** The id of the notice that answers it. */
  notice: string;
  /** Its id, or that of a passage (`passageId`). */
  intent: string;
  title: string;
  question: string;
}

/** Asks by when one must be done. */
export const DEADLINE = 'deadline';

/** Answers that rest on the cut-off, whether or not they name it. */
const STATE_EFFECTS = [DEADLINE, 'impact'];

/** The answer to an intent of the guide; null for an intent that its documents do not answer. */
export function answerIntent(guide: Guide, intentId: string, localNow: LocalNow): Answer | null {
  const entry = guide.entries.get(intentId);
  if (!entry) return null;
  const { guidance } = entry.intent;
  const own = intentId === DEADLINE ? describeOwnDeadline(guide, localNow) : null;
  const said = describePassages(guide, guidance.passages, localNow);
  const isOwn = entry.map.id === guide.notice.id;
  const caveats = isOwn ? caveatsOf(guide, said, localNow, STATE_EFFECTS.includes(intentId)) : [];
  return {
    intent: intentId,
    title: entry.intent.title,
    paragraphs: [...(own === null ? [] : [own]), ...said, ...caveats],
    table: guidance.table && releasedBy(guidance.table, localNow),
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, entry.intent.followUps),
  };
}

/**
 * The answer to a question about features: the comparison's own rows (by their index), in words, with the
 * comparison as the source. Null when the guide has no comparison.
 * @param asked the column of the thing compared for which yes or no is asked; `asksWhen` when a missing feature comes.
 */
export function answerRows(
  guide: Guide,
  intentId: string,
  {
    rows: indexes,
    asked = null,
    asksWhen = false,
  }: { rows: readonly number[]; asked?: number | null; asksWhen?: boolean },
): Answer | null {
  const entry = guide.entries.get('compare');
  const whole = entry?.intent.guidance.table;
  if (!entry || !whole) return null;
  const worded = wordTable(whole);
  const table = { ...worded, rows: indexes.flatMap((index) => worded.rows.slice(index, index + 1)) };
  return {
    intent: intentId,
    title: table.rows.length === 1 ? (table.rows[0]?.[0] ?? '') : 'What the comparison says',
    paragraphs: [...(asksWhen && isMissing(table) ? [NO_DAY] : []), ...judgeRows(table, asked)],
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(
      guide,
      ['compare', ...entry.intent.followUps].filter((id) => id !== intentId).slice(0, 3),
    ),
  };
}

/** Before what a comparison says of today, where it is asked when a feature comes. */
const NO_DAY = 'The documents do not say when or whether this changes. What they say of today:';

/** The intents among `ids` that the guide answers, as buttons. */
export function topicsOf(guide: Guide, ids: readonly string[]): Topic[] {
  return ids.flatMap((id) => {
    const entry = guide.entries.get(id);
    return entry
      ? [{ notice: guide.notice.id, intent: id, title: entry.intent.title, question: entry.question }]
      : [];
  });
}

/** That the cut-off is unconfirmed is said where its date is, or with `statesEffects` what follows from it. */
export function caveatsOf(
  { notice }: Guide,
  said: readonly string[],
  { locale }: LocalNow,
  statesEffects = false,
): string[] {
  if (notice.status === 'confirmed') return [];
  const days = notice.milestones.map((milestone) => formatStated(milestone.date, locale));
  const isDated = said.some((text) => days.some((day) => text.includes(day)));
  return isDated || statesEffects ? [UNCONFIRMED] : [];
}

/** Leaves out passages of other phases, and replaces each milestone with a sentence computed for the reader's day. */
export function describePassages(guide: Guide, passages: readonly Passage[], localNow: LocalNow): string[] {
  const { deadline, notice } = guide;
  const phase = deadline ? phaseOf({ date: deadline.date, ...localNow }) : 'before';
  const said = passages
    .filter(({ when }) => !when || when.includes(phase))
    .flatMap((passage) => {
      const milestone = notice.milestones.find(({ date }) => date === passage.milestone);
      const text = localiseDates(passage.text, localNow.locale);
      if (!milestone) return [text];
      const sentence = describeMilestoneOf(guide, milestone, localNow);
      return passage.isQuoted ? [sentence, `The announcement says: “${text}”`] : [sentence];
    });
  return [...new Set(said)];
}

/** A table with a column "Released" lists what was released by the reader's day. */
function releasedBy(table: Table, { now, zone }: LocalNow): Table {
  const column = columnOf(table, 'released');
  if (column < 0) return table;
  const today = dayIn(now, zone);
  return {
    ...table,
    rows: table.rows.filter(
      (row) => !/^\d{4}-\d{2}-\d{2}$/.test(row[column] ?? '') || (row[column] ?? '') <= today,
    ),
  };
}

export function sourceOf(guide: Guide, { intent, map }: GuideEntry): AnswerSource {
  return sourceOfSection(map, guide, sectionOf(map, intent.guidance.section));
}

/** Where a section of a map is to be read. What Cutover says about itself has no address. */
export function sourceOfSection(map: GuidanceMap, { notice }: Guide, section: Section): AnswerSource {
  const article = map.articles.find(({ file }) => file === section.article);
  return {
    article: article?.title ?? map.title,
    heading: section.heading,
    url: section.url ?? (map === notice ? (notice.sourceUrl ?? '') : ''),
    revised: article?.revised ?? map.revised,
  };
}

function sectionOf(map: GuidanceMap, id: string): Section {
  const section = map.sections.find((candidate) => candidate.id === id);
  if (!section) throw new Error(`The guidance map "${map.id}" has no section "${id}".`);
  return section;
}
