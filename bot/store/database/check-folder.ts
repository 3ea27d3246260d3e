import {
  accessSync,
  constants,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  closeSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { readControlFile, type ControlFile } from './control-file.ts';
import { isWithoutStore } from './copy-store.ts';
import { migrations } from './migrations.ts';
import { newerStore } from './migrate.ts';
import { MANIFEST_FILE, readManifest, tableSizes } from './store-manifest.ts';

/** The version of PostgreSQL that PGlite is. */
const POSTGRESQL_VERSION = '18';

const SEGMENT_BYTES = 16 * 1024 * 1024;
const LOG_PAGE_BYTES = 8_192;

/** What a store that is being copied into an empty folder may have left there. */
const OWN_FILES =
  /^(?:base|global|pg_\w+(?:\.conf)?|postgresql(?:\.auto)?\.conf|PG_VERSION\.new|postmaster\.(?:pid|opts))$/;
/** What file systems and version control put into an empty folder. */
const HARMLESS_FILES = /^(?:\..*|lost\+found)$/;

/**
 * Checks the folder of an embedded store before it is opened, and changes nothing in it: PGlite would write to a
 * damaged store, or make a new one among the files of another program. It reads sizes, the control file and one page
 * of the log, so it takes milliseconds; damage inside of a table is found by whoever reads that table.
 * @throws CutoverError `store-foreign`, `store-damaged`, `store-newer` or `store-unwritable`.
 */
export function checkFolder(folder: string): void {
  checkAccess(folder);
  if (isWithoutStore(folder)) {
    checkIsFree(folder);
    return;
  }
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== POSTGRESQL_VERSION) {
    if (!/^\d+$/.test(version)) throw damaged(folder, 'its file PG_VERSION is not readable');
    throw new CutoverError(
      'store-foreign',
      `The data folder ${folder} has a store of PostgreSQL ${version}, and Cutover's embedded store is PostgreSQL ${POSTGRESQL_VERSION}: set DATA_DIR to another folder. Nothing was changed.`,
    );
  }
  const noted = readManifest(folder);
  const unknown = (noted?.migrations ?? []).filter((name) => !(name in migrations));
  if (unknown.length > 0) throw newerStore(folder, unknown);
  const control = readControlFile(folder);
  if (!control) throw damaged(folder, 'its control file global/pg_control is missing or damaged');
  checkLog(folder, control);
  const { closed } = noted ?? { closed: null };
  if (control.isShutDown && closed?.checkpoint === String(control.checkpoint)) {
    checkTables(folder, closed.sizes);
  }
}

function checkAccess(folder: string): void {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new CutoverError(
      'store-unwritable',
      `The data folder ${folder} cannot be written by this user: give this user access to it, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

function checkIsFree(folder: string): void {
  const foreign = readdirSync(folder).filter((name) => !OWN_FILES.test(name) && !HARMLESS_FILES.test(name));
  if (foreign.length === 0) return;
  if (foreign.includes(MANIFEST_FILE)) throw damaged(folder, 'its file PG_VERSION is missing');
  throw new CutoverError(
    'store-foreign',
    `The data folder ${folder} has files of another program (${foreign.slice(0, 3).join(', ')}): set DATA_DIR to an empty folder. Nothing was changed.`,
  );
}

/** Recovery reads from `redo` on. */
function checkLog(folder: string, { redo, checkpoint, timeline }: ControlFile): void {
  const segments = BigInt(SEGMENT_BYTES);
  for (let segment = redo / segments; segment <= checkpoint / segments; segment++) {
    const path = join(folder, 'pg_wal', segmentName(timeline, segment));
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) throw damaged(folder, `a part of its log (pg_wal) is missing`);
    if (size !== SEGMENT_BYTES) throw damaged(folder, `a part of its log (pg_wal) is cut off`);
  }
  const path = join(folder, 'pg_wal', segmentName(timeline, checkpoint / segments));
  const page = checkpoint - (checkpoint % BigInt(LOG_PAGE_BYTES));
  const bytes = readBytes(path, Number(page % segments), LOG_PAGE_BYTES);
  const hasRecord = bytes.readUInt32LE(Number(checkpoint - page)) > 0; // a record begins with its length
  if (bytes.readBigUInt64LE(8) !== page || !hasRecord) {
    throw damaged(folder, 'its log (pg_wal) does not have the last checkpoint');
  }
}

function checkTables(folder: string, noted: Readonly<Record<string, number>>): void {
  const sizes = tableSizes(folder);
  const cut = Object.keys(noted).find((path) => sizes[path] !== noted[path]);
  if (cut !== undefined) {
    throw damaged(
      folder,
      `its file ${cut} is not as Cutover left it (${sizes[cut] ?? 0} bytes of ${noted[cut] ?? 0})`,
    );
  }
}

function segmentName(timeline: number, segment: bigint): string {
  const perFile = 0x100000000n / BigInt(SEGMENT_BYTES);
  return [BigInt(timeline), segment / perFile, segment % perFile]
    .map((part) => part.toString(16).toUpperCase().padStart(8, '0'))
    .join('');
}

function readBytes(path: string, position: number, length: number): Buffer {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(length);
    readSync(file, bytes, 0, length, position);
    return bytes;
  } finally {
    closeSync(file);
  }
}

function damaged(folder: string, what: string): CutoverError {
  return new CutoverError(
    'store-damaged',
    `The store in ${folder} is damaged: ${what}. Restore the folder from a backup, or move it away and start with a new, empty store. Nothing was changed.`,
  );
}
