import type { Guide } from '../guidance/guide.ts';
import { sharedPhrases } from '../guidance/intent-catalogue.ts';
import { OUT_OF_SCOPE } from './recogniser.ts';
import { createTermReader, isGroup } from './terms.ts';
import { wordsOf } from './words.ts';

/** A word that so many of the questions have which are asked about any retirement tells nothing about one. */
const COMMON_FROM = 2;

/** V1 or V2: which of them is in nearly every question. */
const GENERATION = /^v[12]$/;

const readTerms = createTermReader();
const COMMON = commonTerms();

/**
 * Whether a message has no other words than those of questions about any retirement, and the names of one of these: it then
 * asks about a topic as a whole.
 */
export function isGeneral(text: string, guides: readonly Guide[]): boolean {
  const names = new Set(
    guides.flatMap(({ product, notice }) => readTerms([product, ...notice.names].join(' . '))),
  );
  if (guides.some(({ notice }) => namesAnother(text, notice.synonyms ?? []))) return false;
  return readTerms(text).every(
    (term) => isGroup(term) || COMMON.has(term) || names.has(term) || GENERATION.test(term),
  );
}

/** Whether a text names something that the notice has names for, beside its own: "Azure AD Sync", a tool before it. */
function namesAnother(text: string, synonyms: readonly (readonly string[])[]): boolean {
  const said = ` ${wordsOf(text).join(' ')} `;
  return synonyms.flat().some((name) => said.includes(` ${wordsOf(name).join(' ')} `));
}

/** How many different words of a text tell something. */
export function countTelling(text: string): number {
  return new Set(readTerms(text).filter((term) => !isGroup(term))).size;
}

function commonTerms(): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { intent, text } of sharedPhrases('')) {
    if (intent === OUT_OF_SCOPE) continue;
    for (const term of new Set(readTerms(text))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([term, count]) => (count >= COMMON_FROM ? [term] : [])));
}
