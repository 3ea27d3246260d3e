/** A word, number or mark of a message, with its place in it. */
export interface Token {
  /** As written; empty for a word of more than 100 characters, which means nothing. */
  text: string;
  /** In lower case, with straight apostrophes. */
  lower: string;
  start: number;
  end: number;
}

/** Tokens of a message that are read: nobody gives an order in more words, and readers compare tokens with each other. */
const MAX_TOKENS = 1_000;

/**
 * A token keeps the marks inside it, so that `CONTOSO\AADC01`, `2.5.190.0`, `09:30`, `Europe/Berlin`, `don't` and
 * `02/10/2023` are one each.
 */
const TOKEN =
  // eslint-disable-next-line regexp/no-super-linear-move -- a run of digits, or of letters, is taken at once
  /v?\d+(?:,\d+){2,}(?![\w.])|[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}'’._\\/:@+-]*|[^\s\p{L}\p{N}\p{M}]/gu;

/** Marks at the end of a token that belong to the sentence: `AADC01:` and `2.5.190.0.` */
const AT_END = new Set(['.', ',', ':', '-', '/', '\\', "'", '’', '_', '+', '@']);

/** The first tokens of a message: words with the marks inside them, and every other mark on its own. */
export function tokensOf(message: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: text, index } of message.matchAll(TOKEN)) {
    if (tokens.length >= MAX_TOKENS) break;
    let end = text.length;
    while (end > 1 && AT_END.has(text.charAt(end - 1))) end--;
    tokens.push(tokenAt(text.slice(0, end), index));
    for (let i = end; i < text.length; i++) tokens.push(tokenAt(text.charAt(i), index + i));
  }
  return tokens;
}

/** Characters of the longest word with a meaning; a fully qualified host name may be as long. */
const MAX_LENGTH = 100;

function tokenAt(word: string, start: number): Token {
  const text = word.length > MAX_LENGTH ? '' : word;
  return { text, lower: text.toLowerCase().replaceAll('’', "'"), start, end: start + word.length };
}
