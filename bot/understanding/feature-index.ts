/** Slots for each feature: with more, fewer searches meet another feature's slot. */
const SLOTS_PER_FEATURE = 2;

/**
 * Finds a feature's index in a vector by its 32-bit hash. A message has hundreds of features, and a `Map` of
 * 100,000 entries needs several reads from main memory for each; this table (open addressing, linear probing)
 * mostly needs one.
 */
export class FeatureIndex {
  /** By index. */
  readonly hashes: Int32Array;
  /** Pairs of a hash and its index plus 1; 0 in place of the index marks a free slot. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  /** @param hashes well mixed and each different: the position is the index. */
  constructor(hashes: Int32Array) {
    this.hashes = hashes;
    const slots = 2 ** Math.ceil(Math.log2(hashes.length * SLOTS_PER_FEATURE + 1));
    this.#mask = slots - 1;
    this.#slots = new Int32Array(slots * 2);
    hashes.forEach((hash, index) => {
      const slot = this.#find(hash);
      this.#slots[slot] = hash;
      this.#slots[slot + 1] = index + 1;
    });
  }

  /** Undefined for a feature that is not in the vocabulary. */
  get(hash: number): number | undefined {
    const index = this.#slots[this.#find(hash) + 1] ?? 0;
    return index === 0 ? undefined : index - 1;
  }

  /** The slot that holds `hash`, or the free one where it belongs. */
  #find(hash: number): number {
    const slots = this.#slots;
    let slot = hash & this.#mask;
    while (slots[slot * 2 + 1] !== 0 && slots[slot * 2] !== hash) slot = (slot + 1) & this.#mask;
    return slot * 2;
  }
}
