import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompileResult } from '../../guidance/compile/compile-notice.ts';
import { packageFolder } from '../../platform/paths.ts';
import { readNotice } from './read-notice.ts';

/** Compiled notices with their warnings, each under a hash of its files and of the compiler. */
const cacheFolder = join(packageFolder, 'dist', 'compiled');

/** Changes whenever the compiler does: the names of the parts that it is built of contain hashes of them. */
const compilerFile = join(packageFolder, 'dist', 'cli', 'compile.js');

let compiler: Promise<Buffer> | null = null;

/**
 * Compiles the notice in the folder `path`, or reads it from the cache if it was compiled before.
 * @param filesHash of its files.
 * @param hashFiles computes that again: what was written meanwhile is not kept under a hash that isn't its own.
 */
export async function compileCached(
  path: string,
  filesHash: string,
  hashFiles: () => Promise<string>,
): Promise<CompileResult> {
  compiler ??= readFile(compilerFile).catch(() => Buffer.alloc(0));
  const hash = createHash('sha256')
    .update(await compiler)
    .update(filesHash)
    .digest('hex');
  const file = join(cacheFolder, `${hash.slice(0, 32)}.json`);
  const kept = await readKept(file);
  if (kept) return kept;
  const compiled = await readNotice(path);
  if (compiled.map && (await hashFiles()) === filesHash) await keep(file, compiled);
  return compiled;
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
