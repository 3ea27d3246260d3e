import type { StatedDate } from './dates.ts';
import { clausesOf, hasVerb } from './clauses.ts';
import { COMPLETED, WORKS_WHILE_SUPPORTED } from './rules/cut-off.ts';
import { SUCCESSOR } from './rules/in-passing.ts';
import { readClause, type Reading, type StatementRule } from './rules/statement-rules.ts';
import { ADVERBS, SWITCHED_OFF } from './rules/vocabulary.ts';

/** Readings from the weakest to the strongest: of two for one date the stronger holds. */
const STRENGTH: readonly Reading[] = [
  'passing',
  'other',
  'announced',
  'new-use-ends',
  'support-ends',
  'cut-off',
];

export function stronger<R extends Reading>(a: R, b: R): R {
  return STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b;
}

export type Read = Omit<StatementRule, 'constructions'>;

const ANNOUNCED: Read = { reading: 'announced', certainty: 'stated' };
const WITHDRAWN: Read = { reading: 'other', certainty: 'stated', isWithdrawn: true };
const CUT_OFF: Read = { reading: 'cut-off', certainty: 'stated' };
const PASSING: Read = { reading: 'passing', certainty: 'stated' };

/** "July 8, 2026, the day of this announcement": says what the date is, whatever the rest of the sentence says. */
const APPOSITION = /^\W*the (?:day|date) of (?:this|the|our) announcement\b/i;
/** "May 5, 2027: Starting June 2, 2028, ...": the day of the message. */
const DATELINE = /^\W*@\W{1,3}(?:starting|beginning|effective|on|as of|after|from|by)\b[^@#]{0,20}#/i;
/** "The removal date was @, but this was extended to #" */
const MOVED =
  /@[^@#]*\b(?:extended|postponed|moved|pushed|delayed|deferred|changed|rescheduled)\b[^@#]*\b(?:to|until) #|@[^@#]*\bnew (?:\w+ )?(?:date|deadline) (?:is|will be) #/i;
/** "The retirement, planned for @, won't take place" */
const CALLED_OFF =
  /@[^@#]*(?:\bnot|n['’]t|\bno longer) (?:take place|happen|go ahead|proceed|be carried out)\b/i;
/** A date that another one follows at once was struck out for it. */
const STRUCK = /@ #/;
/** Says who is meant by a word: "Customers who had relays in @ are considered existing customers" */
const DEFINES =
  /\b(?:who|that|which|with)\b[^@]*@[^@#]*\b(?:is|are) (?:considered|counted|treated|regarded)(?: as)?\b/i;
/** "It is removed from new tenants on #, and from all others on @": what is said of the other date alone. */
const SAID_OF_OTHER =
  /^\W*(?:after|since) [^@#]{0,40}#\W{0,2}(?:and|but) (?=before\b|until\b)|^\W*(?:following|due to|because of|given|owing to|in line with) [^@#]{3,100}#, (?=[^@#]*@)|\b(?:for|from|in|to) [^#@]{0,60}(?:#,? (?:and|but) (?=(?:(?:on|from|by|in) @ )?(?:for|from|in|to)\b)|,? (?:and|but) (?=(?:on|from|by|in) @ (?:for|from|in|to)\b))/i;
/** What is left of it: "It stops on # on @". */
const OTHER_BEFORE = /\b(?:on|from|by|in|after) # (?=(?:on|from|by|in|after) @)/i;
/** "You can upgrade until @, when Relay is shut down": the day of what follows. */
const WHEN = /(?<=^[^@#]{20,}@)(, (?:the (?:day|date) )?)when /;
/** "Relay is removed in version 5, which will be released on May 5, 2027": the day of the version is the one of the end. */
const RELEASE =
  /\b(?:in|from|with|by) (?:the )?(?:[\w.-]+ ){0,2}(?:v?\d[\w.]*|release|version),? \(?(?:(?:which|that) )?(?:(?:will be|is|are) )?(?:released|published|available|planned|due|scheduled|expected)(?: (?:for|to)(?: be released| ship)?)?(?: on| in)? @/i;
/** "Relay 2 (unsupported since March 1, 2027) is removed on May 5, 2027": what an aside says of its own date. */
const OTHER_ASIDE = / \((?:[^()@#]+ )#\)/g;
/** Words that speak of a date that was named before. */
export const BACK =
  /\b(?:by then|from then|since then|after which|(?:at|by|from) which (?:point|time|date|day)|afterwards|thereafter|(?!at this time)(?:after|from|on|at|by|until|beyond|past) (?:that|this|the|its)(?: [\w-]+){0,3}? (?:day|date|time|point|deadline|retirement|removal|cut-?off|freeze)|then|on the day|that (?:same )?day)\b/i;

/** "From @, it is removed from the store": what follows with "and" holds from then on, too. */
const FRONTED =
  /^\W*(?:on|from|by|after|since|as of|starting|beginning|effective|once)\b(?:[^@#]{0,20}|[^@#]{0,20}#[^@#]{1,60}\band (?:\w+ )?)@/i;
const SAME_SUBJECT = /^\W*(?:will|is|are|be|has|have|no longer|can|cannot|won['’]t|we(?:['’]ll| will)) /i;
/** "On @, new forms can't be created, and existing forms stop": of use itself, beside what ends first. */
const OF_EXISTING =
  /^\W*(?:all |any |your |the |those )*(?:existing|remaining|current|running|other) [\w -]{1,40}? (?:will |are |is )?(?:be )?\w+/i;

function continues(clause: string): boolean {
  return (SAME_SUBJECT.test(clause) || OF_EXISTING.test(clause)) && !/[@#]/.test(clause);
}

/** "After that day there are no fixes, and servers are shut off": what is said behind it holds from then on, too. */
const THEREAFTER = /^\W*(?:after|from|as of) (?:that|this|which)\b/i;

/** What happens to those who do not do it by then: "or their connections fail". */
const ELSE = /^\W*(?:or (?:else\b|your|their|its|they|it|you)|otherwise)\b/i;

/** What happens to its use: "connections that use it are refused". */
const USING_IT = /\b(?:using|us(?:e|es)|with|over|via|through|on) (?:it|them)\b/i;

/** What is switched off together with what the clause before is about: "and its servers are shut down". */
const OF_IT = new RegExp(
  String.raw`^\W*(?:its|their|all (?:its|their|of its|of their)) (?:[\w-]+ ){1,3}(?:will be|are|is)${ADVERBS} ${SWITCHED_OFF}\b`,
  'i',
);

/** A sentence, or as much of it as may speak of the date at `index`. */
export interface Excerpt {
  plain: string;
  dates: readonly StatedDate[];
  index: number;
}

/** Characters on each side of a date that are read: the work stays linear in a text that is one long sentence. */
const REACH = 500;

export function excerptAround(plain: string, dates: readonly StatedDate[], index: number): Excerpt {
  if (plain.length <= REACH) return { plain, dates, index };
  const { start = 0, end = 0 } = dates[index] ?? {};
  const from = Math.max(0, start - REACH);
  const to = end + REACH;
  let first = index;
  while ((dates[first - 1]?.start ?? -1) >= from) first--;
  let last = index;
  while ((dates[last + 1]?.end ?? Infinity) <= to) last++;
  const within = dates.slice(first, last + 1);
  return {
    plain: plain.slice(from, to),
    dates: within.map((date) => ({ ...date, start: date.start - from, end: date.end - from })),
    index: index - first,
  };
}

/**
 * What a sentence says of one of its dates: what the date's own clause says, made stronger by clauses that refer to
 * it; else what the clauses beside it say that have no date of their own; else what the whole sentence or, for a
 * date that stands alone, the heading says.
 */
export function readDate({ plain, dates, index }: Excerpt, heading: string, title: string): Read | null {
  const words = withPlaceholders(plain, dates, index)
    .replace(WHEN, '$1at which point ')
    .replace(RELEASE, 'on @')
    .replace(OTHER_ASIDE, '');
  if (DATELINE.test(words)) return ANNOUNCED;
  if (MOVED.test(words)) return WITHDRAWN;
  if (STRUCK.test(words) || DEFINES.test(words)) return PASSING;
  if (CALLED_OFF.test(words)) return WITHDRAWN;
  const start = words.slice(0, REACH);
  if (SUCCESSOR.some(({ says }) => says.test(start))) return PASSING;
  if ([...COMPLETED, ...WORKS_WHILE_SUPPORTED].some(({ says }) => says.test(start))) return CUT_OFF;
  const clauses = clausesOf(words);
  const own = clauses.findIndex((clause) => clause.includes('@'));
  const isDated = (clause: string | undefined): boolean => clause === undefined || /[@#]/.test(clause);
  const beside: string[] = [];
  for (let i = own + 1; !isDated(clauses[i]); i++) beside.push(clauses[i] ?? '');
  if (!clauses.slice(0, own).some((clause) => isDated(clause))) beside.unshift(...clauses.slice(0, own));
  const ownClause = (clauses[own] ?? '').replace(SAID_OF_OTHER, '').replace(OTHER_BEFORE, '');
  if (APPOSITION.test(beside.find((clause) => clauses.indexOf(clause) > own) ?? '')) return ANNOUNCED;
  const fromOwn = readClause(ownClause);
  if (fromOwn?.isFinal) return fromOwn;
  const isSilent = fromOwn === null || fromOwn.isWeak === true || fromOwn.isOpen === true;
  const behind = beside.findIndex((clause) => THEREAFTER.test(clause));
  const referring = beside.filter(
    (clause, at) =>
      isSilent ||
      (behind >= 0 && at > behind) ||
      [BACK, ELSE, USING_IT, OF_IT].some((refers) => refers.test(clause)),
  );
  const going = FRONTED.test(ownClause) ? clauses.slice(own + 1).filter((clause) => continues(clause)) : [];
  const read = strongest([
    fromOwn,
    ...referring.map((clause) => readClause(clause) ?? readThen(clause)),
    ...going.map((clause) => readClause(clause)).filter((each) => each?.certainty === 'stated'),
  ]);
  if (read !== null && read.reading !== 'passing' && !read.isWeak) return read;
  const hasOwnSubject = OWN_SUBJECT.test(ownClause) && hasVerb(ownClause);
  const isChange = fromOwn?.isWeak === true;
  const isOfOther = (clause: string, at: number): boolean =>
    (at < own || (isChange && at > own)) && clause.includes('#');
  const whole = readClause(
    hasOwnSubject || isChange ? clauses.filter((clause, at) => !isOfOther(clause, at)).join(', ') : words,
  );
  if (whole !== null && !whole.isWeak) return whole;
  if (/^\W*@\W*$/.test(words) && DATE_HEADING.test(heading)) return readHeading(title) ?? whole;
  if (EFFECTIVE.test(plain)) return readHeading(heading === '' ? title : heading) ?? whole;
  return wordsOf(ownClause) <= 4 && clauses.length <= 2 ? readClause(heading) : whole;
}

/** A statement of its own: "and Node 26 becomes current on @" says nothing of what ends on another day. */
const OWN_SUBJECT = /^\W*(?:[A-Z][\w.]*|the|our|your|all|existing|new)\s/;

/** "at which point they are no longer sent": what holds from the date on. */
export function readThen(clause: string): Read | null {
  const read = BACK.test(clause) ? readClause(clause.replace(BACK, 'from @')) : null;
  return read?.certainty === 'stated' && !read.isWeak ? read : null;
}

/** A line that dates what its heading, or the title, says. */
const EFFECTIVE =
  /^\W*(?:change )?(?:effective|in effect|deadline|(?:estimated |planned )?date (?:of|for) (?:the )?change|effective date)\b\W*(?:as of|on|from|since|date)?\W*[\w, ]{0,20}\d{4}\W*$/i;

/** A heading that says of the date under it only that it is one: the title says of what. */
const DATE_HEADING =
  /^\W*(?:(?:target|effective|planned|expected|proposed) )?(?:dates?|when|timeline|timeframe|deadline)\W*$/i;

function readHeading(heading: string): Read | null {
  return readClause(heading) ?? readClause(`${heading} on @`);
}

export function wordsOf(clause: string): number {
  return clause.split(/\s+/).filter((word) => /\w/.test(word)).length;
}

/** "In late June 2026" says the same as "in June 2026". */
const PART_OF_MONTH =
  /\b(?:the )?(?:early|mid|middle of|late|beginning of|start of|first half of|second half of)[ -](?=[@#])/gi;

/** The text with `@` for one of its dates and `#` for the others. */
export function withPlaceholders(plain: string, dates: readonly StatedDate[], index: number): string {
  const clean = plain.replace(/[@#]/g, ' ');
  let text = '';
  let end = 0;
  for (const [i, date] of dates.entries()) {
    if (date.start < end) continue; // the end of a range, which shares its text with the start
    text += clean.slice(end, date.start) + (i === index || dates[index]?.start === date.start ? '@' : '#');
    end = date.end;
  }
  return (text + clean.slice(end)).replace(PART_OF_MONTH, '');
}

export function strongest(reads: readonly (Read | null)[]): Read | null {
  return reads.reduce((best, next) => {
    if (best === null || next === null) return best ?? next;
    if (best.reading === next.reading) return best.certainty === 'stated' ? best : next;
    if (isOnlyDeprecation(best) && isPartialEnd(next)) return next;
    if (isOnlyDeprecation(next) && isPartialEnd(best)) return best;
    return stronger(best.reading, next.reading) === best.reading ? best : next;
  }, null);
}

/** "It is scheduled for deprecation, and gets no more fixes then": the second part says what ends. */
function isOnlyDeprecation({ certainty, elseReading }: Read): boolean {
  return certainty === 'implied' && elseReading === 'announced';
}

function isPartialEnd({ reading, certainty }: Read): boolean {
  return certainty === 'stated' && (reading === 'support-ends' || reading === 'new-use-ends');
}

/** What a text that refers to a date says of it: "After that day calls fail." */
export function kindFrom(plain: string): Reading | null {
  const clauses = clausesOf(plain.replace(BACK, ' ').trim());
  const reads = clauses.map((clause) => {
    const then = readClause(`${clause} @`);
    return (
      readClause(clause) ?? (then?.reading === 'new-use-ends' || then?.certainty === 'implied' ? then : null)
    );
  });
  return strongest(reads.filter((read) => read?.isWeak !== true))?.reading ?? null;
}
