import { isUtf8 } from 'node:buffer';
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type CompileResult, compileNotice } from '../../guidance/compile/compile-notice.ts';
import { NOTICE_FILE } from '../../guidance/compile/notice-file.ts';
import type { Problem } from '../../guidance/compile/problem.ts';
import { ANNOUNCEMENT, listFiles } from './list-files.ts';

const PHRASES_FILE = 'phrases.yaml';
const OWN_FILES: readonly string[] = [PHRASES_FILE, NOTICE_FILE];
/** Articles are Markdown or, as FAQ pages are, YAML. */
const DOCUMENT = /\.(?:md|yml)$/;

/**
 * Reads and compiles a notice: a Markdown file, or a folder with `notice.md`, the articles that it links to, in
 * subfolders of any depth, `phrases.yaml` and `notice.yaml`. Never throws: a file that can't be read is a problem. Problems name
 * files by paths that start with `path`.
 * @param options.base the announcement's public address; overrides its `canonicalUrl`.
 */
export async function readNotice(path: string, options: { base?: string } = {}): Promise<CompileResult> {
  const problems: Problem[] = [];
  const isFolder = await isDirectory(path, problems);
  if (isFolder === null) return { map: null, phrases: [], problems };
  const name = basename(resolve(path));
  const paths = isFolder ? await listDocuments(path, problems) : [name];
  const files = new Map<string, string>();
  for (const inside of paths) {
    const shown = isFolder ? join(path, inside) : path;
    const text = await readText(shown, problems);
    if (text !== null) files.set(inside, text);
  }
  if (problems.length > 0) return { map: null, phrases: [], problems };
  const compiled = compileNotice({
    id: isFolder ? name : name.replace(/\.[^.]+$/, ''),
    files,
    entry: isFolder ? ANNOUNCEMENT : name,
    ...options,
  });
  const show = (problem: Problem): Problem => ({
    ...problem,
    file: isFolder ? join(path, problem.file) : path,
  });
  return { ...compiled, problems: compiled.problems.map(show) };
}

async function isDirectory(path: string, problems: Problem[]): Promise<boolean | null> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    problems.push(unreadable(path, error));
    return null;
  }
}

async function listDocuments(folder: string, problems: Problem[]): Promise<string[]> {
  try {
    const files = await listFiles(folder);
    problems.push(...files.flatMap((inside) => misnamed(folder, inside)));
    return files.filter((inside) => OWN_FILES.includes(inside) || DOCUMENT.test(inside));
  } catch (error) {
    problems.push(unreadable(folder, error));
    return [];
  }
}

/** `notice.yml`, `Phrases.yaml`: what it says would be lost in silence. */
function misnamed(folder: string, inside: string): Problem[] {
  const [, name] = /^(notice|phrases)\.ya?ml$/i.exec(inside) ?? [];
  if (name === undefined || OWN_FILES.includes(inside)) return [];
  const message = `rename it to ${name.toLowerCase()}.yaml: under this name it isn’t read`;
  return [{ file: join(folder, inside), line: 1, severity: 'error', message }];
}

async function readText(path: string, problems: Problem[]): Promise<string | null> {
  try {
    const bytes = await readFile(path);
    const line = firstLineNotUtf8(bytes);
    if (line === null) return bytes.toString('utf8');
    problems.push({
      file: path,
      line,
      severity: 'error',
      message: 'this is not UTF-8 text: save it as UTF-8',
    });
  } catch (error) {
    problems.push(unreadable(path, error));
  }
  return null;
}

function firstLineNotUtf8(bytes: Buffer): number | null {
  if (isUtf8(bytes)) return null;
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    if (!isUtf8(bytes.subarray(start, next))) return line;
    start = next;
  }
  return line;
}

function unreadable(path: string, error: unknown): Problem {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const reason = error instanceof Error ? error.message : String(error);
  const message = isMissing
    ? 'there is no such file or folder. Give the path of a Markdown file, or of a folder with notice.md.'
    : `cannot be read: ${reason}`;
  return { file: path, line: 1, severity: 'error', message };
}
