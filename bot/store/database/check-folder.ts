import { accessSync, constants, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { findLogDamage } from './check-log.ts';
import { readControlFile } from './control-file.ts';
import { isWithoutStore } from './copy-store.ts';
import { findChange, findLoss, findSuspect } from './find-damage.ts';
import { migrations } from './migrations.ts';
import { newerStore } from './migrate.ts';
import { MANIFEST_FILE, readManifest } from './store-manifest.ts';
import { recoverCopy } from './recover-copy.ts';

/** The version of PostgreSQL that PGlite is. */
const POSTGRESQL_VERSION = '18';

/** What a store that is being copied into an empty folder may have left there. */
const OWN_FILES =
  /^(?:base|global|pg_\w+(?:\.conf)?|postgresql(?:\.auto)?\.conf|PG_VERSION\.new|postmaster\.(?:pid|opts))$/;
/** What file systems and version control put into an empty folder. */
const HARMLESS_FILES = /^(?:\..*|lost\+found)$/;

/**
 * Checks the folder of an embedded store before it is opened, and changes nothing in it: PGlite would write to a
 * damaged store, or make a new one among the files of another program. A store that was closed must be as it was
 * then. One that was left by a process that died has changed since: its pages are checked by their checksums, and if
 * one looks damaged, a copy of the store shows whether the log restores it. Takes some 50 ms.
 * @throws CutoverError `store-foreign`, `store-damaged`, `store-newer` or `store-unwritable`.
 */
export async function checkFolder(folder: string): Promise<void> {
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
  const wasClosed = control.isShutDown && noted?.closedAt === String(control.checkpoint);
  const files = noted?.files ?? {};
  const problem =
    findLogDamage(folder, control) ??
    (wasClosed ? findChange(folder, files) : findLoss(folder, control)) ??
    (wasClosed || findSuspect(folder, files) === null ? null : await recoverCopy(folder, files));
  if (problem !== null) throw damaged(folder, problem);
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

function damaged(folder: string, what: string): CutoverError {
  return new CutoverError(
    'store-damaged',
    `The store in ${folder} is damaged: ${what}. Restore the folder from a backup, or move it away and start with a new, empty store. Nothing was changed.`,
  );
}
