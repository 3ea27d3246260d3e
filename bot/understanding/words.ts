/** More of a message than this says no more about what it asks: its beginning and its end are read. */
const LONGEST_BEGINNING = 1_500;
const LONGEST_END = 500;

/** Joiners, marks of direction and the like: a word is the same with them. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
};

/**
 * The lower-case words and numbers of a message, without mentions, markup and addresses. A version such as
 * 1.6.16.0, v1.6 or 2.x is preceded by `v1` or `v2`, so that versions which no phrase holds are understood.
 */
export function wordsOf(message: string): string[] {
  const plain = shorten(message)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/<at\b[^>]*>[^<]*<\/at>/gi, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .toLowerCase()
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(/[’‘`´]/g, "'")
    .replace(/\bversion (?=\d)/g, 'v')
    .replace(/(?<![\w.])(?:v[ .]?)?(\d)((?:\.\d+){2,}|\.x)(?!\w)/g, ' v$1 $1$2 ')
    .replace(/(?<![\w.])v[ .]?(\d)(\.\d+)?(?![\w.]*\d)/g, ' v$1 ');
  return plain.match(/\d+(?:\.\d+)+|[\p{L}\p{M}\p{N}']+/gu) ?? [];
}

/** True when more than half of a text's letters are of another script than the phrases: it cannot be read for sure. */
export function isMostlyForeign(text: string): boolean {
  const letters = shorten(text).match(/\p{L}/gu)?.length ?? 0;
  const latin = shorten(text).match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin * 2 < letters;
}

/** A word without its inflection, roughly: `synchronised` and `synchronizing` are one. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const base = word
    .replace(/'s$/, '')
    .replace(/(?:is|iz)(?:ation|ing|ed|es|e)$/, 'iz')
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/([^s])s$/, '$1');
  const bare = base.replace(/(?:ing|ed)$/, '');
  return (bare.length >= 3 ? bare : base).replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/e$/, '');
}

function shorten(message: string): string {
  return message.length <= LONGEST_BEGINNING + LONGEST_END
    ? message
    : `${message.slice(0, LONGEST_BEGINNING)} ${message.slice(-LONGEST_END)}`;
}
