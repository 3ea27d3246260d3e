import type { Activity } from 'botbuilder';
import { DateTime } from 'luxon';

const TIME = String.raw`(\d{1,2}:\d\d(?:[ \u202f][AP]M)?)`;
const AT = new RegExp(String.raw`\bat ${TIME} \(([\w/+-]+)\)`);
const QUIET = new RegExp(`quiet hours ${TIME} to ${TIME}`);
const WEEKENDS = {
  on: /weekends like other days/,
  before: /Friday before a weekend/,
  after: /Monday after a weekend/,
};

/** Reads the reminders of a conversation from the words of `status`, in the form of the API; null where they are off. */
export function remindersIn(posts: readonly Partial<Activity>[]): Record<string, unknown> | null {
  const words = posts.map(({ attachments }) => JSON.stringify(attachments ?? '')).join('\n');
  const [, time, zone] = AT.exec(words) ?? [];
  if (time === undefined || zone === undefined) return null;
  const [, from, until] = QUIET.exec(words) ?? [];
  const [, snoozed] = /"Snoozed until","value":"([^"]+)"/.exec(words) ?? [];
  const [, days = ''] = /((?:\d+, )*\d+) days before/.exec(words.slice(words.indexOf('They come'))) ?? [];
  return {
    state: 'active',
    localTime: clock(time),
    zone,
    weekend: Object.entries(WEEKENDS).find(([, pattern]) => pattern.test(words))?.[0],
    quietHours: from === undefined || until === undefined ? null : { from: clock(from), until: clock(until) },
    offsets: days.split(', ').map(Number),
    snoozedUntil: snoozed === undefined ? null : instantOf(snoozed, zone),
  };
}

/** `08:30` of `8:30 AM`. */
function clock(time: string): string {
  return DateTime.fromFormat(time.replace('\u202f', ' '), /M$/.test(time) ? 'h:mm a' : 'HH:mm').toFormat(
    'HH:mm',
  );
}

/** Of `Friday 20 November 2026, 00:00` or `Friday, November 20, 2026, 12:00 AM`. */
function instantOf(words: string, zone: string): string | undefined {
  const [, day] = /(\d{1,2} \p{L}+ \d{4}|\p{L}+ \d{1,2}, \d{4})/u.exec(words) ?? [];
  const format = /^\d/.test(day ?? '') ? 'd LLLL yyyy' : 'LLLL d, yyyy';
  return (
    DateTime.fromFormat(day ?? '', format, { zone, locale: 'en' })
      .toUTC()
      .toISO() ?? undefined
  );
}
