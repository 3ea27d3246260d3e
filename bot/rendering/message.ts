/** What is posted: an Adaptive Card, and what notifications and screen readers say of it. */
export interface Message {
  card: object;
  /** Plain text, one or two sentences. */
  summary: string;
  /** Questions that a chat offers above its compose box. */
  suggestions?: readonly Suggestion[];
}

export interface Suggestion {
  title: string;
  /** What is said when it is chosen. */
  text: string;
}

const MAX_SUMMARY = 280;

/** Markdown as a notification shows it: without marks, addresses, line breaks and times that only a card can tell, cut at a word. */
export function toSummary(...markdown: string[]): string {
  const text = markdown
    .join(' ')
    .replaceAll(/,?(?: ?\{\{(?:DATE|TIME)\([^)]*\)\}\})+/g, '')
    .replaceAll(/(?<!\\)\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|(?<=^|\s)- |(?<![\p{L}\p{N}\\])_|(?<!\\)_(?![\p{L}\p{N}])/gu, '')
    .replaceAll(/\\(?=[!-/:-@[-`{-~])/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length <= MAX_SUMMARY ? text : `${text.slice(0, text.lastIndexOf(' ', MAX_SUMMARY))} …`;
}

/** What somebody typed, to be shown literally in a card, line by line. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]()#<>&~|]/g, '\\$&')
    .replaceAll(/^(\s*)([-+=])/gm, '$1\\$2')
    .replaceAll(/^(\s*\d+)\.(?=\s)/gm, '$1\\.')
    .replaceAll(/\s*\n\s*/g, '\n\n');
}

/** Teams writes it in the zone and the manner of whoever looks. */
export function tellTime(instant: Date): string {
  const iso = instant.toISOString().replace(/\.\d+Z$/, 'Z');
  return `{{DATE(${iso},SHORT)}} {{TIME(${iso})}}`;
}
