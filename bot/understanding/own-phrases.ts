import type { Phrase } from '../guidance/guide.ts';
import type { RankedIntent } from './recogniser.ts';
import { stemOf, wordsOf } from './words.ts';

/** A text is like a phrase when they share at least this part of their words, weighted by rarity ... */
const MIN_LIKENESS = 0.5;
/** ... and says the same from here on. */
const FULL_LIKENESS = 0.85;

/** The intent of the phrase that is most like a text, with how like it is from 0 to 1; null when none is. */
export type PhraseFinder = (text: string) => { intent: string; likeness: number } | null;

/**
 * Finds a notice's own phrases. However few they are, each counts as much as one of another notice's thousands: a text
 * is compared with each alone.
 * @param weigh how much a stem tells; default: the more, the fewer phrases have it.
 */
export function createPhraseFinder(
  phrases: readonly Phrase[],
  weigh?: (stem: string) => number,
): PhraseFinder {
  const learned = phrases.map(({ intent, text }) => ({ intent, stems: stemSetOf(text) }));
  const counts = new Map<string, number>();
  for (const { stems } of learned) {
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  }
  const weightOf =
    weigh ?? ((stem: string) => Math.log(1 + learned.length / ((counts.get(stem) ?? 0) + 0.5)));
  const sum = (stems: readonly string[]) => stems.reduce((total, stem) => total + weightOf(stem), 0);
  const weighed = learned.map((phrase) => ({ ...phrase, weight: sum([...phrase.stems]) }));
  return (text) => {
    const stems = [...stemSetOf(text)];
    const weight = sum(stems);
    let best: { intent: string; likeness: number } | null = null;
    for (const phrase of weighed) {
      const shared = sum(stems.filter((stem) => phrase.stems.has(stem)));
      const likeness = (2 * shared) / (weight + phrase.weight || 1);
      if (likeness > (best?.likeness ?? MIN_LIKENESS)) best = { intent: phrase.intent, likeness };
    }
    return best;
  };
}

/** Moves the confidences towards the intent of the phrase that was found; they go on adding up to 1. */
export function favour(
  ranked: readonly RankedIntent[],
  found: { intent: string; likeness: number } | null,
): RankedIntent[] {
  if (!found) return [...ranked];
  const share = Math.min(1, (found.likeness - MIN_LIKENESS) / (FULL_LIKENESS - MIN_LIKENESS));
  const others = ranked.filter(({ intent }) => intent !== found.intent);
  const own = ranked.find(({ intent }) => intent === found.intent)?.confidence ?? 0;
  return [
    { intent: found.intent, confidence: share + (1 - share) * own },
    ...others.map(({ intent, confidence }) => ({ intent, confidence: (1 - share) * confidence })),
  ].sort((a, b) => b.confidence - a.confidence);
}

function stemSetOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(stemOf));
}
