import type { BlockContent, Code, DefinitionContent, List, Table as TableNode } from 'mdast';
import { atLineStart, escapeText, flatten } from './card-text.ts';
import type { Link, Table } from '../guidance-map.ts';
import type { InlineText } from './inline-text.ts';
import { type InlineContext, lineOf, renderInline } from './render-inline.ts';
import { describe, type Sentence, splitSentences } from './sentences.ts';

/** A list with everything nested in it. */
export interface RenderedList {
  /** Card-safe Markdown: one line for each item, two spaces for each level. */
  text: string;
  sentences: Sentence[];
  links: Link[];
  /** Quotes and tables within its items, which are shown after the list. */
  asides: (BlockContent | DefinitionContent)[];
}

export interface RenderedTable {
  table: Table;
  links: Link[];
  /** The source line of each row, in their order. */
  rowLines: number[];
}

/** Renders a list; `depth` is the number of lists around it. */
export function renderList(list: List, context: InlineContext, depth = 0): RenderedList {
  const lines: string[] = [];
  const rendered: RenderedList = { text: '', sentences: [], links: [], asides: [] };
  for (const [index, item] of list.children.entries()) {
    const marker = list.ordered === true ? `${String((list.start ?? 1) + index)}. ` : '- ';
    const indent = '  '.repeat(depth);
    let hasMarker = false;
    const addLine = (text: string): void => {
      lines.push(`${indent}${hasMarker ? '  ' : marker}${text}`);
      hasMarker = true;
    };
    for (const child of item.children) {
      if (child.type === 'list') {
        const nested = renderList(child, context, depth + 1);
        if (nested.text !== '') lines.push(nested.text);
        rendered.sentences.push(...nested.sentences);
        rendered.links.push(...nested.links);
        rendered.asides.push(...nested.asides);
      } else if (child.type === 'paragraph' || child.type === 'heading') {
        const inline = renderInline(child.children, context);
        const text = atLineStart(inline.text.trim());
        if (text === '') continue;
        addLine(text);
        rendered.sentences.push(...splitSentences(inline));
        rendered.links.push(...linksIn(inline, text));
      } else if (child.type === 'code') {
        for (const line of codeLines(child)) addLine(line);
      } else {
        rendered.asides.push(child);
      }
    }
  }
  rendered.text = lines.join('\n');
  return rendered;
}

/** Renders a table. The description of a link is the rest of its row. */
export function renderTable(node: TableNode, context: InlineContext): RenderedTable {
  const [head = [], ...body] = node.children.map((row) =>
    row.children.map((cell) => renderInline(cell.children, context)),
  );
  const text = (cell: InlineText | undefined): string => atLineStart(cell?.text.trim() ?? '');
  const links = [head, ...body].flatMap((row) =>
    row.flatMap((cell) => {
      if (cell.links.length === 0) return [];
      const rest = row.filter((other) => other !== cell).map((other) => flatten(text(other)));
      const description = row === head ? '' : rest.filter((words) => words !== '').join('; ');
      return cell.links.map((link) => ({ text: link.text, url: link.url, description }));
    }),
  );
  const rows = body.map((row) => head.map((_header, column) => text(row[column])));
  const rowLines = node.children.slice(1).map((row) => lineOf(row));
  return { table: { headers: head.map(text), rows }, links, rowLines };
}

/** The lines of a code block as card-safe text without empty lines, because cards don't support code. */
export function codeLines(code: Code): string[] {
  return code.value
    .split(/\r\n|\n|\r/)
    .map((line) => atLineStart(escapeText(line.trim())))
    .filter((line) => line !== '');
}

/** The links of an inline text. The description of each is the text around it, `around`. */
export function linksIn(inline: InlineText, around: string): Link[] {
  return inline.links.map(({ text, url }) => ({ text, url, description: describe(text, around) }));
}
