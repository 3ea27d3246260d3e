import { DateTime } from 'luxon';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';

/** Of a line, without its line break (RFC 5545, 3.1). */
const MOST_OCTETS = 75;

const SUMMARIES: Readonly<Record<Milestone['kind'], (product: string) => string>> = {
  announced: (product) => `Retirement of ${product} announced`,
  'support-ended': (product) => `${product} out of support`,
  'cut-off': (product) => `${product} stops working`,
  other: (product) => product,
};

/**
 * The notice's milestones as a calendar (RFC 5545): days without a time, whose identifiers stay the same, so
 * that a calendar that takes them again has each of them once. A month is an event as long as the month.
 */
export function writeMilestonesCalendar({ notice, product }: Guide, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cutover//Milestones//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(notice.title)}`,
    ...notice.milestones.flatMap((milestone) =>
      toEvent(milestone, { id: notice.id, product, url: notice.sourceUrl, now }),
    ),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function toEvent(
  { date, precision, kind, text }: Milestone,
  { id, product, url, now }: { id: string; product: string; url: string | null; now: Date },
): string[] {
  const start = DateTime.fromISO(date, { zone: 'utc' });
  const end = start.plus(precision === 'month' ? { months: 1 } : { days: 1 });
  return [
    'BEGIN:VEVENT',
    `UID:${id}-${date}-${kind}@cutover`,
    `DTSTAMP:${DateTime.fromJSDate(now, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss'Z'")}`,
    `DTSTART;VALUE=DATE:${start.toFormat('yyyyLLdd')}`,
    `DTEND;VALUE=DATE:${end.toFormat('yyyyLLdd')}`,
    `SUMMARY:${escape(SUMMARIES[kind](product))}`,
    `DESCRIPTION:${escape(url ? `${text}\n${url}` : text)}`,
    ...(url ? [`URL:${url}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** Into lines of at most 75 octets, never inside a character; each but the first begins with a space. */
function fold(line: string): string {
  const folded: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > MOST_OCTETS) {
      folded.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...folded, current].join('\r\n');
}
