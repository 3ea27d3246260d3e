import { FeatureIndex } from './feature-index.ts';
import type { LinearModel } from './linear-model.ts';

/** A model and the temperature that turns its scores into probabilities. */
export interface CalibratedModel extends LinearModel {
  /** Temperature of the softmax, fitted on cross-validated scores. */
  temperature: number;
}

interface Header {
  format: typeof FORMAT;
  intents: string[];
  biases: number[];
  temperature: number;
  /** The weight that a stored 127 stands for, for each intent. */
  largest: number[];
  /** The number of features. */
  size: number;
}

/** Change it together with anything that makes the same phrases give another model. */
export const FORMAT = 'cutover-recogniser-4';
const STEPS = 127;

/**
 * Encodes a model as a file: the header's length (4 bytes, little-endian), the header as JSON, padded with spaces
 * to a multiple of 4 bytes, then the hashes of all features (4 bytes each), their rarities (4 bytes each) and
 * their weights (1 byte for each feature and intent). Weights of one byte instead of four change the evaluation
 * metrics by less than half a percentage point.
 */
export function encodeModel({
  intents,
  biases,
  temperature,
  indexes,
  rarity,
  weights,
}: CalibratedModel): Uint8Array {
  const width = intents.length;
  const largest = intents.map((_, c) => largestOf(weights, c, width));
  const stored = Int8Array.from(weights, (weight, i) =>
    Math.round((weight / (largest[i % width] ?? 1)) * STEPS),
  );
  const header: Header = {
    format: FORMAT,
    intents,
    biases: [...biases],
    temperature,
    largest,
    size: indexes.hashes.length,
  };
  const json = JSON.stringify(header);
  const text = Buffer.from(json.padEnd(json.length + ((4 - (Buffer.byteLength(json) % 4)) % 4)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, bytesOf(indexes.hashes), bytesOf(rarity), bytesOf(stored)]);
}

/**
 * Decodes a file that `encodeModel` wrote.
 * @throws Error when the file is something else, of another format version, or truncated.
 */
export function decodeModel(file: Uint8Array): CalibratedModel {
  // A copy: typed arrays need their own alignment, which a slice of Node's shared pool does not have.
  const bytes = new Uint8Array(file);
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0, true);
  const header = readHeader(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const { intents, biases, temperature, largest, size } = header;
  const width = intents.length;
  const start = 4 + length;
  if (bytes.length !== start + size * (8 + width))
    throw new Error('the recogniser file is truncated: run "npm run train"');
  const hashes = new Int32Array(bytes.buffer, start, size);
  const stored = new Int8Array(bytes.buffer, start + size * 8, size * width);
  const indexes = new FeatureIndex(hashes);
  const weights = new Float32Array(stored.length);
  for (let i = 0; i < stored.length; i++) {
    weights[i] = ((stored[i] ?? 0) / STEPS) * (largest[i % width] ?? 0);
  }
  const rarity = new Float32Array(bytes.buffer, start + size * 4, size);
  return { intents, biases: Float32Array.from(biases), temperature, indexes, rarity, weights };
}

function readHeader(json: string): Header {
  try {
    const header = JSON.parse(json) as Partial<Header> | null;
    if (header?.format === FORMAT) return header as Header;
  } catch {
    // Not JSON: reported below like any other file.
  }
  throw new Error(`this is not a recogniser in the format ${FORMAT}: run "npm run train"`);
}

function largestOf(weights: Float32Array, column: number, width: number): number {
  let largest = 0;
  for (let i = column; i < weights.length; i += width) largest = Math.max(largest, Math.abs(weights[i] ?? 0));
  return largest || 1;
}

function bytesOf(array: Int32Array | Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
