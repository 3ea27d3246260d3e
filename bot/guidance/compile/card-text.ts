/**
 * Card-safe text. Adaptive Cards read Markdown in every text, so whatever a document says literally
 * is escaped here, and only the renderers of this folder write markup around it.
 */

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
/** An escaped character, a link with its text, or bold and italic marks. */
const MARKUP = /(\\.)|\[((?:\\.|[^\]\\])*)\]\([^()]*\)|[*_]/gs;

/**
 * Escapes what a card would read as Markdown, and leaves every other character as it is.
 * `<` before a tag's name becomes `‹`, so that no text can be taken for HTML by any client.
 */
export function escapeText(text: string): string {
  return text
    .replace(CONTROL, '')
    .replace(/<(?=[A-Za-z/!?]|$)/g, '‹')
    .replace(/[\\[\]*_`]/g, '\\$&')
    .replace(/~~/g, '\\~\\~')
    .replace(/\\\]\(/g, '\\]\\(')
    .replace(/&(?=#?\w+;)/g, '\\&');
}

/** Escapes a first character that would start a list, a heading, a quote or a rule in a card. */
export function atLineStart(markdown: string): string {
  return markdown
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^[-+](?=\s|$|[-+])/, '\\$&')
    .replace(/^[#>=|]/, '\\$&');
}

/** Removes bold, italic and links from card-safe Markdown; what remains is still card-safe. */
export function flatten(markdown: string): string {
  return atLineStart(withoutMarkup(markdown).trim());
}

function withoutMarkup(markdown: string): string {
  return markdown.replace(MARKUP, (_match, escaped: string | undefined, linkText: string | undefined) => {
    return escaped ?? withoutMarkup(linkText ?? '');
  });
}

/** The words of card-safe Markdown, for a reader that knows no Markdown: a terminal, a button, a search. */
export function plainText(markdown: string): string {
  return flatten(markdown).replace(/\\([!-/:-@[-`{-~])/g, '$1');
}
