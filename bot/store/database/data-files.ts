import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isZeroPage, PAGE_BYTES } from './pages.ts';

/** PostgreSQL's folders of data: tables, indexes, and which transactions were committed. */
const DATA_FOLDERS = ['base', 'global', 'pg_multixact', 'pg_xact'];

const CHUNK_BYTES = 16 * PAGE_BYTES;

/** What tells a file from one that is damaged. */
export interface FileSummary {
  bytes: number;
  crc: number;
  /** Pages of zeroes: PostgreSQL adds such pages to a table, but never clears one. */
  zeroPages: number;
}

/** The paths of a store's files of data, in its folder. */
export function listDataFiles(folder: string): string[] {
  const walk = (path: string): string[] =>
    readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => {
      const inside = `${path}/${entry.name}`;
      return entry.isDirectory() ? walk(inside) : [inside];
    });
  return DATA_FOLDERS.flatMap(walk);
}

export function summariseFile(path: string): FileSummary {
  const summary = { bytes: 0, crc: 0, zeroPages: 0 };
  for (const page of readPages(path, (chunk) => (summary.crc = crc32(chunk, summary.crc)))) {
    summary.bytes += page.length;
    if (isZeroPage(page)) summary.zeroPages++;
  }
  return summary;
}

/** The pages of a file; the last one may be cut off. They share memory: a page is to be used before the next one. */
export function* readPages(
  path: string,
  onChunk: (chunk: Buffer) => void = () => undefined,
): Generator<Buffer> {
  const file = openSync(path, 'r');
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  try {
    for (let length = readSync(file, buffer); length > 0; length = readSync(file, buffer)) {
      onChunk(buffer.subarray(0, length));
      for (let at = 0; at < length; at += PAGE_BYTES) {
        yield buffer.subarray(at, Math.min(at + PAGE_BYTES, length));
      }
    }
  } finally {
    closeSync(file);
  }
}
