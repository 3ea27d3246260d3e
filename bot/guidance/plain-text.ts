const MAX_SUMMARY = 280;

/** Markdown in a terminal: its lines and lists as they are, without marks of emphasis and escapes. */
export function toPlainText(markdown: string): string {
  return markdown
    .replaceAll(/\*\*|(?<![\p{L}\p{N}\\])_|(?<!\\)_(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '');
}

/** Markdown as a notification shows it: without marks, addresses, line breaks and times that only a card can tell, cut at a word. */
export function toSummary(...markdown: string[]): string {
  const text = markdown
    .join(' ')
    .replaceAll(/,?(?: ?\{\{(?:DATE|TIME)\([^)]{0,60}\)\}\})+/g, '')
    .replaceAll(/(?<!\\)\[([^[\]]*)\]\([^)]{0,2000}\)/g, '$1')
    .replaceAll(/\*\*|(?<=^|\s)- |(?<![\p{L}\p{N}\\])_|(?<!\\)_(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length <= MAX_SUMMARY ? text : `${text.slice(0, text.lastIndexOf(' ', MAX_SUMMARY))} …`;
}
