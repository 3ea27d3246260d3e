/** Bytes of a page, the unit in which PostgreSQL stores tables and indexes. */
export const PAGE_BYTES = 8_192;

const CHECKSUM_AT = 8;

/** From https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/storage/checksum_impl.h */
const BASE_OFFSETS = Uint32Array.of(
  ...[0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c],
  ...[0xf8d4474f, 0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb],
  ...[0xe58f764b, 0x187636bc, 0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4],
  ...[0x783125bb, 0x6ca8eaa2, 0xe407eac6, 0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756],
);
const PRIME = 16_777_619;

export function isZeroPage(page: Buffer): boolean {
  return page.equals(ZEROES.subarray(0, page.length));
}
const ZEROES = Buffer.alloc(PAGE_BYTES);

/** Whether a page that is not all zeroes matches its checksum; `block` is its number in its table. */
export function matchesPageChecksum(page: Buffer, block: number): boolean {
  if (page.length !== PAGE_BYTES) return false;
  const stated = page.readUInt16LE(CHECKSUM_AT);
  const copy = Uint8Array.from(page);
  copy.fill(0, CHECKSUM_AT, CHECKSUM_AT + 2); // it counts as zero itself
  return ((sum(new Uint32Array(copy.buffer)) ^ block) >>> 0) % 65_535 === stated - 1;
}

/** As many sums side by side as there are base offsets, over the page and two rows of zeroes. */
function sum(words: Uint32Array): number {
  const sums = Int32Array.from(BASE_OFFSETS);
  const { length } = sums;
  for (let row = 0; row < words.length + 2 * length; row += length) {
    for (let i = 0; i < length; i++) {
      const mixed = (sums[i] ?? 0) ^ (words[row + i] ?? 0);
      sums[i] = Math.imul(mixed, PRIME) ^ (mixed >>> 17);
    }
  }
  return sums.reduce((all, each) => all ^ each, 0);
}
