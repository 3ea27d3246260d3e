import { dayIn } from '../campaign/calendar.ts';
import type { Answer } from './answer.ts';
import { UNCONFIRMED } from './cut-off-text.ts';
import { formatDate, type LocalNow } from './date-format.ts';

/** Where an answer is from. */
export function tellSource(answer: Answer, { locale }: LocalNow): Answer {
  const { article, heading, url, revised } = answer.source;
  const place = heading === '' || heading === article ? '' : `**${heading}** in `;
  const asOf = revised === null ? '' : `, as of ${formatDate({ date: revised, precision: 'day' }, locale)}`;
  const from = `“${answer.title}” is from ${place}${url === '' ? article : `[${article}](${url})`}${asOf}.`;
  const caveats = answer.paragraphs.filter((text) => text.includes(UNCONFIRMED)).slice(0, 1);
  return { ...answer, title: 'Where this is from', paragraphs: [from, ...caveats], table: null };
}

/** The first sentences of an answer, with the heads of a list that they introduce. */
export function tellGist(answer: Answer): Answer {
  const [first = '', second = ''] = answer.paragraphs;
  const [opening = '', ...lines] = first.split('\n');
  const items = lines.length > 0 ? lines : second.split('\n').filter((line) => ITEM.test(line));
  const said = firstSentences(opening);
  const list = said.endsWith(':') ? items.map(headOf).join('\n') : '';
  const caveats = answer.paragraphs.slice(1).filter((text) => text.includes(UNCONFIRMED));
  return { ...answer, paragraphs: [said, ...(list === '' ? [] : [list]), ...caveats], table: null };
}

/** An answer with the day for which it was computed. */
export function tellStill(answer: Answer, { now, zone, locale }: LocalNow): Answer {
  const today = formatDate({ date: dayIn(now, zone), precision: 'day' }, locale);
  const { revised } = answer.source;
  const asOf =
    revised === null ? '' : `, by documents as of ${formatDate({ date: revised, precision: 'day' }, locale)}`;
  return { ...answer, paragraphs: [`This is what holds today, **${today}**${asOf}:`, ...answer.paragraphs] };
}

const ITEM = /^(?:[-*]|\d+\.) /;
/** Characters of a gist; one that is a little longer isn't cut. */
const LONG_GIST = 160;

/** Whole sentences up to about the length of a gist. */
function firstSentences(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+(?=[\p{Lu}*[])/u);
  let said = '';
  for (const sentence of sentences) {
    if (said.length > 0 && said.length + sentence.length > LONG_GIST) break;
    said = said === '' ? sentence : `${said} ${sentence}`;
  }
  return said;
}

/** Of an item with a bold beginning, that; else the item. */
function headOf(item: string): string {
  return /^(?:[-*]|\d+\.) \*\*[^*]{1,80}\*\*/.exec(item)?.[0] ?? item;
}
