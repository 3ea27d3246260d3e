import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import type { Named } from './find-named.ts';
import { withoutVersions } from './named-versions.ts';
import { quoteOf, type RankedPassage } from './rank-passages.ts';
import type { Understood } from './read-question.ts';
import { OUT_OF_SCOPE } from './recogniser.ts';
import { codesIn, createTermReader, isGroup } from './terms.ts';

/** Whether a message asks for something else than what holds for the version that it names, and a passage has it. */
export function asksBesideVersion({ text, ranked, named, passages: [best] }: Understood): boolean {
  const [{ intent, confidence } = { intent: OUT_OF_SCOPE, confidence: 1 }] = ranked;
  if (named?.kind !== 'versions' || !best) return false;
  const isOfVersion = named.versions.some((version) => isWhole(version) && textOf(best).includes(version));
  if (isRow(best) && isOfVersion) return false;
  if (codesIn(text).some((code) => textOf(best).includes(code))) return true;
  if (named.isAlone || wordsBeside(text) < LEAST_BESIDE) return false;
  const isRare = best.score >= SCORE_OF_RARE_WORDS && !canBeAbout(intent, 'verdict');
  if (named.versions.every(isLine) && isRare) return true;
  if (best.coverage < COVERS_REST) return false;
  if (named.versions.every(isLine)) return true;
  if (isRow(best) && named.versions.every(isWhole)) return true;
  if (best.coverage >= COVERS_MOST && best.score >= SCORE_OF_RARE_WORDS) return true;
  return confidence < SURE_OF_TOPIC || !canBeAbout(intent, 'verdict');
}

/** Whether what holds for the versions is all that is asked: not of an impact, and not of versions named in part. */
export function isVerdictAll(named: Named | null, intent: string): boolean {
  if (named?.kind !== 'versions' || named.isAlone) return true;
  return intent !== IMPACT && canBeAbout(intent, 'verdict') && named.versions.every(isWhole);
}

const IMPACT = 'impact';
const COVERS_REST = 0.5;
/** So much of a message, in rare words, is what it asks for, even where a topic is sure. */
const COVERS_MOST = 0.7;
const SCORE_OF_RARE_WORDS = 10;
/** Words that tell something beside a version. */
const LEAST_BESIDE = 2;
const readTerms = createTermReader();

function wordsBeside(text: string): number {
  return readTerms(withoutVersions(text)).filter((term) => !isGroup(term)).length;
}

/** From this confidence on, a topic is what a message is about. */
export const SURE_OF_TOPIC = 0.6;

/** Whether a version is named by the beginning that many have: `2.x`. */
function isLine(version: string): boolean {
  return version.endsWith('x');
}

/** Whether a version has all its numbers; `1.6` is the beginning of several. */
function isWhole(version: string): boolean {
  return version.split('.').length >= WHOLE_LENGTH;
}

const WHOLE_LENGTH = 4;

/** Whether a passage is a row of a table: of a version's history, it is what the verdict is from. */
export function isRow(passage: RankedPassage): boolean {
  return quoteOf(passage)?.table !== undefined;
}

function textOf(passage: RankedPassage): string {
  return quoteOf(passage)?.text ?? '';
}

/**
 * The best passage, if there is one, that says something about a version that was named, beside the row that its verdict in
 * `judged` is from. One that begins with the version comes before one that only mentions it.
 */
export function passageAbout(
  passages: readonly RankedPassage[],
  named: Named | null,
  judged: Guide,
): RankedPassage[] {
  if (named?.kind !== 'versions') return [];
  const about = passages.filter((passage) => {
    const said = quoteOf(passage);
    if (!said || (said.table !== undefined && isSame(passage.guide, judged))) return false;
    return named.versions.some((version) => `${said.lead ?? ''} ${said.text}`.includes(version));
  });
  const begins = (passage: RankedPassage) =>
    !isRow(passage) &&
    named.versions.some((version) => textOf(passage).replace(MARKS, '').startsWith(version));
  return [...about.filter(begins), ...about].slice(0, 1);
}

/** What may stand before the first word of an item. */
const MARKS = /^[-*\s]+/;

/** The same notice, with or without the tenant's own deadline. */
export function isSame(one: Guide, other: Guide): boolean {
  return one.notice.id === other.notice.id;
}
