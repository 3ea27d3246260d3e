import type { Reporter } from './problem.ts';

/** Greatest depth of nested quotes and lists. Microsoft Learn's articles have three. */
const MAX_CONTAINERS = 100;

/** Greatest depth of nested links, and of nested emphases. */
const MAX_INLINE = 500;

const THEMATIC_BREAK = /^[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$/;
/** An indentation and the marker of a quote or a list item; the marker is empty before text. */
const CONTAINER = /([ \t]*)(>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|(?=\S))/y;
/** Columns: the smallest indentation of a nested list, and a tab. */
const LIST_COLUMNS = 2;
const TAB_COLUMNS = 4;
/** An escaped character, a bracket, or a run of emphasis marks with the characters before and after it. */
const INLINE = /\\.|[[\]]|(?<before>^|\s|.)(?<run>[*_]+)(?=(?<after>\s|.|$))/gs;

/**
 * Whether the Markdown is nested within the limits; reports the first line that is not. Call it before parsing: the
 * parser's time grows at least with the square of the depth, while this check takes one pass.
 */
export function isShallow(text: string, report: Reporter): boolean {
  const inline = new InlineDepth();
  const lines = text.split(/\r\n|\n|\r/);
  const index = lines.findIndex((line) => {
    inline.read(line);
    return countContainers(line) > MAX_CONTAINERS || inline.deepest > MAX_INLINE;
  });
  if (index < 0) return true;
  report.error(
    index + 1,
    `the Markdown is nested too deeply: at most ${MAX_CONTAINERS} quotes and lists, or ${MAX_INLINE} links or emphases, may stand inside each other`,
  );
  return false;
}

/** The depth of quotes and lists on a line; never less than the parser would find. */
function countContainers(line: string): number {
  if (THEMATIC_BREAK.test(line)) return 0;
  let count = 0;
  CONTAINER.lastIndex = 0;
  for (;;) {
    const [, indentation = '', mark = ''] = CONTAINER.exec(line) ?? [];
    count += Math.floor(columnsOf(indentation) / LIST_COLUMNS);
    if (mark === '') return count;
    count += 1;
  }
}

function columnsOf(indentation: string): number {
  return indentation.length + (TAB_COLUMNS - 1) * (indentation.split('\t').length - 1);
}

/** Counts the open brackets and emphases of a paragraph: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis */
class InlineDepth {
  /** The greatest depth so far. */
  deepest = 0;
  private brackets = 0;
  private emphases = 0;

  read(line: string): void {
    // An empty line ends a paragraph, and a table row is a paragraph of its own.
    if (/^\s*(?:\||$)/.test(line)) this.brackets = this.emphases = 0;
    if (!/[[\]*_]/.test(line)) return;
    for (const { 0: mark, groups } of line.matchAll(INLINE)) {
      if (mark === '[') this.brackets += 1;
      else if (mark === ']') this.brackets = Math.max(0, this.brackets - 1);
      else if (groups?.['run'] !== undefined) this.readRun(groups['before'] ?? '', groups['after'] ?? '');
      this.deepest = Math.max(this.deepest, this.brackets, this.emphases);
    }
  }

  private readRun(before: string, after: string): void {
    const opens = isWord(after) || (isPunctuation(after) && !isWord(before));
    const closes = isWord(before) || (isPunctuation(before) && !isWord(after));
    if (opens && !closes) this.emphases += 1;
    else if (closes && !opens) this.emphases = Math.max(0, this.emphases - 1);
  }
}

function isPunctuation(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

function isWord(character: string): boolean {
  return /\S/.test(character) && !isPunctuation(character);
}
