import { DateTime } from 'luxon';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';
import { localiseDates } from '../guidance/date-format.ts';

/** Per line, without its line break (RFC 5545, section 3.1). */
const MAX_OCTETS = 75;

const SUMMARIES: Readonly<Record<Milestone['kind'], (product: string) => string>> = {
  announced: (product) => `Retirement of ${product} announced`,
  'new-use-ends': (product) => `${product} is closed to new use`,
  'support-ends': (product) => `Support for ${product} ends`,
  'cut-off': (product) => `${product} stops working`,
  other: (product) => product,
};

/**
 * The notice's milestones as an iCalendar file (RFC 5545) of all-day events. Their UIDs are stable, so importing
 * the file again updates them. A milestone without a day becomes an event that lasts the month.
 */
export function writeMilestonesCalendar({ notice, product }: Guide, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cutover//Milestones//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    // How often a subscription asks again: the first is Outlook's name for it.
    'X-PUBLISHED-TTL:PT12H',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
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
    `DESCRIPTION:${escape([localiseDates(text), url].filter(Boolean).join('\n'))}`,
    ...(url ? [`URL:${url}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function escape(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');
}

/** Folds into lines of at most 75 octets, never inside a character; continuation lines begin with a space. */
function fold(line: string): string {
  const folded: string[] = [];
  let current = '';
  for (const character of line) {
    if (Buffer.byteLength(current + character) > MAX_OCTETS) {
      folded.push(current);
      current = ' ';
    }
    current += character;
  }
  return [...folded, current].join('\r\n');
}
