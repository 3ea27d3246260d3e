import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { packageFolder } from '../../platform/paths.ts';
import type { CompiledNotice } from '../../guidance/guide.ts';
import type { CompileResult } from '../../guidance/compile/compile-notice.ts';
import type { Problem } from '../../guidance/compile/problem.ts';
import { readNotice } from './read-notice.ts';

/** Compiled notices with their warnings, each under a hash of its files and of the compiler. */
const cacheFolder = join(packageFolder, 'dist', 'compiled');

/** Changes whenever the compiler does: the names of the parts that it is built of contain hashes of them. */
const compilerFile = join(packageFolder, 'dist', 'cli', 'compile.js');

/**
 * Compiles every notice in `folder`, each a folder whose name is its id; one that was compiled before and has not
 * changed is read from the cache. A notice with an error is left out, and what is wrong is reported.
 * @throws CutoverError `unreadable-folder`
 */
export async function compileFolder(
  folder: string,
  report: (problem: Problem) => void,
): Promise<CompiledNotice[]> {
  const compiler = await readFile(compilerFile).catch(() => Buffer.alloc(0));
  const notices: CompiledNotice[] = [];
  for (const id of await foldersIn(folder)) {
    const path = join(folder, id);
    const file = join(cacheFolder, `${await hashOf(path, compiler)}.json`);
    const kept = await readKept(file);
    const { map, phrases, problems } = kept ?? (await readNotice(path));
    problems.forEach(report);
    if (!map) continue;
    notices.push({ map, phrases });
    if (kept === null) await keep(file, { map, phrases, problems });
  }
  return notices;
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    throw new CutoverError(
      'unreadable-folder',
      `The folder of further notices "${folder}" cannot be read: set NOTICES_DIR to a folder that exists.`,
      { cause },
    );
  }
}

/** Of all files in the folder: what the compiler reads of them is its own matter. */
async function hashOf(path: string, compiler: Buffer): Promise<string> {
  const hash = createHash('sha256').update(compiler);
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(`\n${file}\n`).update(await readFile(file));
  return hash.digest('hex').slice(0, 32);
}

async function readKept(file: string): Promise<CompileResult | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as CompileResult;
  } catch {
    return null;
  }
}

/** Where nothing can be written, notices are compiled at each start. */
async function keep(file: string, notice: CompileResult): Promise<void> {
  try {
    await mkdir(cacheFolder, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    await writeFile(unfinished, JSON.stringify(notice));
    await rename(unfinished, file);
  } catch {
    return;
  }
}
