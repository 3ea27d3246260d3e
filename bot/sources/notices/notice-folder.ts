import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import type { CompiledNotice } from '../../guidance/guide.ts';
import type { Problem } from '../../guidance/compile/problem.ts';
import { ANNOUNCEMENT, isFolder, listFiles } from './list-files.ts';

/** What is wrong with a notice in a folder. */
export interface NoticeProblem extends Problem {
  /** Whether an earlier version of the notice stays in use; false where an error leaves it out. */
  isKept: boolean;
}

export type ReportProblem = (problem: NoticeProblem) => void;

/** By notice id. */
export type Notices = ReadonlyMap<string, CompiledNotice>;

/** A folder of notices, each a folder whose name is its id. */
export interface NoticeFolder {
  /**
   * The notices as they are now. One whose files are the same as the last time is the same object, and one that has an
   * error since then is the last good version; what is wrong is reported once.
   * @throws CutoverError `unreadable-folder`
   */
  read(): Promise<Notices>;
}

const STRAY =
  'it isn’t in a folder of its own: move it, with its other files, into a folder named like its id';

interface ReadNotice {
  /** Of its files; null when they were never read. */
  hash: string | null;
  /** The last good version; null when there is none. */
  notice: CompiledNotice | null;
}

/** @param compiled what is known to be in the folder when it is first read; nothing by default. */
export function createNoticeFolder(
  folder: string,
  report: ReportProblem,
  compiled: Notices = new Map(),
): NoticeFolder {
  let known: ReadonlyMap<string, ReadNotice> = new Map(
    [...compiled].map(([id, notice]) => [id, { hash: null, notice }]),
  );

  async function readOne(id: string): Promise<ReadNotice> {
    const path = join(folder, id);
    const hash = await hashOf(path);
    const last = known.get(id);
    if (last && (last.hash === null || last.hash === hash)) return { ...last, hash };
    const { compileCached } = await import('./compiled-cache.ts'); // the compiler, only where it has something to do
    const { map, phrases, problems } = await compileCached(path, hash, () => hashOf(path));
    const isKept = map === null && Boolean(last?.notice);
    for (const problem of problems) report({ ...problem, isKept });
    return { hash, notice: map ? { map, phrases } : (last?.notice ?? null) };
  }

  return {
    async read() {
      const now = new Map<string, ReadNotice>();
      for (const id of await foldersIn(folder)) now.set(id, await readOne(id));
      const stray = join(folder, ANNOUNCEMENT);
      if (existsSync(stray))
        report({ file: stray, line: 1, severity: 'error', message: STRAY, isKept: false });
      known = now;
      return new Map([...now].flatMap(([id, { notice }]) => (notice ? [[id, notice] as const] : [])));
    },
  };
}

/**
 * Changes whenever a file in the folder is written, added, renamed or removed.
 * @throws CutoverError `unreadable-folder`
 */
export async function fingerprintOf(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const id of await foldersIn(folder)) {
    const files = await filesIn(join(folder, id)).catch(() => []);
    const seen = await Promise.all(files.map((file) => stat(file).catch(() => null)));
    hash.update(`\n${id}`);
    for (const [i, file] of files.entries()) {
      hash.update(`\n${file} ${seen[i]?.mtimeMs} ${seen[i]?.size} ${seen[i]?.ino}`);
    }
  }
  return hash.digest('hex');
}

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const ids: string[] = [];
    for (const entry of entries) {
      if (!entry.name.startsWith('.') && (await isFolder(entry))) ids.push(entry.name);
    }
    return ids.sort();
  } catch (cause) {
    throw new CutoverError(
      'unreadable-folder',
      `The folder of further notices "${folder}" cannot be read: set NOTICES_DIR to a folder that exists.`,
      { cause },
    );
  }
}

/** Of all files in the folder, those that an editor hides aside: what the compiler reads of them is its own matter. */
async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  try {
    for (const file of await filesIn(path)) hash.update(`\n${file}\n`).update(await readFile(file));
  } catch (error) {
    hash.update(`\n${String(error)}`); // the compiler reports it
  }
  return hash.digest('hex');
}

async function filesIn(path: string): Promise<string[]> {
  return (await listFiles(path)).map((inside) => join(path, inside));
}
