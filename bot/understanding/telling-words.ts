import type { Guide } from '../guidance/guide.ts';
import type { GuidanceMap } from '../guidance/guidance-map.ts';
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
  const names = guides.map(namesOf);
  const said = spaced(text);
  if (names.some(({ others }) => others.some((name) => said.includes(name)))) return false;
  const isOwn = (term: string): boolean => names.some(({ own }) => own.has(term));
  return readTerms(text).every(
    (term) => isGroup(term) || COMMON.has(term) || isOwn(term) || GENERATION.test(term),
  );
}

interface NoticeNames {
  /** The terms of what it is called. */
  own: ReadonlySet<string>;
  /** What it has names for, beside its own: "Azure AD Sync", a tool before it. */
  others: readonly string[];
}

const known = new WeakMap<GuidanceMap, NoticeNames>();

/** Each question is compared with them, and they stay the same. */
function namesOf({ product, notice }: Guide): NoticeNames {
  const names = known.get(notice) ?? {
    own: new Set(readTerms([product, ...notice.names].join(' . '))),
    others: (notice.synonyms ?? []).flat().map(spaced),
  };
  known.set(notice, names);
  return names;
}

function spaced(text: string): string {
  return ` ${wordsOf(text).join(' ')} `;
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
