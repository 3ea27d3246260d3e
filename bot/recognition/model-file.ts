import { BUCKETS } from './features.ts';
import type { LinearModel } from './linear-model.ts';

/** A model with what makes its scores probabilities. */
export interface CalibratedModel extends LinearModel {
  /** Of the softmax; fitted on cross-validated scores. */
  temperature: number;
}

interface Header {
  format: typeof FORMAT;
  intents: string[];
  biases: number[];
  temperature: number;
  /** Of each intent: what a stored weight of 127 stands for. */
  largest: number[];
  /** How many buckets are stored. */
  used: number;
}

/** To be changed with anything that makes the same phrases give another model. */
export const FORMAT = 'cutover-recogniser-1';
const STEPS = 127;

/**
 * Writes a model: the header's length (4 bytes, little-endian), the header as JSON padded with spaces to a
 * multiple of 4, then of each used bucket its number (4 bytes), its rarity (4 bytes), its weights (1 byte an
 * intent). Weights of one byte change no figure of the evaluation.
 */
export function encodeModel({ intents, biases, temperature, rarity, weights }: CalibratedModel): Uint8Array {
  const width = intents.length;
  const buckets = Uint32Array.from([...rarity.keys()].filter((bucket) => (rarity[bucket] ?? 0) > 0));
  const largest = intents.map((_, c) => largestOf(weights, c, width));
  const stored = new Int8Array(buckets.length * width);
  buckets.forEach((bucket, slot) => {
    for (let c = 0; c < width; c++) {
      stored[slot * width + c] = Math.round(((weights[bucket * width + c] ?? 0) / (largest[c] ?? 1)) * STEPS);
    }
  });
  const header: Header = {
    format: FORMAT,
    intents,
    biases: [...biases],
    temperature,
    largest,
    used: buckets.length,
  };
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const rarities = Float32Array.from(buckets, (bucket) => rarity[bucket] ?? 0);
  return Buffer.concat([length, text, bytesOf(buckets), bytesOf(rarities), bytesOf(stored)]);
}

/** Reads what `encodeModel` wrote. @throws Error when it is something else. */
export function decodeModel(file: Uint8Array): CalibratedModel {
  // A copy: typed arrays need their own alignment, which a slice of Node's shared pool does not have.
  const bytes = Uint8Array.from(file);
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0, true);
  const header = readHeader(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const { intents, biases, temperature, largest, used } = header;
  const width = intents.length;
  const start = 4 + length;
  if (bytes.length !== start + used * (8 + width))
    throw new Error('the recogniser file is cut short: train it anew');
  const buckets = new Uint32Array(bytes.buffer, start, used);
  const rarities = new Float32Array(bytes.buffer, start + used * 4, used);
  const stored = new Int8Array(bytes.buffer, start + used * 8, used * width);
  const rarity = new Float32Array(BUCKETS);
  const weights = new Float32Array(BUCKETS * width);
  buckets.forEach((bucket, slot) => {
    rarity[bucket] = rarities[slot] ?? 0;
    for (let c = 0; c < width; c++) {
      weights[bucket * width + c] = ((stored[slot * width + c] ?? 0) / STEPS) * (largest[c] ?? 0);
    }
  });
  return { intents, biases: Float32Array.from(biases), temperature, rarity, weights };
}

function readHeader(json: string): Header {
  try {
    const header = JSON.parse(json) as Partial<Header> | null;
    if (header?.format === FORMAT) return header as Header;
  } catch {
    // What is no JSON is no recogniser either.
  }
  throw new Error(`this is no recogniser of the format ${FORMAT}: train it anew`);
}

function largestOf(weights: Float32Array, column: number, width: number): number {
  let largest = 0;
  for (let i = column; i < weights.length; i += width) largest = Math.max(largest, Math.abs(weights[i] ?? 0));
  return largest || 1;
}

function bytesOf(array: Uint32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
