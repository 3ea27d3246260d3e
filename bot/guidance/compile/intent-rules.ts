import type { AffectedRule } from '../../campaign/affected.ts';
import type { Link, Milestone, MilestoneKind } from '../guidance-map.ts';
import { LEADS } from '../intent-catalogue.ts';
import { columnOf } from '../version-columns.ts';
import { describeAffected } from '../affected-text.ts';
import {
  distinct,
  findPiece,
  findPieces,
  findSection,
  followLink,
  type Found,
  fromPieces,
  type Notice,
  states,
} from './notice-lookup.ts';
import type { BuiltSection, Piece } from './pieces.ts';

/** What a notice says beyond its sections. */
export interface Settled {
  /** `YYYY-MM-DD`, `YYYY-MM`, `tenant` or null. */
  cutOff: string | null;
  affects: AffectedRule;
  subject: string;
  title: string;
  sourceUrl: string | null;
}

const EFFECT =
  /\b(?:stop|cease)\w* \w+|\b(?:no longer|cannot|can['’]t|won['’]t|will not|refuses?|fails?|lose|deleted|turned off|gets? (?:an? )?(?:error|status))\b/i;
/** Answers the question in its heading, and says nothing without it. */
const REPLIES = /^(?:yes|no)\b/i;
const OPENS_LIST = /:$/;
const IN_USE =
  /\bif you(?:'re|’re| are)?(?: \w+)? (?:using|running|use|run)\b|\bstill (?:us(?:e|es|ing)|runs?|running|on)\b/i;
const ACTION_REQUIRED =
  /\b(?:must|ha(?:ve|s) to|should|need(?:s)? to) (?:take action|migrate|upgrade|move|update|act|replace|switch|be (?:on|off|moved|migrated|replaced|upgraded))\b|^what (?:to|you (?:should|must|need to)) do\b/i;
const REPLACED =
  /\bin favou?r of\b|\b(?:replaced|superseded) (?:by|with)\b|\breplacements?\b|\bsuccessor\b|\balternatives?\b|\binstead\b|\b(?:moved?|migrated?|switch) (?:\w+ )?to\b/i;
const ACTION_HEADING =
  /\bwhat (?:to|(?:should|do|must|can) (?:I|we|you)|you (?:should|must|need to)) (?:do|move|migrate)\b|\b(?:recommended|required) actions?\b|\bactions? required\b|\b(?:migrat|upgrad|transition|replac|alternativ|prepar)|\bmov(?:e|ing) (?:to|from|off)\b|^moving$|\bswitch(?:ing)? (?:to|from)\b/i;
const REASON = /\bbecause\b|\bdue to\b|\breasons?\b|\bin order to\b|\bso that we\b/i;
const NEXT_STEPS =
  /^(?:next steps?|see also|(?:related|more|further) (?:\w+ )?(?:content|information|reading|links|resources)|learn more)$/i;
const PROMINENT: readonly Piece['alert'][] = ['important', 'warning', 'caution'];
const COMPARISON = /compar/i;

/** An answer of more passages would be a page. */
const MOST_ACTIONS = 8;
const MOST_EFFECTS = 4;
const MOST_LINKS = 10;

interface Document extends Notice {
  settled: Settled;
}

/** Looks for an intent's guidance in a document; null when there is none. */
type Rule = (document: Document) => Found | null;

/**
 * Rules for an announcement without intent comments. Each looks for an intent's guidance in the announcement's milestones,
 * alerts, headings, tables and links. The catalogue of intents has the rules for links and headings that lead to an intent.
 */
export const INTENT_RULES: Readonly<Record<string, Rule>> = {
  deadline: findDeadline,
  impact: findImpact,
  'support-status': (document) => statedAs(document, 'support-ends'),
  'am-i-affected': findAffected,
  'what-to-do': findRequiredAction,
  compare: findComparison,
  'deprecation-info': findReason,
  'next-steps': findNextSteps,
};

/** The guidance that the catalogue's link or heading leads to. */
export function followLead(document: Notice, intent: string): Found | null {
  const lead = LEADS.find((candidate) => candidate.intent === intent);
  if (lead?.link) return followLink(document, leadsTo(lead.link));
  if (!lead?.heading) return null;
  const found = findSection(belowTitle(document), (heading) => leadOf(heading) === intent);
  return found && { ...found, links: found.links.filter((link) => !isComparison(link)) };
}

/** Of several headings that match, the catalogue's first counts. */
function leadOf(heading: string): string | null {
  if (COMPARISON.test(heading)) return null;
  return LEADS.find((lead) => lead.heading?.test(heading))?.intent ?? null;
}

const belowTitle = ({ announcement }: Notice): BuiltSection[] =>
  announcement.filter(({ section }) => section.level > 1);

function says(piece: Piece, words: RegExp): boolean {
  return piece.passage !== null && words.test(piece.passage.text);
}

/** The wanted pieces, and behind each that leads to a list ("you'll lose the ability to:") the list. */
function withLists(pieces: readonly Piece[], isWanted: (piece: Piece) => boolean): Piece[] {
  return pieces.filter((piece, i) => {
    const before = pieces[i - 1];
    return isWanted(piece) || (before !== undefined && says(before, OPENS_LIST) && isWanted(before));
  });
}

/** Matches a link by its text or address. Links to a comparison are left to the intent `compare`. */
function leadsTo(words: RegExp): (link: Link) => boolean {
  return (link) => !isComparison(link) && (words.test(link.text) || words.test(link.url));
}

function isComparison({ text, url }: Link): boolean {
  return COMPARISON.test(text) || COMPARISON.test(new URL(url).hash);
}

function statedAs(notice: Notice, kind: 'cut-off' | 'support-ends'): Found | null {
  return findPieces(notice.announcement, (piece) => states(notice, piece, kind));
}

/** A page that lists more ends is about many products, and its table shows them. */
const MAX_OTHER_ENDS = 20;

/** The cut-off, or the last end of a page that has several and no cut-off, and the other dates on which something ends. */
function findDeadline(document: Document): Found | null {
  const last = document.settled.cutOff === null ? document.milestones.findLast(endsUse) : undefined;
  const cutOff =
    statedAs(document, 'cut-off') ?? atMilestone(document, cutOffMilestone(document) ?? last ?? null);
  if (cutOff === null) return null;
  const others = document.milestones
    .filter(
      ({ kind, date }) => ENDS.includes(kind) && cutOff.passages.every(({ milestone }) => milestone !== date),
    )
    .slice(0, MAX_OTHER_ENDS)
    .map(({ text, date }) => ({ text, milestone: date, isQuoted: false }));
  return { ...cutOff, passages: [...cutOff.passages, ...others] };
}

const ENDS: readonly MilestoneKind[] = ['new-use-ends', 'support-ends', 'cut-off'];

function endsUse({ kind }: Milestone): boolean {
  return kind === 'cut-off' || kind === 'support-ends';
}

function cutOffMilestone({ milestones, settled }: Document): Milestone | null {
  return milestones.find(({ date }) => date === settled.cutOff) ?? null;
}

/** What the section says in which a milestone is stated, for one that no passage states: it is in a table or a title. */
function atMilestone({ announcement }: Notice, milestone: Milestone | null): Found | null {
  if (milestone === null) return null;
  const { file, line } = milestone.source;
  const section =
    announcement.findLast(({ section: { source } }) => source.file === file && source.line <= line) ??
    announcement[0];
  if (section === undefined) return null;
  const table = section.pieces.find((piece) => piece.table !== null)?.table ?? null;
  return { section, passages: [{ text: milestone.text, milestone: milestone.date }], links: [], table };
}

/** The cut-off, and what the announcement says of its effects; sentences about earlier milestones are skipped. */
function findImpact(document: Document): Found | null {
  const isEffect = (piece: Piece): boolean =>
    says(piece, EFFECT) && !says(piece, REPLIES) && piece.passage?.milestone === undefined;
  const effects = document.announcement.flatMap(
    (section) => fromPieces(section, withLists(section.pieces, isEffect)) ?? [],
  );
  const cutOff = statedAs(document, 'cut-off') ?? atMilestone(document, cutOffMilestone(document));
  return join([...(cutOff ? [cutOff] : []), ...effects], MOST_EFFECTS);
}

/** Whom the notice's own rule affects, and what the announcement says of those who still use it. */
function findAffected(document: Document): Found | null {
  const stated = findPiece(document.announcement, (piece) => says(piece, IN_USE));
  const place = stated ?? atMilestone(document, cutOffMilestone(document));
  if (place === null) return null;
  const rule = { text: describeAffected(document.settled) };
  const cutOff = cutOffMilestone(document);
  const when = cutOff ? [{ text: cutOff.text, milestone: cutOff.date, isQuoted: false }] : [];
  return { ...place, table: null, passages: [...(stated?.passages ?? []), rule, ...when] };
}

/** What the announcement tells people to do, including prominent alerts and what replaces the product, and the ways to do it. */
function findRequiredAction(document: Document): Found | null {
  const isAction = (piece: Piece): boolean =>
    piece.table === null &&
    !says(piece, REPLIES) &&
    (says(piece, ACTION_REQUIRED) || says(piece, REPLACED) || PROMINENT.includes(piece.alert));
  const told = document.announcement.flatMap(
    (section) => fromPieces(section, section.pieces.filter(isAction)) ?? [],
  );
  const isWay = (heading: string): boolean => ACTION_HEADING.test(heading) && !COMPARISON.test(heading);
  const headed = belowTitle(document).filter(({ section }) => isWay(section.heading));
  const ways = headed.flatMap((section) => fromPieces(section, section.pieces) ?? []);
  const listed = findPieces(
    document.announcement,
    ({ table }) => table !== null && columnOf(table, 'action') >= 0,
  );
  const table = ways.find((way) => way.table !== null)?.table ?? listed?.table ?? null;
  const found = join([...told, ...ways, ...(listed ? [listed] : [])], MOST_ACTIONS);
  return found && { ...found, table };
}

/** Several findings as one, at the place of the first, with each passage once. */
function join(found: readonly Found[], mostPassages: number): Found | null {
  const [first] = found;
  if (first === undefined) return null;
  const passages = new Map(found.flatMap((each) => each.passages).map((passage) => [passage.text, passage]));
  return {
    section: first.section,
    passages: [...passages.values()].slice(0, mostPassages),
    links: distinct(found.flatMap(({ links }) => links)),
    table: found.find(({ table }) => table !== null)?.table ?? null,
  };
}

/** Why, and since when it is known. */
function findReason(document: Document): Found | null {
  const isReason = (piece: Piece): boolean => says(piece, REASON) || states(document, piece, 'announced');
  const announced = document.milestones.find(({ kind }) => kind === 'announced') ?? null;
  return findPieces(document.announcement, isReason) ?? atMilestone(document, announced);
}

/** The section of links, else every link of the announcement, else its address. */
function findNextSteps({ announcement, settled }: Document): Found | null {
  const section = findSection(announcement, (heading) => NEXT_STEPS.test(heading));
  const [first] = announcement;
  if (section !== null || first === undefined || settled.cutOff === null) return section;
  const own: Link[] =
    settled.sourceUrl === null ? [] : [{ text: settled.title, url: settled.sourceUrl, description: '' }];
  const links = distinct([...own, ...announcement.flatMap((each) => each.section.links)]).slice(
    0,
    MOST_LINKS,
  );
  if (links.length === 0) return null;
  const lines = links.map(
    ({ text, url, description }) =>
      `- [${text}](${url})${description === '' || description === text ? '' : `: ${description}`}`,
  );
  return { section: first, passages: [{ text: lines.join('\n') }], links, table: null };
}

function findComparison(notice: Notice): Found | null {
  return (
    followLink(notice, isComparison) ??
    findSection(notice.announcement, (heading) => COMPARISON.test(heading))
  );
}
