import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readControlFile } from './control-file.ts';
import { listDataFiles, summariseFile } from './data-files.ts';

/** A file beside PostgreSQL's own, which ignores it. */
export const MANIFEST_FILE = 'cutover.json';

const manifest = z.object({
  /** Names of the migrations that the store has had. */
  migrations: z.array(z.string()),
  /** The checkpoint that ended the store when it was last closed; null while it is open and after a crash. */
  closedAt: z.string().nullable(),
  /** The files of data as they were when the store was last closed, by path; empty before that. */
  files: z.record(z.string(), z.object({ bytes: z.number(), crc: z.number(), zeroPages: z.number() })),
});

/** What Cutover notes about an embedded store, so that the next start can check it without opening it. */
export type StoreManifest = z.infer<typeof manifest>;

/** Null when there is none that can be read: stores of older versions have none. */
export function readManifest(folder: string): StoreManifest | null {
  try {
    return manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Notes that the store in `folder` is open and has had these migrations. */
export function noteOpened(folder: string, migrations: readonly string[]): void {
  write(folder, {
    migrations: [...migrations],
    closedAt: null,
    files: readManifest(folder)?.files ?? {},
  });
}

/** Notes what a store contains that has just been closed. */
export function noteClosed(folder: string): void {
  const noted = readManifest(folder);
  const control = readControlFile(folder);
  if (!noted || !control?.isShutDown) return;
  const files = listDataFiles(folder).map((path) => [path, summariseFile(join(folder, path))] as const);
  write(folder, { ...noted, closedAt: String(control.checkpoint), files: Object.fromEntries(files) });
}

function write(folder: string, content: StoreManifest): void {
  const path = join(folder, MANIFEST_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
