import type { Phase } from '../campaign/calendar.ts';
import type { PassagePlace } from '../guidance/answer-passage.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Quote, Section } from '../guidance/guidance-map.ts';
import { limitFor } from './compared-limit.ts';
import { expectedBy } from './expected.ts';
import type { IndexedBlock, IndexedQuote, PassageIndex } from './passage-index.ts';
import type { RankedIntent } from './recogniser.ts';
import { isEdition, isGroup, isNameGroup, namesIn } from './terms.ts';
import { stemOf, wordsOf } from './words.ts';

/** A quote and how well it fits a question. */
export interface RankedPassage extends PassagePlace {
  /** Further quotes of its block that fit nearly as well, by their indexes in the section's `quotes`. */
  near: readonly number[];
  /** Of its notice. */
  guide: Guide;
  /** The intents that its block answers. */
  intents: readonly string[];
  score: number;
  /** The part of what the question's words tell that the block, its headings and its article's title have; 0 to 1. */
  coverage: number;
  /** How many different words of the question tell something. */
  words: number;
}

/** A notice among whose quotes the answer may be. */
export interface Searched {
  guide: Guide;
  index: PassageIndex;
  phase: Phase;
  /** How likely the question is about this notice; a factor of its scores. */
  weight: number;
}

/** The section that a passage is in; undefined for one that its notice doesn't have. */
export function sectionOf({ guide, section: id }: RankedPassage): Section | undefined {
  return guide.notice.sections.find((section) => section.id === id);
}

/** What a passage says. */
export function quoteOf(passage: RankedPassage): Quote | undefined {
  return sectionOf(passage)?.quotes[passage.quote];
}

/** Whether a question asks for a version, a number or the like, and a passage has it. */
export function hasExpected(question: string, passage: RankedPassage | undefined): boolean {
  const has = expectedBy(question);
  return has !== null && passage !== undefined && has(quoteOf(passage)?.text ?? '');
}

/** That a word and its synonym mean the same is less sure than that a word means the same as itself. */
const GROUP_WEIGHT = 0.5;
/** Names of one thing mean the same. */
const NAME_WEIGHT = 0.9;
/** What is said of one edition of a platform isn't said of another. */
const EDITION_WEIGHT = 2;
/** For a quote without what is asked for. */
const LACKS_EXPECTED = 0.7;
/** Nothing else is called like a group, a cmdlet or a setting. */
const IDENTIFIER_WEIGHT = 2;
/** Saturation and length normalisation of BM25. */
const K1 = 0.8;
const B = 0.4;
/** How much of the confidence in a topic its own blocks share, and the blocks of its article; the rest is shared by all. */
const OWN_SHARE = 0.6;
const ARTICLE_SHARE = 0.4;
const ANY_SHARE = 0.15;
/** Small on purpose: that a topic is sure doesn't tell that its own passage has the answer. */
const PRIOR_POWER = 0.06;

/** A quote is shown beside the best of its block from this part of its score on. */
const NEARLY = 0.6;
const MOST_NEAR = 3;

/** What the words of the question before count for one that leans on it. */
const CONTEXT_WEIGHT = 0.4;

/** The blocks of a notice that have words of a question, whatever its topics. */
export interface Matches {
  blocks: readonly IndexedBlock[];
  found: readonly { block: IndexedBlock; passage: Omit<RankedPassage, 'score'>; fit: number }[];
}

/**
 * Finds the quotes of the notices that hold now: the best of each block.
 * @param context the question before, where this one leans on it.
 */
export function matchPassages(
  question: string,
  notices: readonly Searched[],
  context: string | null = null,
): Matches[] {
  const rarities = new Map<string, number>();
  const identifiers = new Set(namesIn(question).flatMap(wordsOf).map(stemOf));
  const weigh = (terms: readonly string[]) => terms.reduce((sum, term) => sum + (rarities.get(term) ?? 0), 0);
  return notices.map((notice) => {
    const own = new Set(notice.index.read(question));
    const terms = [...new Set([...own, ...notice.index.read(context ?? '')])];
    for (const term of terms) {
      if (rarities.has(term)) continue;
      const weight = identifiers.has(term) ? IDENTIFIER_WEIGHT : own.has(term) ? 1 : CONTEXT_WEIGHT;
      rarities.set(term, weight * rarityOf(term, notices));
    }
    const all = weigh(terms) || 1;
    const words = terms.filter((term) => !isGroup(term)).length;
    const scores = scoreWords(terms, rarities, notice);
    const found = [...byBlock(weighExpected(question, scores))].map(([block, scored]) => {
      const [entry, best] = bestOf(scored);
      const covered = terms.filter((term) => block.terms.has(term));
      const passage = {
        guide: notice.guide,
        section: entry.section,
        quote: entry.quote,
        near: nearQuotes([entry, best], scored),
        intents: block.intents,
        coverage: weigh(covered) / all,
        words,
      };
      return { block, passage, fit: notice.weight * best };
    });
    return { blocks: notice.index.blocks, found };
  });
}

/** Leaves the quotes that have what is asked for, such as a version or a limit of what is counted, ahead of others with the same words. */
function weighExpected(
  question: string,
  scores: ReadonlyMap<IndexedQuote, number>,
): ReadonlyMap<IndexedQuote, number> {
  const expected = [expectedBy(question), limitFor(question)].filter((has) => has !== null);
  if (expected.length === 0) return scores;
  const lacks = ({ text }: IndexedQuote) => expected.some((has) => !has(text));
  return new Map([...scores].map(([entry, score]) => [entry, lacks(entry) ? LACKS_EXPECTED * score : score]));
}

/** Ranks what was found, the best first. `ranked` are the topics that the question may be about. */
export function rankPassages(matches: readonly Matches[], ranked: readonly RankedIntent[]): RankedPassage[] {
  return matches
    .flatMap(({ blocks, found }) => {
      const prior = createPrior(blocks, ranked);
      return found.map(({ block, passage, fit }) => ({
        ...passage,
        score: fit * prior(block) ** PRIOR_POWER,
      }));
    })
    .sort((a, b) => b.score - a.score);
}

/** A quote and what the words give it. */
type Scored = readonly [IndexedQuote, number];

function byBlock(scores: ReadonlyMap<IndexedQuote, number>): Map<IndexedBlock, [Scored, ...Scored[]]> {
  const blocks = new Map<IndexedBlock, [Scored, ...Scored[]]>();
  for (const scored of scores) {
    const known = blocks.get(scored[0].block);
    if (known) known.push(scored);
    else blocks.set(scored[0].block, [scored]);
  }
  return blocks;
}

/** The first of those that fit best. */
function bestOf([first, ...others]: readonly [Scored, ...Scored[]]): Scored {
  return others.reduce((best, each) => (each[1] > best[1] ? each : best), first);
}

/** The other quotes of a block that fit nearly as well, the best first: of a row, rows of its table, else paragraphs and items. */
function nearQuotes([best, bestScore]: Scored, ofBlock: readonly Scored[]): number[] {
  const alike = ofBlock.filter(([{ isRow }]) => isRow === best.isRow);
  const least = Math.min(...alike.map(([, score]) => score)); // what the headings alone give to each
  const enough = least + NEARLY * (bestScore - least);
  return alike
    .filter(([entry, score]) => entry !== best && score > least && score >= enough)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NEAR)
    .map(([{ quote }]) => quote);
}

/**
 * Whether a passage has all words of a question that is as general as this, and the others have not. One word alone is in
 * some heading by chance: "what is the deadline?"
 */
export function isSaidElsewhere(best: RankedPassage | undefined, own: RankedPassage | undefined): boolean {
  return (best?.words ?? 0) > 1 && (best?.coverage ?? 0) >= ALL_WORDS && (own?.coverage ?? 0) < FEWER_WORDS;
}

/** Whether the notice has all that a message says in one place, and no other notice has. */
export function isSaidInOne(guide: Guide, passages: readonly RankedPassage[]): boolean {
  const [best] = passages;
  const elsewhere = passages
    .filter((passage) => passage.guide !== guide)
    .toSorted((a, b) => b.coverage - a.coverage);
  return best?.guide === guide && isSaidElsewhere(best, elsewhere[0]);
}

const ALL_WORDS = 0.95;
const FEWER_WORDS = 0.75;

function weightOf(term: string): number {
  if (isNameGroup(term)) return NAME_WEIGHT;
  if (isGroup(term)) return GROUP_WEIGHT;
  return isEdition(term) ? EDITION_WEIGHT : 1;
}

/** Inverse document frequency over the quotes of all notices. */
function rarityOf(term: string, notices: readonly Searched[]): number {
  const all = notices.reduce((sum, { index }) => sum + index.entries.length, 0);
  const having = notices.reduce((sum, { index }) => sum + (index.postings.get(term)?.length ?? 0), 0);
  const weight = having === 0 ? weightOf(term) * (1 - weightOfGroups(term, notices)) : weightOf(term);
  return weight * Math.log(1 + (all - having + 0.5) / (having + 0.5));
}

/** What the group of a synonym such as "cert" counts: where no document has the word, that is what is asked for. */
function weightOfGroups(term: string, notices: readonly Searched[]): number {
  const groups = isGroup(term) ? [] : notices.flatMap(({ index }) => index.read(term).filter(isGroup));
  return Math.max(0, ...groups.map(weightOf));
}

function scoreWords(
  terms: readonly string[],
  rarities: ReadonlyMap<string, number>,
  { index, phase }: Searched,
): Map<IndexedQuote, number> {
  const meanLength = index.totalLength / (index.entries.length || 1);
  const scores = new Map<IndexedQuote, number>();
  for (const term of terms) {
    const rarity = rarities.get(term) ?? 0;
    for (const { entry, count } of index.postings.get(term) ?? []) {
      if (entry.when && !entry.when.includes(phase)) continue;
      const norm = K1 * (1 - B + (B * entry.length) / meanLength);
      scores.set(entry, (scores.get(entry) ?? 0) + (rarity * count * (K1 + 1)) / (count + norm));
    }
  }
  return scores;
}

/** The blocks of each topic and the articles that they are in, and how many blocks an article has. */
interface Topics {
  blocksOf: ReadonlyMap<string, readonly IndexedBlock[]>;
  articlesOf: ReadonlyMap<string, readonly string[]>;
  sizes: ReadonlyMap<string, number>;
}

const topicsOfBlocks = new WeakMap<readonly IndexedBlock[], Topics>();

/** An index is searched for every question, and its blocks stay the same. */
function topicsIn(blocks: readonly IndexedBlock[]): Topics {
  const known = topicsOfBlocks.get(blocks);
  if (known) return known;
  const blocksOf = new Map<string, IndexedBlock[]>();
  const sizes = new Map<string, number>();
  for (const block of blocks) {
    sizes.set(block.article, (sizes.get(block.article) ?? 0) + 1);
    for (const intent of block.intents) blocksOf.set(intent, [...(blocksOf.get(intent) ?? []), block]);
  }
  const articlesOf = new Map(
    [...blocksOf].map(([intent, own]) => [intent, [...new Set(own.map(({ article }) => article))]]),
  );
  const topics = { blocksOf, articlesOf, sizes };
  topicsOfBlocks.set(blocks, topics);
  return topics;
}

/** How likely a block is by the topics alone: a topic's own blocks first, then the others of its article. */
function createPrior(
  blocks: readonly IndexedBlock[],
  ranked: readonly RankedIntent[],
): (block: IndexedBlock) => number {
  const { blocksOf, articlesOf, sizes } = topicsIn(blocks);
  const confidences = new Map(ranked.map(({ intent, confidence }) => [intent, confidence]));
  const byArticle = new Map<string, number>();
  for (const [intent, articles] of articlesOf) {
    for (const article of articles) {
      const share = (ARTICLE_SHARE * (confidences.get(intent) ?? 0)) / articles.length;
      byArticle.set(article, (byArticle.get(article) ?? 0) + share / (sizes.get(article) ?? 1));
    }
  }
  return ({ article, intents }) =>
    intents.reduce(
      (sum, intent) =>
        sum + (OWN_SHARE * (confidences.get(intent) ?? 0)) / (blocksOf.get(intent)?.length ?? 1),
      ANY_SHARE / blocks.length + (byArticle.get(article) ?? 0),
    );
}
