import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlFile } from './control-file.ts';
import { crc32c } from './crc32c.ts';
import { listDataFiles, readPages, summariseFile, type FileSummary } from './data-files.ts';
import { isZeroPage, matchesPageChecksum, PAGE_BYTES } from './pages.ts';

type Files = Readonly<Record<string, FileSummary>>;

/** What is not as it was when a store was closed that nobody has opened since; null: nothing. */
export function findChange(folder: string, noted: Files): string | null {
  for (const [path, before] of Object.entries(noted)) {
    const bytes = statSync(join(folder, path), { throwIfNoEntry: false })?.size;
    if (bytes !== before.bytes) {
      return `its file ${path} is not as Cutover left it (${bytes ?? 0} bytes of ${before.bytes})`;
    }
    const { crc } = summariseFile(join(folder, path));
    if (crc !== before.crc) return `the content of its file ${path} is not as Cutover left it`;
  }
  return null;
}

/** The maps from catalogues to their files, each with its checksum. */
const MAPS = ['global/pg_filenode.map', 'base/5/pg_filenode.map'];
const MAP_CRC_AT = 520;

/** Two bits a transaction, in files of so many pages: whether it was committed. None is 00 once it is over. */
const TRANSACTIONS_PER_PAGE = 4 * PAGE_BYTES;
const STATUS_PAGES_PER_FILE = 32;
/** A page about so many transactions is not all zeroes. */
const SOME_TRANSACTIONS = 100;

/** What is wrong with a store that was not closed, and that its log cannot restore; null: nothing. */
export function findLoss(folder: string, { nextTransaction }: ControlFile): string | null {
  for (const path of MAPS) {
    const bytes = readIfThere(join(folder, path));
    if (
      bytes.length < MAP_CRC_AT + 4 ||
      crc32c(bytes.subarray(0, MAP_CRC_AT)) !== bytes.readUInt32LE(MAP_CRC_AT)
    ) {
      return `its file ${path} is missing or damaged`;
    }
  }
  const last = nextTransaction - 1;
  const page = Math.floor(last / TRANSACTIONS_PER_PAGE);
  const name = Math.floor(page / STATUS_PAGES_PER_FILE)
    .toString(16)
    .toUpperCase()
    .padStart(4, '0');
  const at = (page % STATUS_PAGES_PER_FILE) * PAGE_BYTES;
  const statuses = readIfThere(join(folder, 'pg_xact', name)).subarray(at, at + PAGE_BYTES);
  const isFilled = last % TRANSACTIONS_PER_PAGE < SOME_TRANSACTIONS || !isZeroPage(statuses);
  if (statuses.length === PAGE_BYTES && isFilled) return null;
  return `its file pg_xact/${name} is missing or damaged`;
}

/** `16384`, and `16384.1` for its second gigabyte. */
const TABLE_FILE = /^(?:base\/5|global)\/\d+(?:\.(\d+))?$/;
const PAGES_PER_FILE = 131_072;

/**
 * What looks damaged in the tables of a store that was not closed; null: nothing. Its log may restore it: a process
 * that dies can leave half a page. `noted` is what was there when the store was last closed.
 */
export function findSuspect(folder: string, noted: Files): string | null {
  const paths = listDataFiles(folder);
  for (const path of Object.keys(noted)) {
    if (TABLE_FILE.test(path) && !paths.includes(path)) return `its file ${path} is missing`;
  }
  for (const path of paths) {
    const match = TABLE_FILE.exec(path);
    if (!match) continue;
    const before = noted[path] ?? { bytes: 0, zeroPages: 0 };
    const problem = findBadPage(join(folder, path), Number(match[1] ?? 0) * PAGES_PER_FILE, before);
    if (problem !== null) return `its file ${path} ${problem}`;
  }
  return null;
}

function findBadPage(
  path: string,
  firstBlock: number,
  before: Pick<FileSummary, 'bytes' | 'zeroPages'>,
): string | null {
  let bytes = 0;
  let cleared = -before.zeroPages;
  for (const page of readPages(path)) {
    const block = firstBlock + bytes / PAGE_BYTES;
    bytes += page.length;
    if (isZeroPage(page)) {
      if (bytes <= before.bytes && ++cleared > 0) return 'has a page that was cleared';
    } else if (!matchesPageChecksum(page, block)) return `has a damaged page (${block})`;
  }
  return bytes < before.bytes ? `is cut off (${bytes} bytes of ${before.bytes})` : null;
}

function readIfThere(path: string): Buffer {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path) : Buffer.alloc(0);
}
