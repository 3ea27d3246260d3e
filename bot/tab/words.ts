/** How the reader writes dates and numbers. */
export interface Reader {
  locale: string;
  /** IANA name. */
  zone: string;
}

const DAY = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

/** `22 Sept 2023, 14:00` in the reader's zone. */
export function writeInstant(iso: string, { locale, zone }: Reader): string {
  return new Intl.DateTimeFormat(locale, { ...DAY, ...TIME, timeZone: zone }).format(new Date(iso));
}

/** `22 Sept 2023`; of an instant the day in the reader's zone, of a calendar date that day. */
export function writeDay(date: string, { locale, zone }: Reader): string {
  const timeZone = date.includes('T') ? zone : 'UTC';
  return new Intl.DateTimeFormat(locale, { ...DAY, timeZone }).format(new Date(date));
}

export function writeNumber(number: number, { locale }: Reader): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** `1 server`, `2,000 servers`. */
export function writeCount(number: number, noun: string, reader: Reader): string {
  return `${writeNumber(number, reader)} ${noun}${number === 1 ? '' : 's'}`;
}
