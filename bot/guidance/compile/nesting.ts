import type { Reporter } from './problem.ts';

/** Quotes and lists inside each other. Learn's articles have three. */
const MAX_CONTAINERS = 100;

/** Links, or emphases, inside each other. */
const MAX_INLINE = 500;

const THEMATIC_BREAK = /^[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*$/;
/** An indentation, and the mark of a quote or of a list item. */
const CONTAINER = /([ \t]*)(>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])|(?=\S))/y;
/** The narrowest indentation that puts a list into another one, and the width of a tab, in columns. */
const LIST_COLUMNS = 2;
const TAB_COLUMNS = 4;
/** An escaped character, a bracket, or a run of emphasis marks with what stands beside it. */
const INLINE = /\\.|[[\]]|(?<before>^|\s|.)(?<run>[*_]+)(?=(?<after>\s|.|$))/gs;

/**
 * Reports the first line that nests deeper than any article needs. The Markdown parser's time grows with the
 * square of the depth and more, so such a text is refused before it is parsed; this check takes one pass.
 * @returns whether the text can be parsed
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

/** At least as many as the parser would find. */
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

/** Counts what a paragraph opens and has not closed yet, by CommonMark's rule for runs of emphasis marks. */
class InlineDepth {
  deepest = 0;
  private brackets = 0;
  private emphases = 0;

  read(line: string): void {
    // A paragraph ends at an empty line, and a row of a table is a paragraph of its own.
    if (/^\s*(?:\||$)/.test(line)) this.brackets = this.emphases = 0;
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
