/*
 * Card-safe text: Adaptive Cards interpret Markdown in every text, so the literal text of documents is escaped. Only the
 * renderers in this folder add markup to it.
 */

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** What `escapeText` changes: most texts have nothing of it. */
const UNSAFE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f<\\[\]*_`~&]/;
/** An escaped character, a link with its text, or bold and italic marks. */
const MARKUP = /(\\.)|\[((?:\\.|[^\]\\])*)\]\([^()]*\)|[*_]/gs;

/**
 * Escapes the characters that a card would interpret as Markdown, and removes control characters.
 * `<` before the name of a tag becomes `‹`, so that no client interprets the text as HTML.
 */
export function escapeText(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return text
    .replace(CONTROL, '')
    .replace(/<(?=[A-Za-z/!?]|$)/g, '‹')
    .replace(/[\\[\]*_`]/g, '\\$&')
    .replace(/~~/g, '\\~\\~')
    .replace(/\\\]\(/g, '\\]\\(')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

const LINE_START = /^[-+#>=|\d]/;

/** Escapes a first character that would start a list, heading, quote, rule or table in a card. */
export function atLineStart(markdown: string): string {
  if (!LINE_START.test(markdown)) return markdown;
  return markdown
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+](?=\s|$|[-+])/, '\\$&')
    .replace(/^[#>=|]/, '\\$&');
}

/** Removes bold, italic and links from card-safe Markdown; what remains is still card-safe. */
export function flatten(markdown: string): string {
  // Where marks stood between `]` and `(`, they would form a link now.
  return atLineStart(withoutMarkup(markdown).replaceAll('](', ']\\(').trim());
}

function withoutMarkup(markdown: string): string {
  return markdown.replace(MARKUP, (_match, escaped: string | undefined, linkText: string | undefined) => {
    return escaped ?? withoutMarkup(linkText ?? '');
  });
}

/** Card-safe Markdown as plain text, for where Markdown isn't interpreted: a terminal, a button, a search. */
export function plainText(markdown: string): string {
  return flatten(markdown).replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
