import type { Statement } from './read-statements.ts';
import { startOf, type Text } from './text.ts';
import { USERS } from './rules/vocabulary.ts';

/** A name of more than one word, as a product has: "Fenwick Relay", "Fenwick Relay Data Browser". */
const NAME = /[A-Z][\w.-]*(?: (?:[A-Z][\w.-]*|\d[\w.]*))+/;
/** A proper name within a sentence that is not who acts: "GraphQL and Static Hosting services will …". */
const NAMED =
  /\b(?!(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|On|In|By|From|After|Starting|Beginning|The|All|We|This|These|Your|If|As|Any|It)\b)[A-Z][\w-]+\b(?! (?:will|is|are|was|has|have|plans|recommends|announced|offers)\b)/g;
/** Some of the users: "for guests and external users", "Government customers follow on". */
const GROUP = new RegExp(
  String.raw`(?:^\W*|\bfor )(?!(?:all|every|any|the|most|new|existing|current|remaining|affected|your|our|other|these|those|which|that|if|when|only)\b)((?:[\w-]+ ){1,6}?(?:${USERS}|administrators|admins))\b(?= (?:instead |still |then )?(?:follow|go|come|have|keep|get|retain|receive|are|will)\b|\W*$|[.,;])`,
  'i',
);
/** What an end is for, by its name. */
const FOR_NAMED =
  /\b(?:available|supported|usable|removed|retired|works?|offered) (?:for|on|in|with|from) (?:the )?(?:deprecated |legacy |old |classic )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d)([A-Z][\w-]*(?: (?:[A-Z][\w-]*|\d[\w.]*))+)/;
/** Words of a text that has a date and no subject of its own: "End of life date". */
const MAX_LABEL = 6;
const MAX_LABEL_CHARACTERS = 100;
/** A heading that names no thing. */
const GENERIC =
  /\?|\b(?:timelines?|dates?|schedule|overview|summary|introduction|announcements?|notes?|notices?|important|faq|questions?|steps?|phase|stage|details|retirement|deprecation|migrat\w+|support|removal|shut-?down|sunset|end of life|what|when|how|why)\b/i;

/**
 * Gives the statements about a part of a product its name as their scope, where use or support ends on several days:
 * - beside an end of "Fenwick Relay", one of "Fenwick Relay Browser" is about a part, unless the title names that
 * - beside an end for everybody, one for some of the users is
 * - of ends without a subject under headings of their own, each is about what its heading names
 * - an end for a product of another name is about that: "Relay won't be available for Fenwick Server"
 * - an end that names what neither the title nor the last end names is about that
 *
 * Changes no statement.
 */
export function withParts(statements: readonly Statement[], title: string): Statement[] {
  const ends = statements.filter(({ kind, scope }) => scope === null && isEnd(kind));
  if (new Set(ends.map(({ date }) => date)).size < 2) return [...statements];
  const others: Others = {
    title,
    names: new Set(ends.map(({ text }) => NAME.exec(startOf(text))?.[0])),
    starts: ends.map(({ text }) => startOf(text)),
    isForAll: ends.some(({ text }) => !GROUP.test(startOf(text))),
    hasHeadings: new Set(ends.filter((end) => isLabel(end)).map(({ text }) => pathOf(text))).size > 1,
    last: ends.findLast(({ text }) => text.isTitle === true) ?? latestOf(ends),
  };
  const parts = new Map(ends.map((end) => [end, partOf(end, others)]));
  return statements.map((statement) => {
    const scope = parts.get(statement);
    return scope === undefined ? statement : { ...statement, scope };
  });
}

/** "The editor, which is part of Fenwick Relay, …" */
const CALLED_PART =
  /^\W*(?:(?:the|its|our) )?((?:[\w-]+ ){0,3}[\w-]+)(?:,? (?:which|that) (?:is|are)|,) (?:an? |one )?(?:optional )?(?:part|feature|component|module)s? (?:of|in)\b/i;

/** What the title and the ends on other days say. */
interface Others {
  title: string;
  names: ReadonlySet<string | undefined>;
  isForAll: boolean;
  starts: readonly string[];
  hasHeadings: boolean;
  last: Statement | undefined;
}

function partOf(
  end: Statement,
  { title, names, starts, isForAll, hasHeadings, last }: Others,
): string | undefined {
  const plain = startOf(end.text);
  const name = NAME.exec(plain)?.[0];
  if (name !== undefined && isLonger(name, names) && !title.includes(name)) return name;
  const group = isForAll ? GROUP.exec(plain)?.[1] : undefined;
  if (group !== undefined) return group;
  const other = FOR_NAMED.exec(plain)?.[1];
  const isOther =
    other !== undefined && !title.includes(other) && starts.some((start) => !start.includes(other));
  if (isOther && end === last) return other;
  const { heading, above = '' } = end.text;
  if (hasHeadings && isLabel(end)) return plainName(heading, title) ?? plainName(above, title);
  const isEarlier = last !== undefined && end.date < last.date;
  if (!isEarlier || end.kind !== 'cut-off' || end.certainty !== 'stated') return undefined;
  const called = CALLED_PART.exec(plain)?.[1];
  if (called !== undefined) return called;
  const isAboutHeading = sharesWord(heading, plain, [title, startOf(last.text)]);
  return isAboutHeading ? plainName(heading, title) : namedAlone(plain, [title, startOf(last.text)]);
}

/** Whether a text begins with a thing that its heading names, and the others do not. */
function sharesWord(heading: string, plain: string, others: readonly string[]): boolean {
  const wordsOf = (words: string): string[] =>
    (words.toLowerCase().match(/[a-z][\w-]{3,}/g) ?? []).map((word) => word.replace(/s$/, ''));
  const known = new Set(others.flatMap(wordsOf));
  const subject = new Set(wordsOf(plain).slice(0, MAX_SUBJECT));
  return wordsOf(heading).some((word) => subject.has(word) && !known.has(word));
}

/** Words of a text that may name what it is about. */
const MAX_SUBJECT = 4;

/** "Fenwick Relay Browser" begins with the name "Fenwick Relay". */
function isLonger(name: string, names: ReadonlySet<string | undefined>): boolean {
  const words = name.split(' ');
  return words.some((_word, count) => names.has(words.slice(0, count).join(' ')));
}

function pathOf({ heading, above = '' }: Text): string {
  return `${above}\n${heading}`;
}

function latestOf(statements: readonly Statement[]): Statement | undefined {
  return [...statements].sort((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
}

function isEnd(kind: Statement['kind']): boolean {
  return kind === 'cut-off' || kind === 'support-ends';
}

function isLabel({ text: { plain, heading, cells } }: Statement): boolean {
  if (cells !== undefined || plain === heading || plain.length > MAX_LABEL_CHARACTERS) return false;
  return plain.split(/\s+/).filter((word) => /[a-z]{2}/i.test(word)).length <= MAX_LABEL;
}

function plainName(heading: string, title: string): string | undefined {
  return heading === '' || GENERIC.test(heading) || title.includes(heading) ? undefined : heading;
}

/** From the first to the last name of the first sentence that the others do not have. */
function namedAlone(plain: string, others: readonly string[]): string | undefined {
  const [sentence = ''] = plain.split(/(?<=[.!?])\s/);
  const names = [...sentence.matchAll(NAMED)].filter(
    ({ 0: name, index }) =>
      others.every((other) => !other.includes(name)) && (index > 0 || /[A-Z]/.test(name.slice(1))),
  );
  const [first, last] = [names[0], names.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = sentence.slice(first.index, last.index + last[0].length);
  return span.length <= MAX_NAME ? span : first[0];
}

/** Characters of the names of parts. */
const MAX_NAME = 60;

/** Use of the whole ends once: an earlier end of it is a step on the way, unless a title names it. */
export function withOneEnd(statements: readonly Statement[]): Statement[] {
  const ends = statements.filter(
    ({ kind, scope, isWithdrawn }) => kind === 'cut-off' && scope === null && !isWithdrawn,
  );
  const end = ends.findLast(({ text }) => text.isTitle === true) ?? ends.at(-1);
  const whole = new Set(ends);
  return statements.map((statement) =>
    end !== undefined && whole.has(statement) && statement.date < end.date
      ? { ...statement, kind: 'other' }
      : statement,
  );
}
