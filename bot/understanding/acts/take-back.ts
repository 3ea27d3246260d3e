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

/** More changes aren't taken back by their number: nobody would know which. */
export const MOST_UNDONE = 20;

const COUNTS = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const COUNT = `\\d{1,3}|${COUNTS.join('|')}`;
const COUNTED = new RegExp(
  `\\b(${COUNT}) (?:changes|things|entries|steps|commands|messages|reports|times)\\b|\\b(?:last|previous) (${COUNT})\\W*$`,
  'i',
);

/** How many changes "undo the last three changes" takes back; null where no number is said. */
export function readUndoCount(text: string): number | null {
  if (/\btwice\b/i.test(text)) return 2;
  const [, before, last] = COUNTED.exec(text) ?? [];
  const said = (before ?? last)?.toLowerCase();
  if (said === undefined) return null;
  const word = COUNTS.indexOf(said);
  return word < 0 ? Number(said) : word + 2;
}

/** The plain form that takes back so many changes. */
export function writeUndo(count: number): Written {
  return {
    texts: [`undo the last ${count} changes`],
    question: `Take the last ${count} changes back?`,
    title: 'Undo',
  };
}
