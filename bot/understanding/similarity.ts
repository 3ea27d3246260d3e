import { collectVocabulary, createVectorizer, type Vector } from './features.ts';

/** Lowest cosine similarity of texts in one group, such as `V1 end date?` and `what is the end date of V1`. */
const MIN_SIMILARITY = 0.4;

/**
 * Groups items with similar texts, the largest group first; items of a group and groups of the same size keep
 * their order. An item joins the group whose first text is most similar to its own. The time grows with the
 * number of items times the number of groups.
 */
export function groupBySimilarity<T>(items: readonly T[], textOf: (item: T) => string): T[][] {
  const texts = items.map(textOf);
  const vectorize = createVectorizer(collectVocabulary(texts));
  const groups: { first: Vector; members: T[] }[] = [];
  items.forEach((item, i) => {
    const vector = vectorize(texts[i] ?? '');
    const similarities = groups.map(({ first }) => cosine(first, vector));
    const best = Math.max(...similarities);
    const group = best >= MIN_SIMILARITY ? groups[similarities.indexOf(best)] : undefined;
    if (group) group.members.push(item);
    else groups.push({ first: vector, members: [item] });
  });
  return groups.map(({ members }) => members).sort((a, b) => b.length - a.length);
}

/** Cosine similarity; both vectors have length 1. */
function cosine(a: Vector, b: Vector): number {
  const values = new Map(Array.from(a.indexes, (index, i) => [index, a.values[i] ?? 0]));
  return b.indexes.reduce((sum, index, i) => sum + (values.get(index) ?? 0) * (b.values[i] ?? 0), 0);
}
