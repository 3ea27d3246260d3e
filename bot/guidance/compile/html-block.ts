import { type HtmlContent, readHtmlContent } from './html-content.ts';
import type { Reporter } from './problem.ts';

/** The parts of a block of HTML that Cutover uses. */
export interface HtmlBlock {
  /** Names from `<a name="…"></a>`. */
  anchors: string[];
  /** Intent comments in their order. One without intents ends the annotation before it. */
  annotations: { intents: string[]; line: number }[];
  /** Comments with other words in which the next block is asked for. */
  asked: { words: string[]; line: number }[];
  /** Its tables and paragraphs, and its banners as quotes with a marker. */
  content: HtmlContent[];
}

const COMMENT = /<!--([\s\S]*?)-->/g;
const ANCHOR = /<a\s+(?:name|id)\s*=\s*(["']?)([^"'\s>]+)\1\s*(?:\/>|>\s*<\/a>)/gi;
const INTENT_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Reads a block of HTML. What is no text is left out with a warning. */
export function readHtmlBlock(html: string, firstLine: number, report: Reporter): HtmlBlock {
  const block: HtmlBlock = { anchors: [], annotations: [], asked: [], content: [] };
  // Only up to the last end: an unclosed comment would be searched to the end of the text again and again.
  const last = html.lastIndexOf('-->');
  const end = last < 0 ? 0 : last + 3;
  for (const comment of html.slice(0, end).matchAll(COMMENT)) {
    const line = lineIn(html, comment.index, firstLine);
    const intents = readIntents(comment[1] ?? '', line, report);
    if (intents !== null) block.annotations.push({ intents, line });
    const words = readAsked(comment[1] ?? '');
    if (words.length > 0) block.asked.push({ words, line });
  }
  // Line breaks stay, so that lines can still be counted.
  const withoutComments =
    html.slice(0, end).replace(COMMENT, (comment) => comment.replace(/[^\n]+/g, '')) + html.slice(end);
  for (const anchor of withoutComments.matchAll(ANCHOR)) if (anchor[2]) block.anchors.push(anchor[2]);
  const rest = withoutComments.replace(ANCHOR, '');
  if (rest.trim().startsWith('<!--') && !/^<!--+>/.test(rest.trim())) {
    report.error(firstLine, 'this comment is never closed: add -->');
  } else if (rest.trim() !== '') {
    block.content = readHtmlContent(rest, firstLine, report);
  }
  return block;
}

function lineIn(html: string, offset: number, firstLine: number): number {
  return firstLine + html.slice(0, offset).split('\n').length - 1;
}

/** `asked: how much memory | RAM` as its parts; empty for any other comment. */
function readAsked(comment: string): string[] {
  const words = /^\s*asked\s*:([\s\S]*)$/i.exec(comment)?.[1] ?? '';
  return words
    .split('|')
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
}

/** The intents that a comment names; null when it isn't an intent comment. */
function readIntents(comment: string, line: number, report: Reporter): string[] | null {
  const match = /^\s*(intents?)\s*:([\s\S]*)$/i.exec(comment);
  if (match === null) {
    if (/^\s*intents?\b/i.test(comment))
      report.warn(line, 'this comment names no intent: write <!-- intent: NAME NAME -->');
    return null;
  }
  const ids = (match[2] ?? '').split(/[\s,]+/).filter((id) => id !== '');
  for (const id of ids) {
    if (!INTENT_ID.test(id) || id === 'none')
      report.error(
        line,
        `"${id}" is not a valid intent name: use lowercase words and hyphens, such as what-to-do`,
      );
  }
  return ids;
}
