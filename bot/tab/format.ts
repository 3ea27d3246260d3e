/** How the reader writes dates, times and numbers. */
export interface Reader {
  /** BCP 47, always an English one. */
  locale: string;
  /** IANA time zone. */
  zone: string;
}

/** `22 September 2023, 14:00` or `September 22, 2023, 2:00 PM`, in the reader's zone. */
export function formatInstant(iso: string, { locale, zone }: Reader): string {
  const instant = new Date(iso);
  return `${formatDate(instant, locale, zone)}, ${formatTime(instant, locale, zone)}`;
}

/** `22 September 2023`. An instant gives the day in the reader's zone, a calendar date that day. */
export function formatDay(date: string, { locale, zone }: Reader): string {
  return formatDate(new Date(date), locale, date.includes('T') ? zone : 'UTC');
}

/** The same of a date of which only the month may be known: `November 2026`. */
export function formatStated(date: string, reader: Reader): string {
  if (date.length > 'YYYY-MM'.length) return formatDay(date, reader);
  const format = new Intl.DateTimeFormat(reader.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(date));
}

/** `09:00` or `9:00 AM`; `time` is `HH:MM`. */
export function formatLocalTime(time: string, { locale }: Reader): string {
  return formatTime(new Date(`2000-01-01T${time}Z`), locale, 'UTC');
}

/** `HH:MM` of a time as people type it: `9:00`, `09:00`, `9:00 am`, `9 PM`; null if it is none. */
export function parseLocalTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])?\.?(?:m\.?)?$/i.exec(text.trim());
  const [, hourText, minuteText, half] = match ?? [];
  if (hourText === undefined || (minuteText === undefined && half === undefined)) return null;
  const [hour, minute] = [Number(hourText), Number(minuteText ?? 0)];
  if (minute > 59 || hour > 23 || (half !== undefined && (hour < 1 || hour > 12))) return null;
  const hours = half === undefined ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

export function formatNumber(number: number, { locale }: Reader): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** `1 server`, `2,000 servers`. */
export function formatCount(number: number, noun: string, reader: Reader): string {
  return `${formatNumber(number, reader)} ${noun}${number === 1 ? '' : 's'}`;
}

function formatDate(instant: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(instant);
}

/** Some versions of the browser's data have a narrow space before AM. */
function formatTime(instant: Date, locale: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  return format.format(instant).replaceAll('\u202f', ' ');
}
