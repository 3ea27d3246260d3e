import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32c } from './crc32c.ts';

/** What PostgreSQL's control file says: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_control.h */
export interface ControlFile {
  /** Whether the store was closed, not left by a process that died. */
  isShutDown: boolean;
  /** Positions in the log, in bytes since its beginning: of the last checkpoint, and where recovery starts. */
  checkpoint: bigint;
  redo: bigint;
  timeline: number;
  /** The first transaction number that was not given when the last checkpoint was made. */
  nextTransaction: number;
}

const FILE_BYTES = 8_192;
const SHUT_DOWN = 1;
/** The checksum follows the data, whose length depends on the version. */
const [FIRST_CHECKSUM_AT, LAST_CHECKSUM_AT] = [200, 500];

/** Null when the file is missing, cut or does not match its checksum. */
export function readControlFile(folder: string): ControlFile | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, 'global', 'pg_control'));
  } catch {
    return null;
  }
  if (bytes.length !== FILE_BYTES || !matchesChecksum(bytes)) return null;
  return {
    isShutDown: bytes.readUInt32LE(16) === SHUT_DOWN,
    checkpoint: bytes.readBigUInt64LE(32),
    redo: bytes.readBigUInt64LE(40),
    timeline: bytes.readUInt32LE(48),
    nextTransaction: bytes.readUInt32LE(64),
  };
}

function matchesChecksum(bytes: Buffer): boolean {
  let crc = crc32c(bytes.subarray(0, FIRST_CHECKSUM_AT));
  for (let at = FIRST_CHECKSUM_AT; at <= LAST_CHECKSUM_AT; at += 4) {
    if (crc === bytes.readUInt32LE(at)) return true;
    crc = crc32c(bytes.subarray(at, at + 4), crc);
  }
  return false;
}
