import { differs, wordTable } from '../guidance/comparison.ts';
import type { Table } from '../guidance/guidance-map.ts';

/** A table as the templates take it: as a grid, and for phones as one block a row. */
export interface TableData {
  caption: string;
  columns: { header: string; width: number }[];
  rows: { name: string; cells: string[]; facts: { header: string; value: string }[] }[];
}

/** Rows of one card at the most; the source has the others. */
const MAX_ROWS = 6;
/** Where the source says nothing: a blank looks like a fault of the card. */
const NOTHING = '–';

export function toTableData(table: Table): TableData {
  const shown = table.rows.slice(0, MAX_ROWS);
  const caption =
    shown.length < table.rows.length ? `The first ${shown.length} of ${table.rows.length} rows` : '';
  return grid(caption, table.headers, shown);
}

/** The rows that decide and the rows that do not. */
export function splitComparison(table: Table): { differing: TableData; same: TableData } {
  const { headers, rows } = table;
  const worded = wordTable(table).rows;
  const differing = worded.filter(differs);
  const same = worded.filter((row) => !differs(row));
  return {
    differing: grid(`Where they differ (${differing.length} of ${rows.length})`, headers, differing),
    same: grid(`The same in both (${same.length} of ${rows.length})`, headers, same),
  };
}

function grid(caption: string, headers: string[], rows: string[][]): TableData {
  const cellOf = (cells: string[], i: number) => cells[i] || NOTHING;
  return {
    caption,
    columns: headers.map((header, i) => ({ header, width: i === 0 ? 3 : 2 })),
    rows: rows.map((cells) => ({
      name: cells[0] ?? '',
      cells: headers.map((_, i) => cellOf(cells, i)),
      facts: headers.slice(1).map((header, i) => ({ header, value: cellOf(cells, i + 1) })),
    })),
  };
}
