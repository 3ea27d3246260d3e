import { isAffectedVersion, type Authentication } from '../campaign/affected.ts';
import { dayIn } from '../campaign/calendar.ts';
import {
  compareVersions,
  judgeVersion,
  readVersionFacts,
  versionsLike,
  type Verdict,
} from './version-verdict.ts';
import { answerByRule, describeByRule } from './answer-by-rule.ts';
import { describeOtherDeadlines, ofSameProduct } from './same-product.ts';
import { phaseIn } from './answer-passage.ts';
import { sourceOf, topicsOf, type Answer } from './answer.ts';
import { describeKnownDeadline, UNCONFIRMED } from './cut-off-text.ts';
import type { Guide, GuideEntry } from './guide.ts';
import { distanceTo, formatDate, localiseDates, type LocalNow } from './date-format.ts';

const INTENT = 'version-history';

/** Of one message; who names more gets the history. */
const MAX_VERSIONS = 3;

/**
 * What the documents say of versions that a message names, each in a paragraph; without a version history, what the
 * notice's own rule says. Of a single version, also what the other notices of the same product among `others` mean for it.
 * Null when nothing says anything.
 */
export function answerVersions(
  guide: Guide,
  named: NamedVersions,
  localNow: LocalNow,
  others: readonly Guide[] = [],
): Answer | null {
  const { versions } = named;
  if (versions.length === 0 || versions.length > MAX_VERSIONS) return null;
  const related = versions.length === 1 ? ofSameProduct(guide, others, localNow) : [];
  const entry = guide.entries.get(INTENT);
  return entry
    ? answerByHistory({ guide, entry, related }, named, localNow)
    : answerWithoutHistory(guide, named, related, localNow);
}

/** Versions that a message names. */
interface NamedVersions {
  versions: readonly string[];
  server: string | null;
  authentication?: Authentication | null;
  asks?: VersionQuestion | null;
}

function answerWithoutHistory(
  guide: Guide,
  { versions, server, authentication = null }: NamedVersions,
  related: readonly Guide[],
  localNow: LocalNow,
): Answer | null {
  const byRule = answerByRule(guide, { versions, server, authentication }, localNow);
  const [version] = versions;
  if (!byRule || version === undefined) return null;
  const history = related.find(({ entries }) => entries.has(INTENT));
  const rest = related.filter((other) => other !== history);
  const more = [
    ...(history ? describeByHistory(history, version, localNow) : []),
    ...describeOtherDeadlines(rest, { version, authentication }, localNow),
  ];
  return { ...byRule, paragraphs: [...byRule.paragraphs, ...more] };
}

function answerByHistory(
  { guide, entry, related }: { guide: Guide; entry: GuideEntry; related: readonly Guide[] },
  { versions, server, authentication = null, asks = null }: NamedVersions,
  localNow: LocalNow,
): Answer {
  const [only = '', ...more] = versions;
  const paragraphs = versions.map((version) => describeVersion(guide, version, localNow));
  const isStopped = phaseIn(guide, localNow) === 'after' && isAffectedVersion(only, guide.notice.affects);
  const deadlines = isStopped
    ? [] // what brings it back is the same, whatever comes next
    : describeOtherDeadlines(related, { version: only, authentication }, localNow);
  const isOne = more.length === 0 && !(asks === 'affected' && deadlines.length > 0);
  const word = asks !== null && isOne ? sayYesOrNo(guide, only, asks, localNow) : null;
  if (word !== null) paragraphs[0] = `**${word}**: ${paragraphs[0] ?? ''}`;
  if (more.length === 0) paragraphs.push(...describeNewest(guide, only, localNow), ...deadlines);
  const isSaid = paragraphs.some((text) => text.includes(UNCONFIRMED));
  if (guide.notice.status === 'unconfirmed' && !isSaid) paragraphs.push(UNCONFIRMED);
  const names = versions.join(', ');
  return {
    intent: INTENT,
    title: server ? `${server} with version ${names}` : `Version ${names}`,
    paragraphs,
    table: null,
    source: sourceOf(guide, entry),
    followUps: topicsOf(guide, [...nextSteps(guide), INTENT]),
  };
}

/** What the version history of another notice says of a version, where that is more than that the other notice leaves it alone. */
function describeByHistory(history: Guide, version: string, localNow: LocalNow): string[] {
  const { kind, known } = judgeVersion(version, readVersionFacts(history.notice), localNow);
  const saysMore = known !== null && (kind !== 'supported' || known.endOfSupport !== null);
  return saysMore ? [describeVersion(history, version, localNow)] : [];
}

/** What to take instead of a version that can't stay. */
function describeNewest(guide: Guide, version: string, localNow: LocalNow): string[] {
  const facts = readVersionFacts(guide.notice);
  const { kind } = judgeVersion(version, facts, localNow);
  const today = dayIn(localNow.now, localNow.zone);
  const newest = facts.known.find(({ released }) => released <= today)?.version;
  const canStay = kind === 'supported' || kind === 'unknown';
  if (canStay || newest === undefined) return [];
  const text = `The newest version that these documents know is **${newest}**.`;
  return [kind === 'out-of-support' ? text : `Upgrade it. ${text}`];
}

/** What is asked of a version with yes or no. */
export type VersionQuestion = 'supported' | 'affected';

/** Yes, no, or that the documents don't say it; null for a version that is only named in part, or that nothing is known of. */
function sayYesOrNo(guide: Guide, version: string, asks: VersionQuestion, localNow: LocalNow): string | null {
  const facts = readVersionFacts(guide.notice);
  const { kind, known } = judgeVersion(version, facts, localNow);
  if (known === null) return null;
  if (asks === 'affected') return kind === 'retired' ? 'Yes' : 'No';
  if (kind === 'out-of-support') return 'No';
  if (known.endOfSupport !== null) {
    return known.endOfSupport < dayIn(localNow.now, localNow.zone) ? 'No' : 'Yes';
  }
  return kind === 'supported' ? 'The documents do not say' : null;
}

/** What to do about a version, and the first topic that the version history leads to. */
export function nextSteps({ entries }: Guide): string[] {
  const [next] = entries.get(INTENT)?.intent.followUps ?? [];
  return ['what-to-do', ...(next === undefined ? [] : [next])];
}

/** A whole version has its verdict; a part of one has that of every version that begins so, in ranges. */
export function describeVersion(guide: Guide, version: string, localNow: LocalNow): string {
  const facts = readVersionFacts(guide.notice);
  const alike = versionsLike(version, facts, localNow);
  const [only, ...others] = alike;
  const verdict = judgeVersion(only !== undefined && others.length === 0 ? only : version, facts, localNow);
  const areAllAffected = alike.every((each) => isAffectedVersion(each, facts.affects));
  if (others.length === 0 || (verdict.kind === 'retired' && areAllAffected)) {
    return describeVerdict(guide, verdict, localNow);
  }
  return [`**${version}** matches ${alike.length} builds:`, ...describeRanges(guide, alike, localNow)].join(
    '\n- ',
  );
}

function describeRanges(guide: Guide, versions: readonly string[], localNow: LocalNow): string[] {
  const facts = readVersionFacts(guide.notice);
  const byState = new Map<string, string[]>();
  for (const version of versions) {
    const { kind, known } = judgeVersion(version, facts, localNow);
    const state = kind === 'supported' && !known?.endOfSupport ? NO_END : KIND_WORDS[kind];
    byState.set(state, [...(byState.get(state) ?? []), version]);
  }
  return [...byState].map(([state, range]) => {
    const [newest = ''] = range;
    const names = range.length === 1 ? newest : `${range.at(-1) ?? ''} to ${newest}`;
    return `**${names}**: ${state}`;
  });
}

/** An empty date doesn't say that support goes on. */
const NO_END = 'no end of support is stated';

/** In a few words, for lists. */
export const KIND_WORDS: Readonly<Record<Verdict['kind'], string>> = {
  retired: 'affected: upgrade or replace it',
  'out-of-support': 'out of support: upgrade',
  'below-minimum': 'below the minimum: upgrade',
  supported: 'not out of support',
  unknown: 'not in the version history',
};

/** One verdict in sentences that are true on the reader's day, with the note of the version history. */
export function describeVerdict(guide: Guide, verdict: Verdict, localNow: LocalNow): string {
  const note = verdict.known?.note ? ` Note: ${localiseDates(verdict.known.note, localNow.locale)}.` : '';
  return describeJudgement(guide, verdict, localNow) + note;
}

/** The same without the note. */
export function describeJudgement(guide: Guide, verdict: Verdict, localNow: LocalNow): string {
  const { kind, version, known, neighbours } = verdict;
  const released = known && formatDate({ date: known.released, precision: 'day' }, localNow.locale);
  const opening = `**${version}**${released ? `, released on ${released},` : ''}`;
  switch (kind) {
    case 'retired':
      return [
        `${opening} is affected. ${describeKnownDeadline(guide, localNow) ?? `${guide.notice.title}.`}`,
        ...(known?.endOfSupport ? [`${capitalise(describeEndOfSupport(verdict, localNow))}.`] : []),
      ].join(' ');
    case 'out-of-support':
      return `${opening} is out of support: ${known?.endOfSupport ? describeEndOfSupport(verdict, localNow) : describeNewerEnd(verdict, localNow)}. Upgrade it.${describeMinimum(verdict, localNow)}`;
    case 'below-minimum':
      return `${opening} is below a minimum.${describeMinimum(verdict, localNow)}${known?.endOfSupport ? ` ${capitalise(describeEndOfSupport(verdict, localNow))}.` : ''}`;
    case 'supported':
      return known?.endOfSupport
        ? `${opening} is supported: ${describeEndOfSupport(verdict, localNow)}.`
        : `${opening} is not affected. No end of its support is stated.`;
    case 'unknown':
      return `${describeRuleOf(guide, version)}${opening} is not in the version history, so I can’t judge ${describeRuleOf(guide, version) ? 'its support' : 'it'}.${describeMinimum(verdict, localNow)}${describeNeighbours(version, neighbours)}`;
  }
}

/** That a version is out of the notice's range holds whether or not the history has it. */
function describeRuleOf(guide: Guide, version: string): string {
  const told = describeByRule(guide, version);
  return told?.impact === 'not-affected' ? `${told.text} ` : '';
}

function describeNeighbours(version: string, neighbours: readonly string[]): string {
  const [first, ...others] = neighbours;
  if (first === undefined) return '';
  const nearest = ` The nearest known version${others.length > 0 ? 's are' : ' is'} ${neighbours.join(' and ')}.`;
  const isNewest = others.length === 0 && compareVersions(version, first) > 0;
  return isNewest ? `${nearest} By this day my documents do not say when a newer one comes.` : nearest;
}

function describeEndOfSupport({ known }: Verdict, localNow: LocalNow): string {
  if (!known?.endOfSupport) return 'no end is stated';
  const { date, away, isPast } = dated(known.endOfSupport, localNow);
  return isPast ? `its support ended on ${date}, ${away}` : `its support ends on ${date}, ${away}`;
}

/** Versions end in their order, so one without a stated end has ended with the next that has. */
function describeNewerEnd({ newerEnd }: Verdict, localNow: LocalNow): string {
  if (newerEnd === null) return 'no end is stated';
  const { date, away } = dated(newerEnd.endOfSupport, localNow);
  return `no end of its own is stated, but support for the newer ${newerEnd.version} ended on ${date}, ${away}`;
}

function describeMinimum({ minimum }: Verdict, localNow: LocalNow): string {
  if (!minimum) return '';
  const { date, away, isPast } = dated(minimum.date, localNow);
  const when = isPast ? `since ${date}, ${away}:` : `from ${date}, ${away}: then`;
  const qualifier = minimum.qualifier === '' ? '' : ` (${minimum.qualifier})`;
  return ` It is below ${minimum.version}${qualifier}, the stated minimum for ${lower(minimum.service)} ${when} ${lower(minimum.consequence)}.`;
}

function dated(day: string, localNow: LocalNow): { date: string; away: string; isPast: boolean } {
  const { days, words } = distanceTo(day, localNow);
  return {
    date: `**${formatDate({ date: day, precision: 'day' }, localNow.locale)}**`,
    away: words,
    isPast: days < 0,
  };
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
