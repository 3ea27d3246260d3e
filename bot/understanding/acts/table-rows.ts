import { isUnknownVersion } from './server-lists.ts';
import { hostOf } from './server-names.ts';
import { NO_VERSION } from './utterance.ts';

type Column = 'name' | 'version' | 'staging' | 'role' | 'state' | 'other';

/** What a column is about, by a word of its head. The first that fits counts. */
const HEADS: readonly [RegExp, Column][] = [
  [
    /\b(?:os|operating system|windows|sql|powershell|\.net|framework|tls) (?:version|build|release)\b/i,
    'other',
  ],
  [/\bstaging\b|\bstand-?by\b/i, 'staging'],
  [/\b(?:display|product|file)?version\b|\bbuild\b|\brelease\b|\binstalled\b/i, 'version'],
  [/\brole\b|\bmode\b/i, 'role'],
  [/\bstate\b|\bstatus\b/i, 'state'],
  [/\bserver\b|\bname\b|\bhost(?:name)?\b|\b(?:ps)?computer(?:name)?\b|\bmachine\b|\bbox\b/i, 'name'],
];

const VERSION = /^v?\d{1,2}(?:\.\d{1,6}){1,3}$/i;
const YES = /^(?:yes|y|true|on|enabled|x|1|✓|✔|✅|ja)$/i;
const NO = /^(?:no|n|false|off|disabled|0|-|✗|✘|❌|nein)$/i;

/** What may stand between cells. One is used for a whole table. */
const SEPARATORS = ['|', ';', '\t', ','];

/** A text whose tables are written out. */
export interface WrittenRows {
  text: string;
  /** Rows that name no server, or nothing that can be recorded of one, as they were typed. */
  unread: readonly string[];
}

/**
 * Writes each row of a table of servers as a sentence: `AADC01 runs 2.5.190.0, staging`. A table has a head that names the
 * column of servers, and as many cells in each row; everything else stays as it is.
 */
export function rowsAsSentences(text: string): WrittenRows {
  const lines = text.split('\n');
  const written: string[] = [];
  const unread: string[] = [];
  let table: Table | null = null;
  for (const line of lines) {
    const head: Table | null = table ? null : readHead(line);
    if (head) {
      table = head;
      continue;
    }
    if (table && isRule(line)) continue;
    const cells: string[] | null = table && cellsOf(line, table.separator);
    if (table && cells?.length === table.columns.length) {
      const sentence = sentenceOf(cells, table.columns);
      if (sentence === null) unread.push(line);
      else written.push(sentence);
      continue;
    }
    table = null;
    written.push(line);
  }
  if (written.length + unread.length === 0) return { text, unread };
  return { text: recordsAsSentences(written).join('\n'), unread };
}

/** `PSComputerName : AADC01`, as PowerShell lists the properties of an object. */
const PROPERTY = /^\s*([A-Za-z][\w -]{1,40}?)\s*:\s+(\S.*)$/;

/** Writes each object that is listed with a property a line as a sentence; lines that say nothing of a server stay. */
function recordsAsSentences(lines: readonly string[]): string[] {
  const written: string[] = [];
  let record: { line: string; key: string; value: string }[] = [];
  const close = () => {
    const known = record.filter((each) => columnOfProperty(each) !== 'other');
    const columns = known.map(columnOfProperty);
    const cells = known.map(({ value }) => value.trim());
    const isServer = /^\S+$/.test(cells[columns.indexOf('name')] ?? '');
    const sentence = isServer ? sentenceOf(cells, columns) : null;
    written.push(...(sentence === null ? record.map(({ line }) => line) : [sentence]));
    record = [];
  };
  for (const line of lines) {
    const [, key, value] = PROPERTY.exec(line) ?? [];
    const isNext = key === undefined || record.some((each) => each.key === key);
    if (isNext) close();
    if (key !== undefined && value !== undefined) record.push({ line, key, value });
    else written.push(line);
  }
  close();
  return written;
}

const PRODUCT = /\b(?:connect|sync|aadc)\b/i;

/** A property is also called by the product whose version it has: `Azure AD Connect: 2.5.3.0`. */
function columnOfProperty({ key, value }: { key: string; value: string }): Column {
  return PRODUCT.test(key) && VERSION.test(value.trim()) ? 'version' : columnOf(key);
}

interface Table {
  separator: string;
  columns: readonly Column[];
}

function readHead(line: string): Table | null {
  for (const separator of SEPARATORS) {
    const cells = cellsOf(line, separator);
    if (cells === null) continue;
    const columns = cells.map(columnOf);
    const isHead =
      columns.includes('name') && columns.some((column) => column !== 'name' && column !== 'other');
    if (isHead && !cells.some((cell) => VERSION.test(cell))) return { separator, columns };
  }
  return null;
}

function columnOf(head: string): Column {
  return HEADS.find(([words]) => words.test(head.slice(0, 60)))?.[1] ?? 'other';
}

/** Null for a line with fewer than two cells. The marks at the edges of a Markdown row are no cells. */
function cellsOf(line: string, separator: string): string[] | null {
  if (!line.includes(separator)) return null;
  const cells = line.split(separator).map((cell) => cell.trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '' && separator === '|') cells.pop();
  return cells.length > 1 ? cells : null;
}

/** `|---|:--:|` */
function isRule(line: string): boolean {
  return line.includes('-') && /^[\s|:+-]+$/.test(line);
}

/** Null for a row without a server's name. */
function sentenceOf(cells: readonly string[], columns: readonly Column[]): string | null {
  const cell = (column: Column) => cells[columns.indexOf(column)] ?? '';
  const name = cell('name').split(' ')[0] ?? '';
  if (hostOf(name) === null) return null;
  const isVersion = VERSION.test(cell('version')) && !NO_VERSION.test(cell('version'));
  const version = isVersion ? cell('version') : null;
  const role = roleOf(cell('staging'), cell('role'));
  const state = /migrated|decommissioned|retired|switched off/i.exec(cell('state'))?.[0];
  if (state !== undefined) return `server named ${name} is ${state.toLowerCase()}`;
  const isUnknown = isUnknownVersion(cell('version'));
  if (version === null && cell('version') !== '' && !isUnknown) return null;
  if (version === null && role === null && isUnknown) return `server named ${name} is in use`;
  if (version !== null) return `server named ${name} runs ${version}${role ? `, ${role}` : ''}`;
  return role && `server named ${name} is ${role}`;
}

function roleOf(staging: string, role: string): 'active' | 'staging' | null {
  if (YES.test(staging) || /staging|stand-?by|passive/i.test(`${staging} ${role}`)) return 'staging';
  if (NO.test(staging) || /active|primary/i.test(`${staging} ${role}`)) return 'active';
  return null;
}
