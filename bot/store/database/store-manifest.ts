import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readControlFile } from './control-file.ts';

/** A file beside PostgreSQL's own, which ignores it. */
export const MANIFEST_FILE = 'cutover.json';

/** What Cutover notes about an embedded store, so that the next start can check it without opening it. */
export interface StoreManifest {
  /** Names of the migrations that the store has had. */
  migrations: string[];
  /** What was there when the store was last closed; null while it is open and after a crash. */
  closed: { checkpoint: string; sizes: Record<string, number> } | null;
}

const manifest = z.object({
  migrations: z.array(z.string()),
  closed: z.object({ checkpoint: z.string(), sizes: z.record(z.string(), z.number()) }).nullable(),
});

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
  write(folder, { migrations: [...migrations], closed: null });
}

/** Notes what a store contains that has just been closed. */
export function noteClosed(folder: string): void {
  const noted = readManifest(folder);
  const control = readControlFile(folder);
  if (!noted || !control?.isShutDown) return;
  write(folder, { ...noted, closed: { checkpoint: String(control.checkpoint), sizes: tableSizes(folder) } });
}

/** Bytes of each file of tables and indexes, by its path in the folder. */
export function tableSizes(folder: string): Record<string, number> {
  const databases = readdirSync(join(folder, 'base')).map((name) => `base/${name}`);
  const paths = ['global', ...databases].flatMap((parent) =>
    readdirSync(join(folder, parent))
      .filter((name) => TABLE_FILE.test(name))
      .map((name) => `${parent}/${name}`),
  );
  return Object.fromEntries(paths.map((path) => [path, statSync(join(folder, path)).size]));
}

/** `16384`, `16384.1`, and what belongs to it, such as `16384_fsm`. */
const TABLE_FILE = /^\d+(?:_\w+)?(?:\.\d+)?$/;

function write(folder: string, content: StoreManifest): void {
  const path = join(folder, MANIFEST_FILE);
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
