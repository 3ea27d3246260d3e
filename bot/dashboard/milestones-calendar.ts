import { DateTime } from 'luxon';
import type { Guide } from '../guidance/guide.ts';
import type { Milestone } from '../guidance/guidance-map.ts';
import type { TakenBack } from '../deadlines/ports.ts';
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
 * month. A cut-off that no milestone states is an event too, and so is the date that the reader's organisation has set: it
 * moves in calendars when it is set anew, because its SEQUENCE grows, and leaves them when it is taken back.
 */
export function writeMilestonesCalendar(
  guides: readonly Guide[],
  now: Date,
  takenBack: ReadonlyMap<string, TakenBack> = new Map(),
): string {
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
    ...guides.flatMap((guide) => eventsOf(guide, takenBack).flatMap((event) => writeEvent(event, now))),
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
  /** When it was set or taken back, for an event whose date may change. */
  setAt?: Date;
  isCancelled?: boolean;
}

function eventsOf(guide: Guide, takenBack: ReadonlyMap<string, TakenBack>): CalendarEvent[] {
  const { notice, product, deadline } = guide;
  const { id, title, sourceUrl: url } = notice;
  const events = milestoneEvents(guide);
  const stated = deadline?.own ? deadline.overruled : (deadline?.date ?? null);
  if (stated !== null && events.every(({ date }) => date !== stated)) {
    const summary = SUMMARIES['cut-off'](product, '');
    events.push({ uid: `${id}-deadline`, date: stated, summary, description: title, url });
  }
  const own = { uid: `${id}-own-deadline`, summary: `Your organisation’s deadline for ${product}`, url };
  const gone = takenBack.get(id);
  if (deadline?.own) {
    const { by, at, reason } = deadline.own;
    const description = [`Set by ${by}.`, reason && `Reason: ${reason}`, title].filter(Boolean).join('\n');
    events.push({ ...own, date: deadline.date, description, setAt: at });
  } else if (gone) {
    events.push({ ...own, date: gone.date, description: title, setAt: gone.at, isCancelled: true });
  }
  return events;
}

/** Several milestones of one kind may share a day: from the second on, their UIDs are numbered. */
function milestoneEvents({ notice, product }: Guide): CalendarEvent[] {
  const { id, milestones, sourceUrl: url } = notice;
  const uids = new Map<string, number>();
  return milestones.map(({ date, kind, scope, text }): CalendarEvent => {
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
}

function writeEvent(event: CalendarEvent, now: Date): string[] {
  const { uid, date, summary, description, url, setAt, isCancelled } = event;
  const start = DateTime.fromISO(date, { zone: 'utc' });
  const end = start.plus(date.length === 'YYYY-MM'.length ? { months: 1 } : { days: 1 });
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@cutover`,
    `DTSTAMP:${formatUtc(now)}`,
    ...(setAt ? [`SEQUENCE:${sequenceAt(setAt)}`, `LAST-MODIFIED:${formatUtc(setAt)}`] : []),
    ...(isCancelled ? ['STATUS:CANCELLED'] : []),
    `DTSTART;VALUE=DATE:${start.toFormat('yyyyLLdd')}`,
    `DTEND;VALUE=DATE:${end.toFormat('yyyyLLdd')}`,
    `SUMMARY:${escape(summary)}`,
    `DESCRIPTION:${escape([description, url].filter(Boolean).join('\n'))}`,
    ...(url ? [`URL:${url}`] : []),
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function formatUtc(instant: Date): string {
  return DateTime.fromJSDate(instant, { zone: 'utc' }).toFormat("yyyyLLdd'T'HHmmss'Z'");
}

/** Grows with each change and fits into 32 bits (RFC 5545, section 3.3.8): the seconds since 2020. */
function sequenceAt(instant: Date): number {
  return Math.max(0, Math.floor((instant.getTime() - Date.UTC(2020, 0)) / 1_000));
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
