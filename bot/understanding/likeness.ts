import { collectVocabulary, countFeatures, toVector, type Vector } from './features.ts';

/** Texts whose descriptions have this cosine or more are said to be alike: `V1 end date?` and `what is the end date of V1`. */
const ALIKE_FROM = 0.4;

/**
 * Groups what is alike, the largest group first; within a group and between groups of one size the order
 * is kept. A text joins the group whose first text it resembles most.
 */
export function groupByLikeness<T>(items: readonly T[], textOf: (item: T) => string): T[][] {
  const counts = items.map((item) => countFeatures(textOf(item)));
  const vocabulary = collectVocabulary(counts);
  const groups: { first: Vector; members: T[] }[] = [];
  items.forEach((item, i) => {
    const vector = toVector(counts[i] ?? new Map<number, number>(), vocabulary);
    const likenesses = groups.map(({ first }) => cosine(first, vector));
    const best = Math.max(...likenesses);
    const group = best >= ALIKE_FROM ? groups[likenesses.indexOf(best)] : undefined;
    if (group) group.members.push(item);
    else groups.push({ first: vector, members: [item] });
  });
  return groups.map(({ members }) => members).sort((a, b) => b.length - a.length);
}

/** Of vectors of length 1. */
function cosine(a: Vector, b: Vector): number {
  const values = new Map(Array.from(a.places, (place, i) => [place, a.values[i] ?? 0]));
  return b.places.reduce((sum, place, i) => sum + (values.get(place) ?? 0) * (b.values[i] ?? 0), 0);
}
