import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL's control file says: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_control.h */
export interface ControlFile {
  /** Whether the store was closed, not left by a process that died. */
  isShutDown: boolean;
  /** Positions in the log, in bytes since its beginning: of the last checkpoint, and where recovery starts. */
  checkpoint: bigint;
  redo: bigint;
  timeline: number;
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
  };
}

function matchesChecksum(bytes: Buffer): boolean {
  let crc = 0xffffffff;
  for (let at = 0; at <= LAST_CHECKSUM_AT; at++) {
    const isPossible = at >= FIRST_CHECKSUM_AT && at % 4 === 0;
    if (isPossible && (crc ^ 0xffffffff) >>> 0 === bytes.readUInt32LE(at)) return true;
    crc = (CRC_TABLE[(crc ^ bytes.readUInt8(at)) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return false;
}

/** CRC-32C (Castagnoli), which PostgreSQL uses. */
const CRC_TABLE = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0x82f63b78 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
