import { findDates } from '../milestones/dates.ts';

/** Between a date and the next: the label of the next, on a line of its own in the source. */
const NEXT_LABEL = /^\s+[A-Z][\w ()-]{2,40}:\s*$/;

/** Splits lines that only a line break separates: "Deprecation: May 4, 2030 End of support: June 4, 2030". */
export function splitLabelLines(text: string): string[] {
  const dates = findDates(text);
  const ends = dates
    .filter(({ end }, index) => NEXT_LABEL.test(text.slice(end, dates[index + 1]?.start ?? end)))
    .map(({ end }) => end);
  return [0, ...ends].map((start, index) => text.slice(start, ends[index]).trim());
}
