import { isAffectedVersion } from '../campaign/affected.ts';
import type { Guide } from '../guidance/guide.ts';
import { canBeAbout } from '../guidance/intent-catalogue.ts';
import { findAskedVersions } from './asked-versions.ts';
import type { Candidate } from './choose-notice.ts';
import { decide } from './decide.ts';
import { findVersions } from './named-versions.ts';
import { isSaidElsewhere, type RankedPassage } from './rank-passages.ts';
import { OUT_OF_SCOPE, type RankedIntent } from './recogniser.ts';
import { isGeneral } from './telling-words.ts';

/** What points to the notice that a message is about. */
interface Pointers {
  /** The likeliest first. */
  candidates: readonly Candidate[];
  /** The topics that it may be about, the likeliest first. */
  ranked: readonly RankedIntent[];
  /** The reader's day, `YYYY-MM-DD`. */
  today: string;
  /** What is most urgent for the reader's tenant, where no notice was spoken of before; else null. */
  mostUrgent: Guide | null;
  /** What the documents have for the message, the best first. */
  findPassages: () => readonly RankedPassage[];
}

/** Picks the notice that a message is about: by its history of versions, its topic, or its best passage. */
export function pickNotice(
  text: string,
  { candidates, ranked, today, mostUrgent, findPassages }: Pointers,
): Guide {
  const history = historyFor(text, candidates, today);
  if (history) return history;
  const intent = ranked[0]?.intent ?? OUT_OF_SCOPE;
  const isOfAny = asksForDate(ranked) && !candidates.some(({ isNamed }) => isNamed);
  const byTopic = (isOfAny && mostUrgent) || pick(candidates, intent);
  // Another notice answers another question than the one whose answer is held back, and has another date.
  if (byTopic.heldBack.has(intent) || judgesVersion(byTopic, text)) return byTopic;
  const named = candidates.filter((each) => each.isNamed);
  const passages = findPassages();
  if (
    asksOfNotice(
      ranked,
      named.some(({ guide }) => guide === byTopic),
    )
  ) {
    if (named.length === 0 && !isOfAny) return clearlyLeading(passages) ?? byTopic;
    return (named.length > 1 && clearlyIn(passages)) || byTopic;
  }
  const about = { intent, today, isGeneral: isGeneral(text, [byTopic]) };
  return pickByPassage(candidates, byTopic, passages, about);
}

/** "Is cloud sync affected by the hardening?": of two that are named, the one that clearly has all of it. */
function clearlyIn([best, next]: readonly RankedPassage[]): Guide | null {
  const hasAll = best !== undefined && best.words > FEW_WORDS && best.coverage >= ALL_WORDS;
  return hasAll && best.score >= CLEARLY * (next?.score ?? 0) ? best.guide : null;
}

/** "And if the window is over?": where none is named, the one whose passage has rare words of it, far ahead of other notices. */
function clearlyLeading(passages: readonly RankedPassage[]): Guide | null {
  const [best] = passages;
  if (!best || best.words <= FEW_WORDS || best.coverage < HALF || best.score < RARE_WORDS) return null;
  const next = passages.find(({ guide }) => guide !== best.guide);
  return best.score >= CLEARLY * (next?.score ?? 0) ? best.guide : null;
}

const HALF = 0.5;
const RARE_WORDS = 10;
const FEW_WORDS = 2;
const ALL_WORDS = 0.95;
const CLEARLY = 1.5;

/**
 * The likeliest notice. Where it doesn't answer the intent, it gives way to one that does: to the next of those alike, and named
 * if it is, or, when no notice is named, to the likeliest.
 */
function pick(candidates: readonly Candidate[], intent: string): Guide {
  const [first] = candidates;
  if (!first) throw new Error('A portfolio has at least one notice.');
  if (answers(first.guide, intent)) return first.guide;
  const answering = candidates.filter(({ guide }) => guide.entries.has(intent));
  const isMeant = ({ isAlike, isNamed }: Candidate) => !first.isNamed || (isAlike && isNamed);
  return (answering.find(isMeant) ?? first).guide;
}

function answers({ entries }: Guide, intent: string): boolean {
  return intent === OUT_OF_SCOPE || entries.has(intent);
}

/** Words such as "left" and "date" are in many passages, and tell of none. */
function asksForDate([best]: readonly RankedIntent[]): boolean {
  return best?.intent === 'deadline' && best.confidence >= SURE;
}

/** A question about a notice as a whole, if it is sure or names the notice, isn't about the notice of some passage. */
function asksOfNotice(ranked: readonly RankedIntent[], isNamed: boolean): boolean {
  const decision = decide(ranked);
  const isSure = decision === 'answer' || (decision === 'ask' && isNamed);
  return isSure && canBeAbout(ranked[0]?.intent ?? '', 'notice');
}

const SURE = 0.9;

/** For a question about the support of versions, or for some of the history: the likeliest notice whose history has them. */
function historyFor(text: string, candidates: readonly Candidate[], today: string): Guide | null {
  const asksForSupport = ASKS_OF_HISTORY.test(text);
  const { versions } = findVersions(text);
  if (findAskedVersions(text) === null && !(asksForSupport && versions.length > 0)) return null;
  const has = ({ guide: { notice, entries } }: Candidate) =>
    entries.get('version-history')?.map.id === notice.id &&
    (notice.revised === null || notice.revised <= today) &&
    versions.every((version) => notice.versions.known.some((known) => known.version === version));
  return candidates.find(has)?.guide ?? null;
}

/** What the history of a product's versions tells of each. */
const ASKS_OF_HISTORY =
  /\b(?:support|releas|publish|expir|end of life|eol|eos|valid|good\b|safe\b|fine\b|ok(?:ay)?\b|enough\b|wrong with\b|known against\b|up[ -]to[ -]date)|\b(?:came|come) out\b|\b(?:how (?:old|new)|new in|known (?:for|bugs?|issues?|problems?))\b/i;

/** A version that the notice affects is judged by it: the closest range was chosen. */
function judgesVersion({ notice: { affects } }: Guide, text: string): boolean {
  return findVersions(text).versions.some((version) => isAffectedVersion(version, affects));
}

/**
 * The notice of the best passage, unless that of the topic has one which fits nearly as well; one that is named is left less
 * easily, and one that answers the intent only for another that does.
 */
function pickByPassage(
  candidates: readonly Candidate[],
  chosen: Guide,
  passages: readonly RankedPassage[],
  { intent, today, isGeneral: isAboutTopic }: { intent: string; today: string; isGeneral: boolean },
): Guide {
  const best = passages.find(({ guide }) => answers(guide, intent) || !answers(chosen, intent));
  const own = passages.find(({ guide }) => guide === chosen);
  if (isAboutTopic && !isSaidElsewhere(best, own)) return chosen;
  const isWritten = chosen.notice.revised === null || chosen.notice.revised <= today;
  const isNamed = isWritten && candidates.some(({ guide, isNamed: named }) => guide === chosen && named);
  const enough = (isNamed ? NEARLY_AS_GOOD_NAMED : NEARLY_AS_GOOD) * (best?.score ?? 0);
  return best && (own?.score ?? 0) < enough ? best.guide : chosen;
}

/** The notice is changed only for a passage that fits better than its own best by more than this. */
const NEARLY_AS_GOOD = 0.9;
const NEARLY_AS_GOOD_NAMED = 0.7;
