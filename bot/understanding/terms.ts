import shared from '../notices/synonyms.json' with { type: 'json' };
import { stemOf, wordsOf } from './words.ts';

/** A text as stems and the names of the synonym groups that occur in it; without words that tell nothing. */
export type TermReader = (text: string) => string[];

const STOP_WORDS = new Set(
  `a about after all also am away itself an and any are as at be been but by can could did do does doing done for from get go
  going had has have having he her his how i if in into is it its just let like may me might much my need needs no not of
  on one or our out over own please shall she should so some still than that the their them then there these they
  this those to too up us want was we were what when where which while who whom whose why will with would yes you your`
    .split(/\s+/)
    .map(stemOf),
);

/** What somebody pasted asks nothing by itself, even if a document has the same code. */
const CODE_BLOCK = /```[^`]*```/g;

/** How the name of a group begins: of words that mean much the same, and of names of one thing; no stem begins so. */
const WORD_GROUP = '~';
const NAME_GROUP = '=';

/** Whether a term stands for a group of synonyms. */
export function isGroup(term: string): boolean {
  return term.startsWith(WORD_GROUP) || isNameGroup(term);
}

/** Whether a term is a name with a year behind it, such as an edition of a platform. */
export function isEdition(term: string): boolean {
  return term.includes(' ') && !isGroup(term);
}

/** Whether a term stands for the names of one thing: `PTA` and `pass-through authentication`. */
export function isNameGroup(term: string): boolean {
  return term.startsWith(NAME_GROUP);
}

const YEAR = /^20\d\d$/;
const VERSION_LINE = /^\d+\.\d+(?=\.)/;

interface Member {
  stems: readonly string[];
  group: string;
}

/**
 * Makes a reader of terms.
 * @param own rows of names of one thing in a notice, beside those that all notices share, and the notice's id.
 */
export function createTermReader(own?: {
  names: readonly (readonly string[])[];
  notice: string;
}): TermReader {
  const byFirst = new Map<string, Member[]>();
  const learn = (groups: readonly (readonly string[])[], mark: string) => {
    for (const [i, members] of groups.entries()) {
      for (const member of members) {
        const stems = stemsOf(member);
        const [first] = stems;
        if (first === undefined) continue;
        byFirst.set(first, [...(byFirst.get(first) ?? []), { stems, group: `${mark}${i}` }]);
      }
    }
  };
  learn(shared.words, WORD_GROUP);
  learn(shared.names, NAME_GROUP);
  if (own) learn(own.names, `${NAME_GROUP}${own.notice} `);
  return (text) => {
    const stems = stemsOf(text);
    const terms = stems.filter((stem) => !STOP_WORDS.has(stem));
    for (const [i, stem] of stems.entries()) {
      const next = stems[i + 1] ?? '';
      if (YEAR.test(next) && !/\d/.test(stem)) terms.push(`${stem} ${next}`); // Windows Server 2025 is another thing than 2022
      const [line] = VERSION_LINE.exec(stem) ?? [];
      if (line !== undefined) terms.push(line); // what is said of 1.6 holds for 1.6.16.0
      for (const { stems: wanted, group } of byFirst.get(stem) ?? []) {
        if (wanted.every((each, j) => stems[i + j] === each)) terms.push(group);
      }
    }
    return terms;
  };
}

function stemsOf(text: string): string[] {
  return wordsOf(text.replaceAll(CODE_BLOCK, ' '))
    .map((word) => stemOf(word.replace(/^'|'$/g, '')))
    .filter(Boolean);
}
