import type { Guide } from '../guidance/guide.ts';
import { stemOf, wordsOf } from './words.ts';

/** Words around a notice's name that name nothing. */
const FILLER = new Set(
  [
    'the',
    'our',
    'a',
    'of',
    'for',
    'to',
    'from',
    'notice',
    'retirement',
    'deadline',
    'cut-off',
    'move',
  ].flatMap(stemsOf),
);

/** What a phrase such as `V1 and cloud sync` names. */
export type NamedNotices =
  | { named: readonly Guide[] }
  /** A part of it that names no notice, or several. */
  | { unclear: string; among: readonly Guide[] };

/** Reads which notices a phrase names, by their ids, products, titles and names, or by words that one of those has. */
export function readNamedNotices(phrase: string, guides: readonly Guide[]): NamedNotices {
  const whole = noticesCalled(phrase, guides);
  if (whole.length === 1) return { named: whole };
  const parts = phrase.split(/,|\band\b|&/i).filter((part) => part.trim() !== '');
  const named: Guide[] = [];
  for (const part of parts) {
    const called = noticesCalled(part, guides);
    const [only] = called;
    if (!only || called.length > 1) return { unclear: part.trim(), among: called };
    named.push(only);
  }
  return { named };
}

/** The notices that have exactly this name; without one, those with a name that contains all of its words. */
function noticesCalled(text: string, guides: readonly Guide[]): Guide[] {
  const wanted = stemsOf(text).filter((stem) => !FILLER.has(stem));
  if (wanted.length === 0) return [];
  const spelled = wanted.join(' ');
  const exact = guides.filter((guide) => namesOf(guide).some((name) => name.join(' ') === spelled));
  if (exact.length > 0) return exact;
  return guides.filter((guide) => namesOf(guide).some((name) => wanted.every((stem) => name.includes(stem))));
}

function namesOf({ notice, product }: Guide): string[][] {
  return [notice.id, product, notice.title, ...notice.names].map((name) =>
    stemsOf(name).filter((stem) => !FILLER.has(stem)),
  );
}

function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}
