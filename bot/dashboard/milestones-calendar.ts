import { DateTime } from 'luxon';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';
import { localiseDates } from '../guidance/date-format.ts';

/** Per line, without its line break (RFC 5545, section 3.1). */
const MAX_OCTETS = 75;

const SUMMARIES: Readonly<Record<Milestone['kind'], (what: string, text: string) => string>> = {
  announced: (what) => `Retirement of ${what} announced`,
  'new-use-ends': (what) => `${what} is closed to new use`,
  'support-ends': (what) => `Support for ${what} ends`,
  'cut-off': (what) => `${what} stops working`,
  other: (what, text) => `${what}: ${text}`,
};

/**
 * The milestones of notices as an iCalendar file (RFC 5545) of all-day events, whose summaries name the notice. Their
 * UIDs are stable, so importing the file again updates them. A milestone without a day becomes an event that lasts the
 * month. A deadline that no milestone states is an event too.
 */
export function writeMilestonesCalendar(guides: readonly Guide[], now: Date): string {
  const [first, ...others] = guides;
  const name = first && others.length === 0 ? first.notice.title : 'Retirements';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cutover//Milestones//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    // How often a subscription asks again: the first is Outlook's name for it.
    'X-PUBLISHED-TTL:PT12H',
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    `X-WR-CALNAME:${escape(name)}`,
    ...guides.flatMap((guide) => eventsOf(guide).flatMap((event) => writeEvent(event, now))),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

interface CalendarEvent {
  uid: string;
  /** `YYYY-MM-DD`, or `YYYY-MM` for a whole month. */
  date: string;
  summary: string;
  description: string;
  url: string | null;
}

/** Several milestones of one kind may share a day: from the second on, their UIDs are numbered. */
function eventsOf({ notice, product, deadline }: Guide): CalendarEvent[] {
  const { id, milestones, sourceUrl: url } = notice;
  const uids = new Map<string, number>();
  const events = milestones.map(({ date, kind, scope, text }): CalendarEvent => {
    const uid = `${id}-${date}-${kind}`;
    const count = (uids.get(uid) ?? 0) + 1;
    uids.set(uid, count);
    const what = scope === undefined ? product : `${product} (${scope})`;
    const description = localiseDates(text);
    return {
      uid: count === 1 ? uid : `${uid}-${count}`,
      date,
      summary: SUMMARIES[kind](what, description),
      description,
      url,
    };
  });
  if (deadline === null || milestones.some(({ date }) => date === deadline.date)) return events;
  const summary = deadline.own
    ? `Your organisation’s deadline for ${product}`
    : SUMMARIES['cut-off'](product, '');
  return [...events, { uid: `${id}-deadline`, date: deadline.date, summary, description: notice.title, url }];
}

function writeEvent({ uid, date, summary, description, url }: CalendarEvent, now: Date): string[] {
  const start = DateTime.fromISO(date, { zone: 'utc' });
  const end = start.plus(date.length === 'YYYY-MM'.length ? { months: 1 } : { days: 1 });
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@cutover`,
    `DTSTAMP:${DateTime.fromJSDate(now, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss'Z'")}`,
    `DTSTART;VALUE=DATE:${start.toFormat('yyyyLLdd')}`,
    `DTEND;VALUE=DATE:${end.toFormat('yyyyLLdd')}`,
    `SUMMARY:${escape(summary)}`,
    `DESCRIPTION:${escape([description, url].filter(Boolean).join('\n'))}`,
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
