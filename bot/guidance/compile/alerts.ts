import type { Blockquote, BlockContent, DefinitionContent, Paragraph, PhrasingContent, Text } from 'mdast';
import type { AlertBox } from '../guidance-map.ts';
import { lineOf } from './render-inline.ts';

/** The part of a block quote from one alert marker to the next. */
export interface QuotePart {
  /** Null for a quote without a marker, or the part before the first one. */
  kind: AlertBox['kind'] | null;
  /** Line of the marker, or of the quote; counted from 1. */
  line: number;
  children: (BlockContent | DefinitionContent)[];
}

const MARKER = /^\[!(NOTE|TIP|IMPORTANT|CAUTION|WARNING)\]$/i;
/** A marker with text after it on its line. */
const INVALID_MARKER = /^\[!(?:NOTE|TIP|IMPORTANT|CAUTION|WARNING)\]./i;

/**
 * Splits a block quote into alerts. A line that contains only a marker such as `[!NOTE]` starts an alert; a further
 * marker starts another one. As in docfx, a marker with text after it on its line is text, which `warn` reports.
 */
export function splitQuote(quote: Blockquote, warn: (line: number, message: string) => void): QuotePart[] {
  const parts: QuotePart[] = [{ kind: null, line: lineOf(quote), children: [] }];
  for (const child of quote.children) {
    if (child.type === 'paragraph') splitParagraph(child, parts, warn);
    else parts.at(-1)?.children.push(child);
  }
  return parts.filter((part) => part.children.length > 0);
}

function splitParagraph(
  paragraph: Paragraph,
  parts: QuotePart[],
  warn: (line: number, message: string) => void,
): void {
  let pending: PhrasingContent[] = [];
  const flush = (): void => {
    if (pending.length > 0) parts.at(-1)?.children.push({ ...paragraph, children: pending });
    pending = [];
  };
  for (const [index, node] of paragraph.children.entries()) {
    if (node.type !== 'text') {
      const followsMarker = node.type === 'break' && pending.length === 0;
      if (!followsMarker) pending.push(node);
      continue;
    }
    const previous = paragraph.children[index - 1];
    const next = paragraph.children[index + 1];
    const startsLine = previous === undefined || previous.type === 'break';
    const endsLine = next === undefined || next.type === 'break';
    for (const line of linesOf(node)) {
      const wholeLine = (line.isFirst ? startsLine : true) && (line.isLast ? endsLine : true);
      const marker = wholeLine ? MARKER.exec(line.node.value.trim()) : null;
      if (marker === null) {
        if ((startsLine || !line.isFirst) && INVALID_MARKER.test(line.node.value)) {
          warn(lineOf(line.node), 'this is not an alert: move the text after ] to the next line');
        }
        appendLine(pending, line.node);
        continue;
      }
      flush();
      parts.push({
        kind: (marker[1] ?? '').toLowerCase() as AlertBox['kind'],
        line: lineOf(line.node),
        children: [],
      });
    }
  }
  flush();
}

function linesOf(text: Text): { node: Text; isFirst: boolean; isLast: boolean }[] {
  const values = text.value.split('\n');
  return values.map((value, index) => {
    const line = lineOf(text) + index;
    const point = { line, column: 1 };
    return {
      node: { type: 'text', value, position: { start: point, end: point } },
      isFirst: index === 0,
      isLast: index === values.length - 1,
    };
  });
}

/** Adds a line of text and keeps the soft line break before it. */
function appendLine(pending: PhrasingContent[], line: Text): void {
  const last = pending.at(-1);
  if (last?.type === 'text') last.value += `\n${line.value}`;
  else if (line.value !== '' || pending.length > 0) pending.push(line);
}
