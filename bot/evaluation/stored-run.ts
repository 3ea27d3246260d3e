import { z } from 'zod';
import type { Evaluation } from './evaluation.ts';
import { valueOf } from '../understanding/share.ts';

/** An evaluation as a file keeps it, to compare a later one with. */
const schema = z.object({
  shares: z.record(z.string(), z.object({ right: z.number(), all: z.number() })),
  wrong: z.array(z.string()),
});
export type StoredRun = z.infer<typeof schema>;

/** The text of the file. */
export function writeRun({ shares, verdicts }: Evaluation): string {
  const wrong = verdicts.filter(({ problem }) => problem !== null).map(({ id }) => id);
  const run: StoredRun = { shares, wrong };
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** Null when the text is no stored evaluation. */
export function parseRun(text: string): StoredRun | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** What has changed since an earlier run: the figures in points, and the cases that have turned. */
export interface Comparison {
  /** In percentage points, by name; only those that both have and that differ. */
  points: Record<string, number>;
  nowRight: string[];
  nowWrong: string[];
}

/** Compares with an earlier run over the same file. */
export function compareRuns(earlier: StoredRun, { shares, verdicts }: Evaluation): Comparison {
  const points = Object.entries(shares).flatMap(([name, share]): [string, number][] => {
    const before = earlier.shares[name];
    const [from, to] = [before ? valueOf(before) : null, valueOf(share)];
    return from === null || to === null || from === to ? [] : [[name, 100 * (to - from)]];
  });
  const wasWrong = new Set(earlier.wrong);
  const turned = (isWrong: boolean) =>
    verdicts
      .filter(({ id, problem }) => (problem !== null) === isWrong && wasWrong.has(id) !== isWrong)
      .map(({ id }) => id);
  return { points: Object.fromEntries(points), nowRight: turned(false), nowWrong: turned(true) };
}
