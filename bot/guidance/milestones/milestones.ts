import type { Milestone, MilestoneKind, Unsettled } from '../guidance-map.ts';
import { dayBefore } from './calendar-date.ts';
import { namesYear } from './dates.ts';
import { isDigest, withItems } from './digest.ts';
import { withDefinedDeprecations, withLaterDeprecations } from './defined-terms.ts';
import { withEndsOfExistingUse } from './existing-use.ts';
import { withoutErasures } from './erasure.ts';
import { withLongerUse, withoutNamedEnds, withoutPartialEnds } from './goes-on.ts';
import { withHostedEnds } from './hosted.ts';
import { withOneEnd, withParts } from './parts.ts';
import { stronger } from './read-date.ts';
import { type Document, readStatements, type Statement } from './read-statements.ts';
import { withoutSuccessors } from './successors.ts';
import { startOf, type Text } from './text.ts';
import { findUnsettled } from './unsettled.ts';

/** What an announcement says of dates. */
export interface ReadDates {
  /** In order of date, each date once; an announcement that ends new use at once is two milestones of one day. */
  milestones: Milestone[];
  /** What an author should look at. */
  unsettled: Unsettled[];
}

/** Reads the milestones that an announcement states, and says which of them it is not sure of. */
export function readDates(document: Document, file: string): ReadDates {
  const read = readStatements(document);
  const { title, texts } = document;
  const own = withoutSuccessors(read.statements, texts, title);
  const defined = withDefinedDeprecations(own, texts);
  const existing = withEndsOfExistingUse(withLongerUse(withLaterDeprecations(defined)), texts);
  const parts = withParts(withoutPartialEnds(withHostedEnds(existing, title), texts), title);
  const named = withItems(parts, title);
  const ends = withoutNamedEnds(withoutErasures(withoutOutranked(withoutVague(named))), texts);
  const statements = mergeByDate(ends).sort(byDate);
  return {
    milestones: withoutMonthsOfDays(withOneEnd(statements))
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .map((statement) => toMilestone(statement, file)),
    unsettled: findUnsettled(document, { statements, unread: read.unread }, file),
  };
}

/**
 * The day, or month, on which existing use stops: of several the one that one of the titles names, else the latest; what
 * concerns a part of the product counts only where nothing concerns all of it. Where no end of use is stated, the end of
 * support. Null when the announcement states neither, and for a page that lists what ends of several things.
 */
export function cutOffOf(milestones: readonly Milestone[], titles: readonly string[]): string | null {
  for (const kind of ['cut-off', 'support-ends'] as const) {
    const ends = milestones.filter((milestone) => milestone.kind === kind);
    const ofAll = ends.filter(({ scope }) => scope === undefined);
    if (ofAll.length === 0 && titles.some((title) => isDigest(title))) continue;
    const candidates = ofAll.length > 0 ? ofAll : ends;
    const named = candidates.filter(({ text }) => titles.includes(text));
    const last = (named.length > 0 ? named : candidates).at(-1);
    if (last) return last.date;
  }
  return null;
}

/** A deprecation to come, or the end of support for a way to connect, is an end only where nothing else says when use stops: else a step to it. */
function withoutVague(statements: readonly Statement[]): Statement[] {
  const isVague = ({ kind, elseKind, certainty }: Statement): boolean =>
    kind === 'cut-off' &&
    certainty === 'implied' &&
    (elseKind === 'announced' || elseKind === 'support-ends');
  const ends = statements.filter((statement) => statement.kind === 'cut-off' && !isVague(statement));
  const isRepeated = ({ date }: Statement): boolean =>
    ends.some((end) => end.date.startsWith(date) || date.startsWith(end.date));
  return statements.map((each) => {
    const isOfService = each.elseKind === 'support-ends' && TECHNICAL.test(each.text.plain);
    if (!isVague(each) || isRepeated(each) || (ends.length === 0 && !isOfService)) return each;
    return {
      ...each,
      kind: each.elseKind === 'support-ends' ? 'support-ends' : 'other',
      certainty: 'stated',
    };
  });
}

/** Support as a service, and not what a product can do. */
const TECHNICAL = /\btechnical (?:support|assistance)\b/i;

/** A date that only a duty or a duration implies is no cut-off beside one that is stated. */
function withoutOutranked(statements: readonly Statement[]): Statement[] {
  const isStated = statements.some(
    ({ kind, certainty, scope }) => kind === 'cut-off' && certainty === 'stated' && scope === null,
  );
  if (!isStated) return [...statements];
  const stated = new Set(
    statements
      .filter(({ kind, certainty }) => kind === 'cut-off' && certainty === 'stated')
      .map(({ date }) => date),
  );
  const months = new Set([...stated].map((date) => date.slice(0, 7)));
  const isKnown = ({ date }: Statement): boolean => stated.has(date) || months.has(date);
  return statements.flatMap((statement) => {
    if (statement.certainty === 'stated' || isKnown(statement)) return [statement];
    const { elseKind: kind } = statement;
    if (kind === 'passing') return [];
    const scope = kind === 'cut-off' ? (statement.scope ?? exceptionOf(statement.text)) : statement.scope;
    return [{ ...statement, kind, scope, certainty: 'stated', isOutranked: true }];
  });
}

/** Words of a sentence before its verb, which say what goes on when the rest has ended. */
const SUBJECT =
  /^(?:(?:however|please note that|note that|in addition)\W+)?((?:(?!(?:it|they|this|these|you|we|which|that|who)\b)[\w'’-]+ ){1,5})(?:(?:will|can|may|is|are|remains?|continues?|keeps?|works?|has|have)\b|(?:that|which|who)\b)/i;

function exceptionOf({ plain }: Text): string {
  return SUBJECT.exec(plain)?.[1]?.trim() ?? 'exceptions';
}

/** Of one date the stronger kind first. */
function byDate(a: Statement, b: Statement): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return stronger(a.kind, b.kind) === a.kind ? -1 : 1;
}

/** On one day both can come, where different texts say so: a kind, and the one beside which it stays. */
const BOTH = new Map<MilestoneKind, MilestoneKind>([
  ['announced', 'new-use-ends'],
  ['new-use-ends', 'support-ends'],
]);

/**
 * One statement for each date: the first place, the strongest kind that is not only implied. A month repeats a day of it
 * that says the same. What is announced and ends new use on one day is both, and so is what ends new use and support.
 */
function mergeByDate(statements: readonly Statement[]): Statement[] {
  const stated = new Set(statements.filter(isStated).map(({ date, kind }) => `${date} ${kind}`));
  const isBoth = ({ kind, date, text }: Statement): boolean =>
    stated.has(`${date} ${BOTH.get(kind) ?? ''}`) && !(kind === 'new-use-ends' && SUPPORTED.test(text.plain));
  const merged = mergeAlike(statements.filter((statement) => !isBoth(statement)));
  const stays = ({ kind, date }: Statement): boolean =>
    merged.some((other) => other.date === date && other.kind === BOTH.get(kind));
  return [...merged, ...mergeAlike(statements.filter((statement) => isBoth(statement) && stays(statement)))];
}

/** "It is no longer supported for new orders" says the one with the words of the other. */
const SUPPORTED = /\bsupported\b/i;

function mergeAlike(statements: readonly Statement[]): Statement[] {
  const known = new Map<string, Statement>();
  for (const statement of statements) {
    const first = known.get(statement.date);
    if (first === undefined) {
      known.set(statement.date, { ...statement });
      continue;
    }
    const kind = kindOfBoth(first, statement);
    first.mentions = mentionsOfBoth(first, statement, kind);
    const isOfAll = statement.scope === null && (isStated(statement) || !isStated(first));
    if (kind !== first.kind || isOfAll) first.scope = statement.scope;
    first.kind = kind;
    first.isWithdrawn ||= statement.isWithdrawn;
    if (statement.certainty === 'stated') first.certainty = 'stated';
  }
  const merged = withMonths([...known.values()]);
  return withoutMonthsOfDays(merged).filter(
    (statement) => !isEveOfKnownDay(statement, merged) && !isMorrowOfKnownDay(statement, merged),
  );
}

/** Where one text says that use ends in a month, and another that support ends on a day of that month, use ends on that day. */
function withMonths(statements: readonly Statement[]): Statement[] {
  const months = new Set(
    statements
      .filter(
        ({ precision, kind, certainty }) =>
          precision === 'month' && kind === 'cut-off' && certainty === 'stated',
      )
      .map(({ date }) => date),
  );
  return statements.map((statement) =>
    statement.kind === 'support-ends' &&
    statement.precision === 'day' &&
    months.has(statement.date.slice(0, 7))
      ? { ...statement, kind: 'cut-off' }
      : statement,
  );
}

/** "It retires on March 31" and "it is blocked from April 1 on" say the same, unless more is said of the second day. */
function isMorrowOfKnownDay(
  { date, precision, kind, mentions }: Statement,
  all: readonly Statement[],
): boolean {
  if (precision === 'month' || kind !== 'cut-off') return false;
  const eve = dayBefore(date);
  return all.some(
    (other) => other.date === eve && other.kind === kind && isStated(other) && other.mentions >= mentions,
  );
}

/**
 * The last day of one phase is no milestone beside the first day of the next, on which support or use ends; nor is the day
 * until which something goes on, or before which one has to sign up.
 */
function isEveOfKnownDay(statement: Statement, all: readonly Statement[]): boolean {
  const { date, precision, kind, text } = statement;
  const isPhase = kind === 'other' || (kind === 'cut-off' && !isStated(statement));
  const isDuty = kind === 'new-use-ends' && BEFORE.test(startOf(text));
  if (precision === 'month' || !(isPhase || isDuty)) return false;
  const isNext = (other: Statement): boolean => (isDuty ? other.kind === kind : isEnd(other));
  return all.some((other) => isNext(other) && other.precision === 'day' && dayBefore(other.date) === date);
}

const BEFORE = /\b(?:before|prior to|by)\b/i;

/** Its own words say it. */
function isStated({ certainty, isOutranked }: Statement): boolean {
  return certainty === 'stated' && !isOutranked;
}

function isEnd({ kind }: Statement): boolean {
  return kind === 'support-ends' || kind === 'cut-off';
}

function mentionsOfBoth(first: Statement, second: Statement, kind: MilestoneKind): number {
  const isRepeated = first.kind === second.kind && first.text.plain === second.text.plain;
  if (isRepeated) return first.mentions;
  return (first.kind === kind ? first.mentions : 0) + (second.kind === kind ? second.mentions : 0);
}

/** A date that was withdrawn stays so. */
function kindOfBoth(first: Statement, second: Statement): MilestoneKind {
  const withdrawn = [first, second].find(({ isWithdrawn }) => isWithdrawn);
  if (withdrawn) return withdrawn.kind;
  if (isOutdone(second, first)) return first.kind;
  return isOutdone(first, second) ? second.kind : stronger(first.kind, second.kind);
}

function isOutdone(statement: Statement, other: Statement): boolean {
  return (
    statement.yields &&
    other.certainty === 'stated' &&
    (other.kind === 'support-ends' || other.kind === 'new-use-ends')
  );
}

function withoutMonthsOfDays(statements: readonly Statement[]): Statement[] {
  return statements.filter((statement) => !isMonthOfKnownDay(statement, statements));
}

/** A month adds nothing to a day of it that says the same or more than a step on the way, or on which the end comes. */
function isMonthOfKnownDay(month: Statement, all: readonly Statement[]): boolean {
  if (month.precision !== 'month') return false;
  const days = all.filter(({ precision, date }) => precision === 'day' && date.startsWith(`${month.date}-`));
  return days.some(
    (day) =>
      day.kind === month.kind ||
      month.kind === 'other' ||
      (isEnd(day) && (isEnd(month) || month.kind === 'announced')),
  );
}

function toMilestone({ date, precision, kind, scope, text }: Statement, file: string): Milestone {
  const source = { file, line: text.line };
  return { date, precision, kind, ...(scope === null ? {} : { scope }), text: text.text, source };
}

/**
 * Date of the milestone that a sentence states, or null; of several the one of the strongest kind.
 * With `sameKind` the sentence must also say the same of it: a linked article may name that day for
 * another reason.
 */
export function statedMilestone(
  sentence: Pick<Text, 'text' | 'plain' | 'line'>,
  milestones: readonly Milestone[],
  options: { sameKind: boolean },
): string | null {
  if (!namesYear(sentence.plain)) return null;
  const { statements } = readStatements({ title: '', texts: [{ ...sentence, heading: '' }] });
  const stated = statements.flatMap((statement) => {
    const milestone = milestones.find((known) => isSameDate(known, statement));
    if (milestone === undefined || (options.sameKind && milestone.kind !== statement.kind)) return [];
    return [milestone];
  });
  const [first, ...rest] = stated;
  if (first === undefined) return null;
  return rest.reduce((best, next) => (stronger(best.kind, next.kind) === best.kind ? best : next), first)
    .date;
}

/** "In October 2023" repeats 1 October 2023 when it says the same of it. */
function isSameDate(milestone: Milestone, { date, kind }: Statement): boolean {
  return milestone.date === date || (milestone.kind === kind && milestone.date.startsWith(`${date}-`));
}
