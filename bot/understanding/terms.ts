import shared from '../notices/synonyms.json' with { type: 'json' };
import { memoise } from '../platform/memoise.ts';
import { stemOf, wordsOf } from './words.ts';

/** A text as stems and the names of the synonym groups that occur in it; without words that tell nothing. */
export type TermReader = (text: string) => string[];

const STOP_WORDS = new Set(
  `a about after all also am away box itself an and any are as at be been but by can could did do does doing done for from get go
  going had has have having he her his how i if in into is it its just let like may me might much my need needs no not of
  on one or our out over own please shall she should so some still than that the their them then there these they
  this those to too up us want was we were what when where which while who whom whose why will with would yes you your
  actually already another cope handle roughly basically simply briefly anybody anyone anything became become becomes bit came come comes currently else even exactly
  eventually finally fine gave give gives given good guys happen happened happens hello hi instead kept keep keeps kind know known leave leaves leaving look looks
  made make makes maybe meant mean means now ok okay once only pls question quite rather really right said say says see
  seem seems sorry somebody someone something sort stuff such sure take takes taken thanks thing things think though today
  together took tried try trying under very well while without yet
  afraid afterwards always anywhere apparently beforehand boss colleague colleagues definitely etc everywhere extra
  finally folks got honestly literally lot lots mate nearly obviously overall perhaps plus possibly probably somehow straight suddenly
  team totally via vs worried worry can't don't doesn't hasn't haven't i'd i'll i'm i've isn't it's that's there's wasn't we'd we'll
  we're we've what's where's won't
  asap btw cant dont doesnt gonna gotta hey hows im isnt ive lol n plz pls r2 rn thx u ur wanna whats wheres whos wont ya`
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
const SERVER = stemOf('server');
const BETWEEN_YEARS = new Set(['and', 'or', 'r2']);
const MONTHS = new Set(
  'january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec'
    .split(' ')
    .map(stemOf),
);
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
    let named = 0; // where the last name ends
    for (const [i, stem] of stems.entries()) {
      const edition = editionAt(stems, i);
      if (edition !== null) terms.push(edition);
      const [line] = VERSION_LINE.exec(stem) ?? [];
      if (line !== undefined) terms.push(line); // what is said of 1.6 holds for 1.6.16.0
      const found = (byFirst.get(stem) ?? []).filter(({ stems: wanted }) =>
        wanted.every((each, j) => stems[i + j] === each),
      );
      const longest = Math.max(0, ...found.filter(isName).map(({ stems: { length } }) => length));
      for (const member of found) {
        // "device writeback" isn't about devices
        if (!isName(member) || (i >= named && member.stems.length === longest)) terms.push(member.group);
      }
      if (i >= named) named = i + longest;
    }
    return terms;
  };
}

function isName({ group }: Member): boolean {
  return isNameGroup(group);
}

/** A product and the year behind it: Windows Server 2025 is another thing than 2022, and than SQL Server 2025. */
function editionAt(stems: readonly string[], i: number): string | null {
  if (!YEAR.test(stems[i] ?? '')) return null;
  let at = i - 1;
  while (YEAR.test(stems[at] ?? '') || BETWEEN_YEARS.has(stems[at] ?? '')) at -= 1; // 2016, 2019 or 2022
  const stem = stems[at] ?? '';
  if (stem === '' || /\d/.test(stem) || MONTHS.has(stem)) return null;
  if (stem !== SERVER && STOP_WORDS.has(stem)) return null; // "our 2012 box", "back in 2019"
  if (stem !== SERVER) return `${stem} ${stems[i] ?? ''}`;
  return `${stems[at - 1] === 'sql' ? 'sql' : 'window'} ${stems[i] ?? ''}`;
}

/** Words that are written like the names of groups, cmdlets and settings: `ADSyncAdmins`, `InetOrgPerson`. */
export function namesIn(text: string): string[] {
  return (text.match(/[\p{L}\d]+/gu) ?? []).filter((word) => /\p{Ll}\p{Lu}/u.test(word));
}

/** What nothing else is called like: names of results, made of several words, and numbers of errors, events and vulnerabilities. */
export function codesIn(text: string): string[] {
  const names = namesIn(text).filter((name) => SEVERAL_WORDS.test(name));
  return [...names, ...(text.match(NUMBERED) ?? [])];
}

const NUMBERED = /\b(?:CVE-\d{4}-\d{4,7}|0x[\dA-F]{4,16}|(?<=\bevent )\d{3,5})\b/gi;

const SEVERAL_WORDS = /\p{Ll}\p{Lu}\p{Ll}+\p{Lu}/u;

/** Where a name meets its number or year: `TLS1.2`, `SQL2019`, `2012R2`. */
const BEFORE_NUMBER = /(?<=\p{L}{2})(?=\d{1,2}\.\d|20\d\d(?!\d))|(?<=20\d\d)(?=r2(?![\p{L}\d]))/giu;

/** 2.5.79 is the same as 2.5.79.0. */
const LAST_ZERO = /^(\d{1,3}\.\d{1,6}\.\d{1,6})\.0$/;

/** Each reader reads the same question. */
const stemsOf = memoise(
  (text: string): readonly string[] =>
    wordsOf(text.replaceAll(CODE_BLOCK, ' ').replaceAll(BEFORE_NUMBER, ' '))
      .map((word) => stemOf(word.replace(/^'|'$/g, '').replace(LAST_ZERO, '$1')))
      .filter(Boolean),
  String,
);
