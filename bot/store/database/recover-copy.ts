import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyStore } from './copy-store.ts';
import type { FileSummary } from './data-files.ts';
import { findSuspect } from './find-damage.ts';
import { startPglite } from './pglite-thread.ts';

/**
 * Lets PGlite recover a copy of a store that looks damaged. Returns what is wrong with the copy afterwards; null:
 * nothing, and the store itself can be opened. `noted` is what was there when the store was last closed.
 */
export async function recoverCopy(
  folder: string,
  noted: Readonly<Record<string, FileSummary>>,
): Promise<string | null> {
  const copy = mkdtempSync(join(tmpdir(), 'cutover-copy-'));
  try {
    copyStore(folder, copy);
    const used = await openAndClose(copy);
    // Files of tables that were dropped or written anew may be gone.
    return findSuspect(copy, Object.fromEntries(Object.entries(noted).filter(([path]) => used.has(path))));
  } catch {
    return findSuspect(folder, noted);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Returns the first file of each table and index. */
async function openAndClose(folder: string): Promise<ReadonlySet<string>> {
  const thread = await startPglite(folder);
  try {
    const { rows } = await thread.query<{ path: string }>(
      'select pg_relation_filepath(oid) as path from pg_class where pg_relation_filepath(oid) is not null',
    );
    return new Set(rows.map(({ path }) => path));
  } finally {
    await thread.close();
  }
}
