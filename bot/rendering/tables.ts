import { differs, wordTable } from '../guidance/comparison.ts';
import type { Table } from '../guidance/guidance-map.ts';
import { localiseDates } from '../guidance/date-format.ts';

/** A table as the templates take it: as a grid, and for phones as one block a row. */
export interface TableData {
  /** One line about what is shown, or none. */
  captions: string[];
  columns: { header: string; width: number }[];
  rows: TableRow[];
}

interface TableRow {
  name: string;
  cells: string[];
  facts: { header: string; value: string }[];
}

/** A comparison's rows are short enough for one line each on phones, which keeps the card small. */
export interface ComparisonData extends Omit<TableData, 'rows'> {
  rows: (Omit<TableRow, 'facts'> & { line: string })[];
}

/** Rows that say the same of everything compared, by what they say. */
export interface SameRows {
  heading: string;
  /** A list of their names. */
  names: string;
}

/** Rows shown on one card. */
const MAX_ROWS = 6;
/** Shown for an empty cell, which would look like a fault. */
const NOTHING = '–';

/** Every date in the cells is in the form of the reader's `locale`. */
export function toTableData(table: Table, locale?: string): TableData {
  const shown = table.rows.slice(0, MAX_ROWS);
  const isCut = shown.length < table.rows.length;
  const captions = isCut
    ? [`Showing ${shown.length} of ${table.rows.length} rows. See the source for the rest.`]
    : [];
  return grid(captions, table.headers, localiseRows(shown, locale));
}

/** The rows that differ as a table, and the others as lists of names. */
export function splitComparison(
  table: Table,
  locale?: string,
): { differing: ComparisonData; same: SameRows[] } {
  const { headers, rows } = table;
  const worded = localiseRows(wordTable(table).rows, locale);
  const differing = worded.filter(differs);
  const all = headers.length === 3 ? 'both' : `all ${headers.length - 1}`;
  const same = worded.filter((row) => !differs(row));
  const said = [...new Set(same.map(([, cell = '']) => cell))];
  return {
    differing: withLines(
      grid([`Where they differ (${differing.length} of ${rows.length})`], headers, differing),
    ),
    same: said.map((cell) => {
      const names = same.filter((row) => row[1] === cell).map(([name = '']) => `- ${name}`);
      return { heading: `${cell} in ${all} (${names.length} of ${rows.length})`, names: names.join('\n') };
    }),
  };
}

function localiseRows(rows: readonly string[][], locale?: string): string[][] {
  return rows.map((row) => row.map((cell) => localiseDates(cell, locale)));
}

function withLines({ rows, ...table }: TableData): ComparisonData {
  return {
    ...table,
    rows: rows.map(({ facts, ...row }) => ({
      ...row,
      line: facts.map(({ header, value }) => `${header}: ${value}`).join(' · '),
    })),
  };
}

function grid(captions: string[], headers: string[], rows: string[][]): TableData {
  return {
    captions,
    columns: headers.map((header, i) => ({
      header,
      width: widthOf([header, ...rows.map((row) => row[i])], i === 0 ? 22 : 18),
    })),
    rows: rows.map((cells) => ({
      name: cells[0] ?? '',
      cells: headers.map((_, i) => cells[i] || NOTHING),
      facts: headers
        .slice(1)
        .map((header, i) => ({ header, value: cells[i + 1] ?? '' }))
        .filter(({ value }) => value !== ''),
    })),
  };
}

/** A column's share of the width: more for long texts, within limits that keep other columns' words whole. */
function widthOf(cells: readonly (string | undefined)[], most: number): number {
  const longest = Math.max(...cells.map((cell = '') => cell.replaceAll(/\]\([^)]*\)/g, '').length));
  return Math.min(Math.max(longest, 16), most);
}
