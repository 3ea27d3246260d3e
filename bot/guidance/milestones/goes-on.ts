import type { MilestoneKind } from '../guidance-map.ts';
import { clausesOf } from './clauses.ts';
import { findDates } from './dates.ts';
import { statesEnd } from './named-ends.ts';
import type { Statement } from './read-statements.ts';
import { readClause } from './rules/statement-rules.ts';
import { startOf, type Text } from './text.ts';

/** Use that goes on behind an end, as a fact and not as what somebody has to do for it. */
const GOES_ON = [
  /\b(?:remains?|stays?|continues?|keeps?|still)\b[^.]{0,50}\b(?:operational|run(?:ning)?|work(?:ing)?|function(?:al|ing)?|available|usable)\b[^.]{0,30}\b(?:after|beyond)\b/i,
  /\b(?:still be|keep being|go on being) used (?:after|beyond)\b/i,
  /\b(?:apps?|applications?|SDKs?|workloads?|installations?|clients?|it) will continue to (?:function|work|run|operate)\b/i,
  /\byou (?:can|may) (?:still|continue to|go on|keep) (?:us|access|open|run|work|install|download)(?:e|ing|ning)?\b[^.]*\b(?:but|without|although)\b[^.]*\b(?:support|fix(?:es)?|updates?|patch(?:es)?)\b/i,
  /\b(?:existing|current|your)\b[^.]{0,60}\b(?:continues?|keeps?|remains?|stays?)\b[^.]*\b(?:but|without|although|however)\b[^.]*\b(?:support|fix(?:es)?|updates?|patch(?:es)?)\b/i,
];
const DUTY =
  /\b(?:must|need|have to|has to|ensure|so that|unless|if you (?!(?:still )?have)|to (?:keep|continue)|migrate|upgrade|update to|move|not|no longer)\b|n['’]t\b|,? (?:until|through) /i;

/** What goes on up to a day ends at it: "will continue to run until the sunset date". */
const LIMIT = /^[^.;]*\b(?:until|till|through|up to)\b/i;

/** Words for the end of a product that some vendors use where only its support ends. */
const NAMED_END = /\b(?:retir\w+|sunset\w*|discontinu\w+|end[ -]of[ -]life)\b/i;

/**
 * What an announcement calls a retirement is an end of support where it says that use goes on after it without fixes, or only
 * that there are no fixes any more.
 * Returns the statements, and changes none of them.
 */
export function withoutNamedEnds(statements: readonly Statement[], texts: readonly Text[]): Statement[] {
  const goesOn = texts.some(({ plain }) => saysGoesOn(plain)) && texts.some(saysSupportEnds);
  if (!goesOn && !losesOnlyFixes(statements, texts)) return [...statements];
  return statements.map((statement) =>
    statement.kind === 'cut-off' && NAMED_END.test(statement.text.plain)
      ? { ...statement, kind: 'support-ends' }
      : statement,
  );
}

/** Whether the only end is called so, and no text says more of it than that there are no fixes any more. */
function losesOnlyFixes(statements: readonly Statement[], texts: readonly Text[]): boolean {
  const ends = statements.filter(({ kind }) => kind === 'cut-off' || kind === 'support-ends');
  const isOne = new Set(ends.map(({ date }) => date)).size === 1;
  return (
    isOne &&
    ends.every((end) => end.kind === 'support-ends' || isNamedEnd(end)) &&
    texts.some(saysNoFixes) &&
    !texts.some(saysUseEnds)
  );
}

const FIXES = /\b(?:(?:security|bug) ?(?:and [a-z]+ )?(?:fix(?:es)?|patch(?:es)?|updates?)|patches)\b/i;
/** Before the end. */
const MEANWHILE = /\b(?:until|till|before|during|between|period|phase|mode|now|meantime)\b/i;

function saysNoFixes({ plain }: Text): boolean {
  const isEnd = (clause: string): boolean =>
    FIXES.test(clause) && readClause(clause)?.reading === 'support-ends';
  return findDates(plain).length === 0 && !MEANWHILE.test(plain) && clausesOf(plain).some(isEnd);
}

function saysUseEnds({ plain }: Text): boolean {
  return clausesOf(plain).some((clause) => !NAMED_END.test(clause) && statesEnd(clause));
}

/** Says that what exists goes on working, and names no day until which it does. */
const KEEPS_WORKING =
  /^\W*(?:(?:[\w-]+ ){1,3}means (?:that )?)?(?:all |any |your |the )*(?:existing|current) (?:[^.]|\.(?=\d)){1,80}?\b(?:continues?|keeps?|go(?:es)? on|still) (?:to )?(?:work|run|function|operat)(?:s|e|es|ing)?\W*(?:as (?:before|usual|normal|is)\W*)?(?:and [^.]{1,60} (?:remains?|stays?|available|accessible|usable)\b[^.]*\.?)?$/i;

/**
 * What is called an end is only an end of new use, or of support, where the announcement says that of the same day, and
 * that what exists keeps working. Returns the statements, and changes none of them.
 */
export function withoutPartialEnds(statements: readonly Statement[], texts: readonly Text[]): Statement[] {
  if (!texts.some(keepsWorking)) return [...statements];
  const partial = new Map(
    statements.filter(({ kind }) => LESS_THAN_USE.includes(kind)).map(({ date, kind }) => [date, kind]),
  );
  return statements.map((statement) => {
    const kind = statement.kind === 'cut-off' ? partial.get(statement.date) : undefined;
    const isLess = kind === 'new-use-ends' || (kind === 'support-ends' && isNamedEnd(statement));
    return isLess ? { ...statement, kind } : statement;
  });
}

/** Says how long those who have it keep it. */
const KEPT_UNTIL =
  /^\W*(?:(?:all|any|your|the) )*(?:existing|current) (?:[\w-]+ ){1,5}?(?:can|will|may|keeps?|continues?|remains?|retains?|ha(?:ve|s))\b[^.]*\b(?:until|till|through)\b/i;
/** Says of an end that it is one of what is offered. */
const OFFERED = /\b(?:offer|avail|sell|sold|open|list|provid)\w*\b/i;

/**
 * What is no longer offered ends for new use only, where those who have it keep it until a later day, on which it ends.
 * Changes no statement.
 */
export function withLongerUse(statements: readonly Statement[]): Statement[] {
  const isKept = ({ kind, text }: Statement): boolean => kind === 'cut-off' && KEPT_UNTIL.test(startOf(text));
  const last = statements
    .filter(isKept)
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const isOffer = ({ kind, date, text }: Statement): boolean =>
    kind === 'cut-off' && last !== undefined && date < last && OFFERED.test(startOf(text));
  if (!statements.some(isOffer)) return [...statements];
  return statements.map((statement) => {
    if (isKept(statement)) return { ...statement, certainty: 'stated' };
    return isOffer(statement) ? { ...statement, kind: 'new-use-ends' } : statement;
  });
}

/** Says that what was made before a day goes on working after it. */
const KEEPS_OLD_WORKING =
  /\b(?:created|registered|provisioned|deployed|installed) (?:on or )?before [^.]{4,30}? (?:will )?(?:continue|keep|remain)/i;

/** Whether a text says that what exists keeps working. */
export function keepsWorking({ plain }: Text): boolean {
  return KEEPS_WORKING.test(plain) || KEEPS_OLD_WORKING.test(plain);
}

const LESS_THAN_USE: readonly MilestoneKind[] = ['new-use-ends', 'support-ends'];

/** A row's date is called an end by its column. */
function isNamedEnd({ text: { plain, cells = [] } }: Statement): boolean {
  return [plain, ...cells.map(({ header }) => header)].some((words) => NAMED_END.test(words));
}

/** What a product never did is no end: "Relay does not support folders." */
const NEVER = /\b(?:do|does)(?: not|n['’]t) support\b/i;

function saysSupportEnds({ plain }: Text): boolean {
  return (
    !isQuestion(plain) &&
    clausesOf(plain).some((clause) => !NEVER.test(clause) && readClause(clause)?.reading === 'support-ends')
  );
}

function isQuestion(plain: string): boolean {
  return /\?\W*$/.test(plain);
}

function saysGoesOn(plain: string): boolean {
  if (isQuestion(plain)) return false;
  return GOES_ON.some((says) => {
    const said = says.exec(plain);
    if (said === null) return false;
    const end = said.index + said[0].length;
    if (LIMIT.test(plain.slice(end))) return false;
    const upToIt = plain.slice(0, end);
    const [fact = ''] = upToIt.split(/\b(?:but|although|however)\b/i);
    return !DUTY.test(fact) && !/^\W*(?:to\b|if (?!you still))/i.test(fact);
  });
}
