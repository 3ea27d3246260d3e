import type { Link } from '../guidance-map.ts';
import {
  findPiece,
  findPieces,
  findSection,
  followLink,
  type Found,
  type Notice,
  states,
} from './notice-lookup.ts';
import type { Piece } from './pieces.ts';

const EFFECT =
  /\b(?:stop|cease)\w* \w+|\b(?:no longer|cannot|can't|won't|will not|refuses?|fails?|lose)\b|\b(?:retired|shut ?down|decommissioned)\b/i;
const IN_USE =
  /\bif you(?:'re|’re| are)?(?: \w+)? (?:using|running|use|run)\b|\bstill (?:using|running|on)\b/i;
const ACTION_REQUIRED =
  /\b(?:must|have to|should|need to) (?:take action|migrate|upgrade|move|update|act)\b/i;
const PROMINENT: readonly Piece['alert'][] = ['important', 'warning', 'caution'];
const COMPARISON = /compar/i;
const CLOUD_SYNC = /\bcloud sync\b/i;

/**
 * Rules for an announcement without intent comments. Each rule looks for an intent's guidance in the announcement's
 * milestones, alerts, headings and links; null when there is none.
 */
export const INTENT_RULES: readonly { intent: string; find: (notice: Notice) => Found | null }[] = [
  { intent: 'deadline', find: (notice) => statedAs(notice, 'cut-off') },
  { intent: 'impact', find: findImpact },
  { intent: 'support-status', find: (notice) => statedAs(notice, 'support-ends') },
  {
    intent: 'am-i-affected',
    find: (notice) => findPiece(notice.announcement, (piece) => says(piece, IN_USE)),
  },
  { intent: 'what-to-do', find: findRequiredAction },
  { intent: 'cloud-sync-fit', find: findCloudSyncFit },
  {
    intent: 'evaluate-wizard',
    find: (notice) => findPiece(notice.announcement, ({ links }) => links.some(leadsTo(/evaluat|wizard/i))),
  },
  { intent: 'compare', find: findComparison },
  {
    intent: 'what-is-cloud-sync',
    find: (notice) => followLink(notice, leadsTo(/what[ -]?is[ -].*cloud[ -]sync/i)),
  },
  { intent: 'provisioning-agent', find: (notice) => followLink(notice, leadsTo(/provisioning[ -]agent/i)) },
  { intent: 'what-is-v2', find: (notice) => followLink(notice, leadsTo(/what[ -]?is[ -].*v2\b/i)) },
  { intent: 'upgrade-v2', find: findUpgrade },
  { intent: 'deprecation-info', find: (notice) => followLink(notice, leadsTo(/deprecat/i)) },
  {
    intent: 'version-history',
    find: (notice) => followLink(notice, leadsTo(/version[ -]history|release[ -]notes/i)),
  },
  {
    intent: 'next-steps',
    find: (notice) => findSection(notice.announcement, (text) => /^next steps?$/i.test(text)),
  },
];

function says(piece: Piece, words: RegExp): boolean {
  return piece.passage !== null && words.test(piece.passage.text);
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

/** The effect of the cut-off; sentences about earlier milestones are skipped. */
function findImpact(notice: Notice): Found | null {
  const isEffect = (piece: Piece): boolean =>
    says(piece, EFFECT) && (piece.passage?.milestone === undefined || states(notice, piece, 'cut-off'));
  return (
    findPiece(notice.announcement, isEffect) ??
    findPiece(notice.announcement, (piece) => states(notice, piece, 'cut-off'))
  );
}

/** What the announcement tells people to do, including prominent alerts, and the table of ways to do it. */
function findRequiredAction(notice: Notice): Found | null {
  const action = findPieces(
    notice.announcement,
    (piece) => piece.table === null && (says(piece, ACTION_REQUIRED) || PROMINENT.includes(piece.alert)),
  );
  const ways = findUpgrade(notice);
  if (action === null || ways?.table == null) return action;
  return { ...action, table: ways.table };
}

function findCloudSyncFit(notice: Notice): Found | null {
  const isMove = (heading: string): boolean =>
    /migrat|mov(?:e|ing)|switch/i.test(heading) && CLOUD_SYNC.test(heading);
  const found = findSection(notice.announcement, isMove);
  return found === null
    ? null
    : { ...found, links: found.links.filter((link) => !isComparison(link)), table: null };
}

function findComparison(notice: Notice): Found | null {
  return (
    followLink(notice, isComparison) ??
    findSection(notice.announcement, (heading) => COMPARISON.test(heading))
  );
}

function findUpgrade(notice: Notice): Found | null {
  return findSection(
    notice.announcement,
    (heading) => /upgrad|migrat/i.test(heading) && !CLOUD_SYNC.test(heading) && !COMPARISON.test(heading),
  );
}
