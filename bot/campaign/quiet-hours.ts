import { DateTime } from 'luxon';

/** Quiet hours of each day in local time (`HH:MM`), `until` excluded. They cross midnight when `until` is earlier than `from`. */
export interface QuietHours {
  from: string;
  until: string;
}

/** Returns `instant`, or the end of the quiet hours that it falls within. `zone` is an IANA name. */
export function afterQuietHours(instant: Date, { from, until }: QuietHours, zone: string): Date {
  const local = DateTime.fromJSDate(instant, { zone });
  const time = local.toFormat('HH:mm');
  const isOverMidnight = from > until;
  const isQuiet = isOverMidnight ? time >= from || time < until : time >= from && time < until;
  if (!isQuiet) return instant;
  const day = isOverMidnight && time >= from ? local.plus({ days: 1 }) : local;
  const [hour = 0, minute = 0] = until.split(':').map(Number);
  const end = day.set({ hour, minute, second: 0, millisecond: 0 });
  // Where a clock change repeats the hour, the end may have a second, later instant.
  const ends = end.getPossibleOffsets().filter((candidate) => candidate > local);
  return (ends[0] ?? end).toJSDate();
}
