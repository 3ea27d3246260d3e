import type { StateBlock, StateInline } from 'markdown-it';

const TABLE_END = /<\/table>/gi;
const MAX_LINES_ABOVE = 3;
const FOOTNOTE = /^\[\^([^\]\s]+)\]:/;
const FOOTNOTE_CALL = /\[\^([^\]\s]+)\]/y;

/** The text of a line without its indentation; null when it is indented as code. */
function contentOf(state: StateBlock, line: number): string | null {
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return null;
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

/**
 * Reads an HTML table as one block, from `<table>` to the line with `</table>`. In CommonMark, an empty line would end it,
 * although editors put empty lines between rows. Without its end tag, it is no such block.
 */
export function readHtmlTable(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  if (!beginsTable(state, startLine, endLine)) return false;
  const end = nextTableEnd(state, state.bMarks[startLine] ?? 0);
  let line = startLine;
  while (line < endLine && (state.eMarks[line] ?? 0) < end) line += 1;
  if (line >= endLine) return false;
  if (silent) return true;
  state.line = line + 1;
  const token = state.push('html_table', '', 0);
  token.map = [startLine, state.line];
  token.content = state.getLines(startLine, state.line, state.blkIndent, true);
  return true;
}

/** Whether `<table>` begins on a line, or below opening tags alone, such as `<div class="table">`. */
function beginsTable(state: StateBlock, startLine: number, endLine: number): boolean {
  const last = Math.min(endLine, startLine + MAX_LINES_ABOVE + 1);
  for (let line = startLine; line < last; line += 1) {
    const content = contentOf(state, line) ?? '';
    if (/^<table\b/i.test(content)) return true;
    if (!/^<(?:div|section|figure|center|details|p|span)\b[^>]*>\s*$/i.test(content)) return false;
  }
  return false;
}

/** Where the next `</table>` ends; infinite without one. It is searched once, however many tables begin before it. */
function nextTableEnd({ src, env }: StateBlock, from: number): number {
  const known = env['tableEnd'] as number | undefined;
  if (known !== undefined && known > from) return known;
  TABLE_END.lastIndex = from;
  const end = TABLE_END.exec(src) === null ? Infinity : TABLE_END.lastIndex;
  env['tableEnd'] = end;
  return end;
}

/** Reads `[^1]: text` up to the next line that is neither empty nor indented. */
export function readFootnote(
  state: StateBlock,
  startLine: number,
  endLine: number,
  silent: boolean,
): boolean {
  const label = FOOTNOTE.exec(contentOf(state, startLine) ?? '')?.[1];
  if (label === undefined) return false;
  if (silent) return true;
  let line = startLine + 1;
  while (line < endLine && (state.sCount[line] ?? 0) >= state.blkIndent + 4) line += 1;
  state.line = line;
  const token = state.push('footnote', '', 0);
  token.map = [startLine, line];
  token.info = label;
  footnotesOf(state).add(label);
  return true;
}

/** Skips `[^1]`, a call of a footnote that the text defines. */
export function readFootnoteCall(state: StateInline): boolean {
  FOOTNOTE_CALL.lastIndex = state.pos;
  const match = FOOTNOTE_CALL.exec(state.src);
  if (match === null || !footnotesOf(state).has(match[1] ?? '')) return false;
  state.pos += match[0].length;
  return true;
}

function footnotesOf({ env }: { env: Record<string, unknown> }): Set<string> {
  return (env['footnotes'] ??= new Set()) as Set<string>;
}
