import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlFile } from './control-file.ts';
import { crc32c } from './crc32c.ts';
import { PAGE_BYTES } from './pages.ts';

const SEGMENT_BYTES = 16 * 1024 * 1024;

/** A page of the log begins with a header, a longer one at the beginning of a segment. */
const [HEADER_BYTES, FIRST_HEADER_BYTES] = [24, 40];

/** A record begins with its length, and has the checksum at the end of its own header. */
const [RECORD_CRC_AT, RECORD_HEADER_BYTES] = [20, 24];
/** Far more than the record of a checkpoint has. */
const MAX_RECORD_BYTES = 1_024;

/** What is wrong with the part of the log (`pg_wal`) that recovery begins with; null: nothing. */
export function findLogDamage(folder: string, control: ControlFile): string | null {
  const { redo, checkpoint, timeline } = control;
  const segments = BigInt(SEGMENT_BYTES);
  for (let segment = redo / segments; segment <= checkpoint / segments; segment++) {
    const path = join(folder, 'pg_wal', segmentName(timeline, segment));
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    if (size === undefined) return 'a part of its log (pg_wal) is missing';
    if (size !== SEGMENT_BYTES) return 'a part of its log (pg_wal) is cut off';
  }
  return hasCheckpoint(folder, control) ? null : 'its log (pg_wal) does not have the last checkpoint';
}

function hasCheckpoint(folder: string, { checkpoint, timeline }: ControlFile): boolean {
  const path = join(folder, 'pg_wal', segmentName(timeline, checkpoint / BigInt(SEGMENT_BYTES)));
  const at = Number(checkpoint % BigInt(SEGMENT_BYTES));
  const page = at - (at % PAGE_BYTES);
  const bytes = readBytes(path, page, 2 * PAGE_BYTES);
  if (bytes.readBigUInt64LE(8) !== checkpoint - BigInt(at - page)) return false;
  // What does not fit in the page goes on after the next page's header.
  const record = Buffer.concat([
    bytes.subarray(at - page, PAGE_BYTES),
    bytes.subarray(PAGE_BYTES + HEADER_BYTES),
  ]);
  const length = record.readUInt32LE(0);
  if (at - page + length > PAGE_BYTES && page + PAGE_BYTES === SEGMENT_BYTES) return true; // ends in the next segment
  if (at < FIRST_HEADER_BYTES || length < RECORD_HEADER_BYTES || length > MAX_RECORD_BYTES) return false;
  const content = crc32c(record.subarray(RECORD_HEADER_BYTES, length));
  return crc32c(record.subarray(0, RECORD_CRC_AT), content) === record.readUInt32LE(RECORD_CRC_AT);
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
