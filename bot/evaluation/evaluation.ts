import type { Share } from '../understanding/share.ts';

/** One case of a file, and whether it went well. */
export interface Verdict {
  /** Unique in its file. */
  id: string;
  /** What is wrong, in a line or two; null when nothing is. */
  problem: string | null;
}

/** What the cases of a file, or the phrases themselves, show. */
export interface Evaluation {
  /** By what they count, in the order in which they are printed. */
  shares: Record<string, Share>;
  /** What isn't a share, in words: times and sizes. */
  notes: Record<string, string>;
  verdicts: Verdict[];
}
