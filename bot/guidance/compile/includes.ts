import { splitFrontMatter } from './front-matter.ts';
import type { Reporter } from './problem.ts';

/** `[!INCLUDE [title](path)]`; the path is the only group. */
const INCLUDE = /\[!INCLUDE\s*\[[^\]\n]{0,300}\]\s*\(\s*<?([^)\s>]{1,500})[^)\n]{0,300}\)\s*\]/gi;
/** The indentation and the path of an include that has its line for itself. */
const ALONE = /^([\s>]*)\[!INCLUDE\s*\[[^\]]{0,300}\]\s*\(\s*<?([^)\s>]{1,500})[^)]{0,300}\)\s*\]\s*$/i;
const FENCE = /^[\s>]*(?:`{3,}|~{3,})/;
/** Includes within includes. Microsoft Learn allows one level less. */
const MAX_DEPTH = 4;

/** The files of a notice, by path inside its folder. */
export type Files = ReadonlyMap<string, string>;

/** A text with its includes in place. */
export interface Expanded {
  text: string;
  /** The line in the including file, counted from 1, of each line of `text`. */
  lines: number[];
}

/** The files that other files include, which are no articles of their own. */
export function includedFiles(files: Files): Set<string> {
  const included = new Set<string>();
  for (const [from, text] of files) {
    for (const [, path = ''] of text.matchAll(INCLUDE)) {
      const file = findInclude(path, from, files);
      if (file !== null) included.add(file);
    }
  }
  return included;
}

/**
 * Replaces each include of a file that the notice's folder has by that file's text, without its front matter. An include
 * on a line of its own may have several paragraphs; within a line, its words are joined. Others stay, with a warning.
 */
export function expandIncludes(file: string, source: string, files: Files, report: Reporter): Expanded {
  if (!/\[!include/i.test(source)) {
    const lines = source.split(/\r\n|\n|\r/);
    return { text: lines.join('\n'), lines: lines.map((_line, index) => index + 1) };
  }
  const expanded: Expanded = { text: '', lines: [] };
  const out: string[] = [];
  let inCode = false;
  for (const [index, line] of source.split(/\r\n|\n|\r/).entries()) {
    if (FENCE.test(line)) inCode = !inCode;
    const replaced = inCode
      ? [line]
      : replaceIncludes(line, { files, report, line: index + 1, within: [file] });
    out.push(...replaced);
    expanded.lines.push(...replaced.map(() => index + 1));
  }
  expanded.text = out.join('\n');
  return expanded;
}

interface Place {
  files: Files;
  report: Reporter;
  line: number;
  /** The files around the line, the outermost first. */
  within: readonly string[];
}

function replaceIncludes(line: string, place: Place): string[] {
  const alone = ALONE.exec(line);
  const prefix = alone?.[1] ?? '';
  const isBlock =
    alone !== null && findInclude(alone[2] ?? '', place.within.at(-1) ?? '', place.files) !== null;
  const text = line.replace(INCLUDE, (whole, path: string) => {
    if (/`[^`]*\[!INCLUDE[^`]*`/i.test(line)) return whole;
    const lines = textOf(path, place) ?? [];
    return isBlock ? lines.join(`\n${prefix}`) : lines.join(' ').replace(/\s+/g, ' ').trim();
  });
  return isBlock ? text.split('\n') : [text];
}

/** The lines of an included file; null, with the problem reported, when it can't be included. */
function textOf(path: string, place: Place): string[] | null {
  const { files, report, line, within } = place;
  const file = findInclude(path, within.at(-1) ?? '', files);
  if (file === null) {
    report.warn(
      line,
      `the include ${path} is left out: put the file into the notice's folder, or copy its text here`,
    );
    return null;
  }
  if (within.includes(file) || within.length > MAX_DEPTH) {
    const reason = within.includes(file) ? 'includes itself' : `is the ${within.length}th include in a row`;
    report.error(line, `${file} ${reason}: copy its text here`);
    return null;
  }
  const { body } = splitFrontMatter((files.get(file) ?? '').replace(/^\uFEFF/, ''));
  const inner = { ...place, within: [...within, file] };
  return body
    .trim()
    .split(/\r\n|\n|\r/)
    .flatMap((text) => replaceIncludes(text, inner));
}

/** The file at a path, relative to the including file; else the only file in the folder with that name. */
function findInclude(path: string, from: string, files: Files): string | null {
  const relative = new URL(path.replace(/^~\//, '/'), `file:///${from}`).pathname.slice(1);
  const wanted = decodeURI(relative);
  if (files.has(wanted)) return wanted;
  const name = wanted.split('/').at(-1) ?? '';
  const named = [...files.keys()].filter((file) => file.split('/').at(-1) === name && file !== from);
  return named.length === 1 ? (named[0] ?? null) : null;
}
