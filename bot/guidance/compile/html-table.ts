import type { Table, TableCell, TableRow } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { findDates } from '../milestones/dates.ts';
import { parseInlineMarkdown } from './parse-markdown.ts';

const TAG = /<(\/?)(table|thead|tr|th|td)\b([^>]*)>/gi;
/** More columns are a mistake, or a trick; the same holds for longer spans. */
const MAX_COLUMNS = 50;

interface Cell {
  html: string;
  isHeader: boolean;
  columns: number;
  rows: number;
}

interface Row {
  cells: Cell[];
  isInHead: boolean;
  line: number;
}

/** Reads `<table>…</table>` as the table that GitHub's Markdown would give; the first row are the headers, or empty. */
export function readTable(html: string, firstLine: number): Table {
  const rows = placeCells(readRows(html, firstLine));
  const width = Math.max(1, ...rows.map(({ children }) => children.length));
  const head = rows[0] !== undefined && isHeader(rows[0]) ? rows.shift()?.row : undefined;
  const empty = { type: 'tableRow', children: [] } as TableRow;
  for (const cell of head?.children ?? []) {
    cell.children = cell.children.flatMap((node) => (node.type === 'strong' ? node.children : [node]));
  }
  const children = [head ?? empty, ...rows.map(({ row }) => row)];
  for (const { children: cells } of children) {
    while (cells.length < width) cells.push({ type: 'tableCell', children: [] });
  }
  return { type: 'table', position: positionAt(firstLine), children };
}

function readRows(html: string, firstLine: number): Row[] {
  const rows: Row[] = [];
  let isInHead = false;
  let cell: { from: number; isHeader: boolean; attributes: string } | null = null;
  let line = firstLine;
  let counted = 0;
  const endCell = (at: number): void => {
    if (cell === null) return;
    const { from, isHeader, attributes } = cell;
    const span = { columns: spanOf('colspan', attributes), rows: spanOf('rowspan', attributes) };
    rows.at(-1)?.cells.push({ html: html.slice(from, at), isHeader, ...span });
    cell = null;
  };
  for (const tag of html.matchAll(TAG)) {
    const [whole, end = '', tagName = '', attributes = ''] = tag;
    const name = tagName.toLowerCase();
    endCell(tag.index);
    if (name === 'thead') isInHead = end === '';
    if (end !== '' || name === 'table' || name === 'thead') continue;
    line += html.slice(counted, tag.index).split('\n').length - 1;
    counted = tag.index;
    if (name === 'tr' || rows.length === 0) rows.push({ cells: [], isInHead, line });
    if (name !== 'tr') cell = { from: tag.index + whole.length, isHeader: name === 'th', attributes };
  }
  return rows.filter(({ cells }) => cells.length > 0);
}

function spanOf(name: string, attributes: string): number {
  const span = Number(new RegExp(`\\b${name}\\s*=\\s*["']?(\\d+)`, 'i').exec(attributes)?.[1] ?? 1);
  return Math.min(Math.max(span, 1), MAX_COLUMNS);
}

interface PlacedRow {
  row: TableRow;
  children: TableCell[];
  cells: readonly Cell[];
  isInHead: boolean;
}

/** Repeats a cell in the rows that it spans, and leaves the further columns that it spans empty. */
function placeCells(rows: readonly Row[]): PlacedRow[] {
  const spanning = new Map<number, { cell: TableCell; rowsLeft: number }>();
  return rows.map(({ cells, isInHead, line }) => {
    const children: TableCell[] = [];
    const add = (cell: TableCell): void => {
      if (children.length < MAX_COLUMNS) children.push(cell);
    };
    const addSpanning = (): void => {
      for (let above = spanning.get(children.length); above; above = spanning.get(children.length)) {
        above.rowsLeft -= 1;
        if (above.rowsLeft === 0) spanning.delete(children.length);
        add(above.cell);
      }
    };
    for (const { html, rows: height, columns } of cells.slice(0, MAX_COLUMNS)) {
      addSpanning();
      const cell: TableCell = { type: 'tableCell', children: parseInlineMarkdown(textOf(html), line) };
      if (height > 1) spanning.set(children.length, { cell, rowsLeft: height - 1 });
      add(cell);
      for (let column = 1; column < columns; column += 1) add({ type: 'tableCell', children: [] });
    }
    addSpanning();
    const row: TableRow = { type: 'tableRow', children, position: positionAt(line) };
    return { row, children, cells, isInHead };
  });
}

/** On one line, because an empty line would end a paragraph; comments say nothing. */
function textOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A row of `<thead>` or of `<th>` alone; else words in bold, or words without a date where others follow. */
function isHeader({ cells, children, isInHead }: PlacedRow): boolean {
  if (isInHead || cells.every((cell) => cell.isHeader)) return true;
  if (cells.some((cell) => cell.isHeader)) return false;
  const isBold = children.every((cell) => cell.children.every(({ type }) => type === 'strong'));
  return isBold || children.every((cell) => findDates(toString(cell)).length === 0);
}

function positionAt(line: number): NonNullable<Table['position']> {
  return { start: { line, column: 1 }, end: { line, column: 1 } };
}
