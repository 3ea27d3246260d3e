import type { KnownVersion, MinimumVersion, Table, VersionStatements } from '../guidance-map.ts';
import { findDates } from '../milestones/dates.ts';
import { columnOf, type VersionColumn } from '../version-columns.ts';
import { escapeText, plainText } from './card-text.ts';
import type { Block } from './collect-sections.ts';
import type { ParsedArticle } from './parse-article.ts';
import type { Reporter } from './problem.ts';
import { versionsInHeadings } from './version-headings.ts';

const VERSION = /\d{1,6}(?:\.\d{1,6}){1,5}/;
/** How the README of the notices names the columns. */
const KNOWN_COLUMNS = 'Version, Released, End of support, Note';
const MINIMUM_COLUMNS = 'Service, Minimum, Stated date, Below the minimum';

/**
 * Reads what a notice's tables say of versions: when each was released and how long it is supported, and below which
 * minimum something stops. Reports a table that looks like one of the two and is not read, and a date in one that is none.
 */
export function readVersionTables(
  articles: readonly ParsedArticle[],
  reportFor: (file: string) => Reporter,
): VersionStatements {
  const known: KnownVersion[] = [];
  const minimums: MinimumVersion[] = [];
  for (const article of articles) {
    const report = reportFor(article.file);
    for (const { table, rowLines, line } of tablesOf(article)) {
      const rows = rowReaders(table, rowLines, report);
      if (isMinimumTable(table)) minimums.push(...rows.flatMap((read) => toMinimum(read) ?? []));
      else if (isKnownTable(table)) known.push(...rows.flatMap((read) => toKnown(read) ?? []));
      else reportLookalike(table, line, report);
    }
  }
  const isListed = ({ version }: KnownVersion): boolean => known.some((other) => other.version === version);
  known.push(...articles.flatMap(versionsInHeadings).filter((version) => !isListed(version)));
  return { known, minimums };
}

type TableBlock = Block & { table: Table };

function tablesOf({ sections }: ParsedArticle): TableBlock[] {
  return sections
    .flatMap(({ blocks }) => blocks)
    .filter((block): block is TableBlock => block.table !== null);
}

function has(table: Table, ...columns: VersionColumn[]): boolean {
  return columns.every((column) => columnOf(table, column) >= 0);
}

/** Says of single versions when they were released or how long they are supported. */
export function isKnownTable(table: Table): boolean {
  if (!has(table, 'version') || !(has(table, 'released') || has(table, 'endOfSupport'))) return false;
  return areVersions(table, columnOf(table, 'version'));
}

function isMinimumTable(table: Table): boolean {
  return has(table, 'service', 'minimum', 'date') && areVersions(table, columnOf(table, 'minimum'));
}

function areVersions({ rows }: Table, column: number): boolean {
  const cells = rows.map((row) => plainText(row[column] ?? '')).filter((cell) => cell !== '');
  return cells.length > 0 && cells.filter((cell) => VERSION.test(cell)).length * 2 >= cells.length;
}

/** Reads the cells of one row by column. */
interface RowReader {
  text: (column: VersionColumn) => string;
  /** The first date of a cell, `YYYY-MM-DD`; of a month its first or last day. */
  date: (column: VersionColumn, dayOfMonth: 'first' | 'last') => string | null;
}

function rowReaders(table: Table, rowLines: readonly number[], report: Reporter): RowReader[] {
  return table.rows.map((row, index) => {
    const text = (column: VersionColumn): string => row[columnOf(table, column)] ?? '';
    const date: RowReader['date'] = (column, dayOfMonth) => {
      const cell = plainText(text(column));
      const [stated] = findDates(cell);
      if (stated) return stated.precision === 'day' ? stated.date : dayOf(stated.date, dayOfMonth);
      if (/\d/.test(cell)) {
        report.warn(rowLines[index] ?? 1, `"${cell}" is not read as a date: write it as YYYY-MM-DD`);
      }
      return null;
    };
    return { text, date };
  });
}

function dayOf(month: string, dayOfMonth: 'first' | 'last'): string {
  if (dayOfMonth === 'first') return `${month}-01`;
  const [year, number] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
}

function toKnown({ text, date }: RowReader): KnownVersion | null {
  const version = VERSION.exec(plainText(text('version')))?.[0];
  if (version === undefined) return null;
  const released = date('released', 'first') ?? '';
  const qualifiers = [text('version'), text('released'), text('endOfSupport')].flatMap(qualifiersOf);
  const note = [...qualifiers, text('note')].filter((part) => part !== '').join('; ');
  return { version, released, endOfSupport: date('endOfSupport', 'last'), note };
}

/** A minimum for all that a server does, and not for one of its services. */
const OF_ALL = /^(?:all|every|everything|the (?:whole|entire))\b/i;

function toMinimum({ text, date }: RowReader): MinimumVersion | null {
  const version = VERSION.exec(plainText(text('minimum')))?.[0];
  const from = date('date', 'first');
  if (version === undefined || from === null) return null;
  const service = text('service');
  const qualifier = [text('minimum'), text('date')].flatMap(qualifiersOf).join('; ');
  const isForAll = OF_ALL.test(plainText(service));
  return { version, date: from, service, consequence: text('consequence'), isForAll, qualifier };
}

/** Words around a version or a date that say nothing more. */
const FILLERS =
  /^(?:\W*\b(?:version|build|release|v|from|since|until|by|on|(?:or|and) (?:later|newer|higher|above))\b)+\W*|^[\s,;:()*+–—-]+|[\s,;:()*–—-]+$/gi;

/** What a cell says beside its version or date: "2.6.84.0 (preview)", "2026-09-30 for existing tenants". */
function qualifiersOf(cell: string): string[] {
  const plain = plainText(cell);
  const [date] = findDates(plain);
  const version = VERSION.exec(plain);
  const start = date?.start ?? version?.index ?? 0;
  const end = date?.end ?? start + (version?.[0].length ?? 0);
  if (start === end) return [];
  return [plain.slice(0, start), plain.slice(end)]
    .map((part) => part.replace(FILLERS, ''))
    .filter((part) => /[a-z]/i.test(part))
    .map(escapeText);
}

function reportLookalike(table: Table, line: number, report: Reporter): void {
  const isDated = table.rows.some((row) => row.some((cell) => findDates(plainText(cell)).length > 0));
  if (!isDated) return;
  const headers = table.headers.map((header) => plainText(header));
  const column = (words: RegExp): number =>
    headers.findIndex((header, index) => words.test(header) && areVersions(table, index));
  if (column(/\b(?:minimum|required|lowest)\b/i) >= 0) {
    report.warn(line, `this table of minimum versions is not read: name its columns ${MINIMUM_COLUMNS}`);
  } else if (column(/\b(?:versions?|builds?|releases?)\b/i) >= 0) {
    report.warn(line, `this table of versions is not read: name its columns ${KNOWN_COLUMNS}`);
  }
}
