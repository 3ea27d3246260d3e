import type { Blockquote, Paragraph, Table } from 'mdast';
import { readTable } from './html-table.ts';
import { parseInlineMarkdown } from './parse-markdown.ts';
import type { Reporter } from './problem.ts';

export type HtmlContent = Table | Paragraph | Blockquote;

const TABLE = /(<table\b[\s\S]*?<\/table>)/i;
const TABLE_END = '</table>';
const BLOCK_TAG =
  /<\/?(?:p|div|ul|ol|li|dl|dt|dd|h[1-6]|section|article|main|header|footer|aside|details|summary|center|blockquote|figure|figcaption|hr|table|caption|thead|tbody|tr|th|td)\b[^>]{0,2000}>/gi;
/** Elements whose content is no text of the page. */
const NO_TEXT =
  /<(?:script|style|iframe|object|embed|form|button|select|textarea|video|audio|svg|canvas|noscript|template|title|head)\b[^>]*/i;
/** A banner: an element whose class names a kind of alert. */
const BANNER =
  /^\s*<(?:div|aside|section|p|blockquote)\b[^>]*\bclass\s*=\s*["'][^"']*\b(?:is-)?(note|tip|important|caution|warning)\b/i;

/** Reads tables and text from HTML without comments. Elements that hold no text are left out with a warning. */
export function readHtmlContent(html: string, firstLine: number, report: Reporter): HtmlContent[] {
  const content: HtmlContent[] = [];
  // Only up to the last end: an unclosed table would be searched to the end of the text again and again.
  const last = html.toLowerCase().lastIndexOf(TABLE_END);
  const end = last < 0 ? 0 : last + TABLE_END.length;
  let line = firstLine;
  for (const part of [...html.slice(0, end).split(TABLE), html.slice(end)]) {
    if (TABLE.test(part)) content.push(readTable(part, line));
    else content.push(...readProse(part, line, report));
    line += part.split('\n').length - 1;
  }
  return content;
}

function readProse(html: string, firstLine: number, report: Reporter): HtmlContent[] {
  const [tag] = NO_TEXT.exec(html) ?? [];
  if (tag !== undefined) {
    report.warn(firstLine, `HTML is left out: ${tag.slice(0, 40).replace(/\s+/g, ' ')}`);
    return [];
  }
  const paragraphs: Paragraph[] = [];
  let line = firstLine;
  for (const part of html.replace(BLOCK_TAG, (whole) => `\0${whole.replace(/[^\n]+/g, '')}`).split('\0')) {
    const indent = part.slice(0, part.length - part.trimStart().length);
    const words = part.replace(/\s+/g, ' ').trim();
    const first = line + indent.split('\n').length - 1;
    if (words !== '') paragraphs.push(paragraphOf(words, first));
    line += part.split('\n').length - 1;
  }
  const kind = BANNER.exec(html)?.[1];
  if (kind === undefined || paragraphs.length === 0) return paragraphs;
  const marker = paragraphOf(`[!${kind.toUpperCase()}]`, firstLine);
  return [{ type: 'blockquote', position: positionAt(firstLine), children: [marker, ...paragraphs] }];
}

function paragraphOf(text: string, line: number): Paragraph {
  return { type: 'paragraph', position: positionAt(line), children: parseInlineMarkdown(text, line) };
}

function positionAt(line: number): NonNullable<Paragraph['position']> {
  return { start: { line, column: 1 }, end: { line, column: 1 } };
}
