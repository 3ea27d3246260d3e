/** Tags after which a line ends. */
const ENDS_LINE = /^\/?(?:p|div|br|li|tr|table|h[1-6]|ul|ol|pre|hr)$/;
const IS_CELL = /^\/?t[dh]$/;

/** What is somebody else's words, a name, or struck out: left out with everything in it. */
const LEFT_OUT = /^(?:blockquote|quoted|at|attachment|style|script|title|s|strike|del)$/;

/** A tag; a longer one is text. */
const TAG = /<(\/?[a-z][a-z0-9]{0,15})\b([^<>]{0,2000})>/gi;

/** Between the cells of a table, as people type it. */
export const CELL_BREAK = ' | ';

/**
 * The text of a message's HTML, still with entities: a line for each paragraph, list item and row, the cells of a row with
 * `|` between them. Quotes and mentions are left out.
 */
export function textOfHtml(html: string): string {
  let isInCell = false;
  return readTags(html, (name, attributes) => {
    if (IS_CELL.test(name)) isInCell = !name.startsWith('/');
    const isMention = name === 'span' && attributes.includes('schema.skype.com/Mention');
    return { isLeftOut: isMention || LEFT_OUT.test(name), text: breakOf(name, isInCell) };
  });
}

/** A message's plain text without its mentions and quoted messages. Any other tag is something that was typed. */
export function textOfPlain(text: string): string {
  return readTags(text, (name, _attributes, tag) => ({
    isLeftOut: /^(?:quoted|at|attachment)$/.test(name),
    text: /^\/(?:quoted|at|attachment)$/.test(name) ? '' : tag,
  }));
}

/** The words of quoted messages in a message's HTML or plain text, still with entities; null where it quotes none. */
export function quotesIn(source: string): string | null {
  let quoted = '';
  let hasQuote = false;
  let depth = 0;
  let at = 0;
  for (const { 0: tag, 1: name = '', 2: attributes = '', index } of source.matchAll(TAG)) {
    if (depth > 0) quoted += `${source.slice(at, index)} `;
    at = index + tag.length;
    if (!/^\/?(?:blockquote|quoted)$/i.test(name)) continue;
    hasQuote = true;
    if (attributes.endsWith('/')) continue;
    depth = Math.max(0, depth + (name.startsWith('/') ? -1 : 1));
  }
  return hasQuote ? quoted : null;
}

/** A cell is on one line. */
function breakOf(name: string, isInCell: boolean): string {
  if (ENDS_LINE.test(name)) return isInCell ? ' ' : '\n';
  return IS_CELL.test(name) && !isInCell ? CELL_BREAK : '';
}

/** What becomes of a tag: it is left out with everything up to its end, or `text` takes its place. */
type TagReader = (name: string, attributes: string, tag: string) => { isLeftOut: boolean; text: string };

function readTags(source: string, read: TagReader): string {
  let text = '';
  let at = 0;
  /** What is left out, and not closed yet. */
  let open: { name: string; depth: number; after: number } | null = null;
  for (const { 0: tag, 1: written = '', 2: attributes = '', index } of source.matchAll(TAG)) {
    const name = written.toLowerCase();
    if (open) {
      if (name === open.name && !attributes.endsWith('/')) open.depth++;
      if (name === `/${open.name}`) open.depth--;
      if (open.depth > 0) continue;
      open = null;
      at = index + tag.length;
      continue;
    }
    text += source.slice(at, index);
    at = index + tag.length;
    const { isLeftOut, text: instead } = read(name, attributes, tag);
    if (isLeftOut && !attributes.endsWith('/')) open = { name, depth: 1, after: at };
    text += isLeftOut ? ' ' : instead;
  }
  // A tag that nothing closes leaves nothing out.
  return text + source.slice(open ? open.after : at);
}
