/** Characters that are read of the beginning and of the end of a message. What is between them is skipped. */
const MAX_BEGINNING = 1_500;
const MAX_END = 500;

/** Soft hyphens, joiners and direction marks, which don't change a word. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
};

const MENTION = /<at\b[^>]*>[^<]*<\/at>/gi;

/** A message without mentions and without the spaces at its ends. */
export function withoutMentions(message: string): string {
  return shorten(message).replace(MENTION, ' ').trim();
}

/**
 * Splits a message into lower-case words and numbers, without mentions, markup and URLs. Before a version such
 * as 1.6.16.0, v1.6 or 2.x it adds `v1` or `v2`, so that versions that no phrase contains are understood, too.
 */
export function wordsOf(message: string): string[] {
  const plain = shorten(message)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(MENTION, ' ')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/&(?:nbsp|#160);/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|#39);/g, (_, name: string) => ENTITIES[name] ?? ' ')
    .toLowerCase()
    .replace(/\bhttps?:\/\/\S+/g, ' ')
    .replace(/[’‘`´]/g, "'")
    .replace(/\bversion (?=\d)/g, 'v')
    .replace(/(?<![\w.])(?:v[ .]?)?(\d)((?:\.\d+){2,}|\.x)(?!\w)/g, ' v$1 $1$2 ')
    .replace(/(?<![\w.])v[ .]?(\d)(\.\d+)?(?![\w.]*\d)/g, ' v$1 ');
  // eslint-disable-next-line regexp/no-super-linear-move -- digits without a dot are taken at once by the second part
  return plain.match(/\d+(?:\.\d+)+|[\p{L}\p{M}\p{N}']+/gu) ?? [];
}

const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;

/** Whether more than half of a text's letters are not Latin; phrases are, so such a text can't be read reliably. */
export function isMostlyForeign(text: string): boolean {
  if (!FOREIGN_LETTER.test(text)) return false; // most texts: counting makes a string of each letter
  const letters = shorten(text).match(/\p{L}/gu)?.length ?? 0;
  const latin = shorten(text).match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin * 2 < letters;
}

/** The approximate stem of a word: the same for `synchronised` and `synchronizing`. */
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
  return message.length <= MAX_BEGINNING + MAX_END
    ? message
    : `${message.slice(0, MAX_BEGINNING)} ${message.slice(-MAX_END)}`;
}
