import type { Written } from './written.ts';

/** Takes the last change back. */
export const TAKES_BACK: Written = {
  texts: ['undo'],
  question: 'Take the last change back?',
  title: 'Undo',
};

/** Changes that are taken back together at the most. */
export const MOST_TAKEN_BACK = 1_000;

const NUMBERS = /^\d{1,18}(?: \d{1,18})*$/;
const LEAD = 'take back ';

/** The line that takes back what a correction replaces, by the changes' numbers in the audit trail: nobody types it. */
export function writeTakeBack(changes: readonly string[]): string {
  return LEAD + changes.join(' ');
}

/** The numbers in such a line; null for any other. */
export function readTakeBack(line: string): readonly string[] | null {
  return line.startsWith(LEAD) ? readChanges(line.slice(LEAD.length)) : null;
}

/** Changes' numbers with spaces between them; null for any other text, and for too many. */
export function readChanges(text: string): readonly string[] | null {
  const numbers = text.split(' ');
  return numbers.length <= MOST_TAKEN_BACK && NUMBERS.test(text) ? numbers : null;
}
