import type { Section } from './guidance-map.ts';

/** Quotes of a section that an answer shows together, by the indexes of the first and the last. */
export interface QuoteBlock {
  first: number;
  last: number;
}

/** The blocks of a section: runs of quotes for the same intents. A section without intents is one block. */
export function blocksIn({ quotes }: Section): QuoteBlock[] {
  const blocks: (QuoteBlock & { key: string })[] = [];
  for (const [i, { intents = [] }] of quotes.entries()) {
    const key = intents.join(' ');
    const last = blocks.at(-1);
    if (last?.key === key) last.last = i;
    else blocks.push({ first: i, last: i, key });
  }
  return blocks.map(({ first, last }) => ({ first, last }));
}
