import { setFlagsFromString } from 'node:v8';

/** Percent of what was in use after a collection. */
const GROWTH_PERCENT = 150;

/**
 * Has V8 collect the whole heap when it has grown to 2.5 times what was in use, instead of up to four times. Turns
 * under load leave garbage in the old generation, which took 100 MB more memory for hardly any time. Applies to
 * every thread of the process.
 */
export function limitHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
