import type { Passage, Quote, Section } from './guidance-map.ts';

/** A block up to so many characters is shown as a whole. */
const SHORT = 400;
/** And a list with up to so many: which of its items is meant is the least sure. */
const SHORT_LIST = 500;

/**
 * The quotes of a block that an answer can't do without: all of a short block, else those wanted, with all steps of a list, and the list that a sentence introduces.
 */
export function excerptOf(block: readonly Quote[], wanted: readonly Quote[]): readonly Quote[] {
  if (lengthOf(block) <= SHORT) return block;
  const passages = new Set<number>();
  for (const { text, passage } of wanted) {
    if (passage === undefined) continue;
    const isShort = lengthOf(block.filter((quote) => quote.passage === passage)) <= SHORT_LIST;
    if (isStep(text) || isShort) passages.add(passage);
    if (text.trimEnd().endsWith(':')) passages.add(passage + 1);
  }
  return block.filter(
    (quote) => wanted.includes(quote) || (quote.passage !== undefined && passages.has(quote.passage)),
  );
}

function lengthOf(quotes: readonly Quote[]): number {
  return quotes.reduce((sum, { text }) => sum + text.length, 0);
}

/**
 * The texts of quotes of a block, the best first, behind the sentence that introduces it. An item of a list comes before the
 * list's others; a step stays in its order.
 */
export function orderTexts(
  { passages }: Pick<Section, 'passages'>,
  quotes: readonly Quote[],
  best: Quote,
): Passage[] {
  const textOf = (some: readonly Quote[]): Passage[] => {
    const passage = passages[some[0]?.passage ?? -1];
    return passage ? [{ ...passage, text: some.map(({ text }) => text).join('\n') }] : [];
  };
  const own = quotes.filter(({ passage }) => passage === best.passage);
  const others = new Set(quotes.flatMap(({ passage }) => passage ?? []));
  const rest = [...others]
    .filter((index) => index !== best.passage)
    .flatMap((index) => textOf(quotes.filter(({ passage }) => passage === index)))
    .filter(({ text }) => text !== best.lead);
  if (!/^[-*] /.test(best.text)) {
    const lead = best.lead === undefined ? [] : [{ text: best.lead }];
    return [...lead, ...textOf(own), ...rest];
  }
  const opening = [best.lead ?? '', `**${unmarked(best.text)}**`].filter(Boolean).join(' ');
  return [
    ...textOf([best]).map((passage) => ({ ...passage, text: opening })),
    ...textOf(own.filter((quote) => quote !== best)),
    ...rest,
  ];
}

function isStep(text: string): boolean {
  return /^\d{1,9}[.)] /.test(text);
}

/** An item without its marker and its own emphasis. */
function unmarked(item: string): string {
  return item.replace(/^[-*] /, '').replaceAll('**', '');
}
