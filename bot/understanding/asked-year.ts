/** A year in which something is asked about; "Windows Server 2016" is none. */
const IN_YEAR =
  /\b(?:in|of|during|back in|as of)\s+(?:(?:early|mid|late|the year|january|february|march|april|may|june|july|august|september|october|november|december)[\s-]+)?(20\d\d)\b/i;

/**
 * Whether a question is about a year before something was written, which then doesn't answer it.
 * @param written a date, `YYYY-MM-DD`; null when it isn't known.
 */
export function asksOfEarlier(question: string, written: string | null): boolean {
  const year = IN_YEAR.exec(question)?.[1];
  return year !== undefined && written !== null && year < written.slice(0, year.length);
}
