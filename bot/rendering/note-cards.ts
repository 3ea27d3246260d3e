import type { DueReminder, Schedule } from '../reminders/schedule.ts';
import { topicsOf, type AnswerSource } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import { formatInstant, type LocalNow } from '../guidance/date-format.ts';
import { formatSource } from './answer-cards.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeDeadline, describeDueDay } from '../guidance/cut-off-text.ts';

export interface Note {
  title: string;
  paragraphs: string[];
  facts?: { title: string; value: string }[];
  /** Intents to offer as buttons. */
  topics?: readonly string[];
  /** Names the announcement as the source; true when absent. False where nothing comes from it. */
  hasSource?: boolean;
  /** The reader's, for the date of the facts. */
  locale?: string | undefined;
}

/**
 * A short message: a confirmation, a refusal, a status. With a guide it offers topics and names the announcement; without
 * one (null) it is about no notice.
 */
export function renderNote(guide: Guide | null, note: Note): Message {
  const { title, paragraphs, facts = [], topics = [], hasSource = true } = note;
  const summary = toSummary(
    `${title}.`,
    ...paragraphs,
    ...facts.map((fact) => `${fact.title}: ${fact.value}.`),
  );
  const card = renderCard('note', {
    summary,
    title,
    paragraphs,
    factSets: facts.length > 0 ? [{ facts }] : [],
    topics: guide ? topicsOf(guide, topics) : [],
    sources: guide && hasSource ? [formatSource(announcementSource(guide), note.locale)] : [],
  });
  return { summary, card };
}

/** The first message in a conversation: the cut-off, and what to ask. */
export function renderWelcome([guide, ...others]: readonly [Guide, ...Guide[]], localNow: LocalNow): Message {
  const milestone = describeDeadline(guide, localNow);
  const title = 'Cutover helps you move off ' + guide.product;
  const paragraphs = [
    'Ask a question in your own words, or type **compare**, **remind us at 09:00**, **status** or **help**. In a channel, mention @Cutover first.',
    ...(others.length > 0 ? [`${alsoKnown(others)} Type **notices** for every deadline.`] : []),
  ];
  const summary = toSummary(`${title}.`, milestone);
  const topics = topicsOf(guide, ['deadline', 'what-to-do', 'compare', 'greeting-help']);
  const source = formatSource(announcementSource(guide), localNow.locale);
  return { summary, card: renderCard('welcome', { summary, title, milestone, paragraphs, topics, source }) };
}

const LIST = new Intl.ListFormat('en');

/** Of hundreds of notices, the most urgent three. */
const MOST_NAMED = 3;

function alsoKnown(guides: readonly Guide[]): string {
  const names = guides.slice(0, MOST_NAMED).map(({ product }) => product);
  const more = guides.length - names.length;
  return `I also know about ${LIST.format(more > 0 ? [...names, `${more} more`] : names)}.`;
}

export function announcementSource({ notice }: Guide): AnswerSource {
  return {
    article: notice.title,
    heading: notice.title,
    url: notice.sourceUrl ?? '',
    revised: notice.revised,
  };
}

/** `Sunday 24 September 2023, 09:00`, in the manner of the reader's locale, beside `7 days before`. */
export function reminderFacts(
  offsets: readonly DueReminder[],
  { zone }: Schedule,
  cutOff: string,
  locale?: string,
): { title: string; value: string }[] {
  return offsets.map(({ dueAt }) => ({
    title: formatInstant(dueAt, zone, locale),
    value: describeDueDay(dueAt, { cutOff, zone, locale }),
  }));
}
