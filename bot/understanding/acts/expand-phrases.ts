import { SLOT_WORDS } from './utterance.ts';

/** The texts that a phrase stands for: one for each choice of its `(a|b|)`, with the slots' words for `{server}` and the like. */
export function expandPhrase(phrase: string): string[] {
  const open = phrase.lastIndexOf('(');
  const close = phrase.indexOf(')', open);
  if (open < 0 || close < 0) return [withSlots(phrase)];
  const choices = phrase.slice(open + 1, close).split('|');
  return [
    ...new Set(
      choices.flatMap((choice) => expandPhrase(phrase.slice(0, open) + choice + phrase.slice(close + 1))),
    ),
  ];
}

function withSlots(phrase: string): string {
  return phrase
    .replaceAll(/\{(\w+)\}/g, (_, slot: string) => SLOT_WORDS[slot as keyof typeof SLOT_WORDS])
    .replaceAll(/\s+/g, ' ')
    .trim();
}
