import type { Guide } from '../../bot/guidance/guide.ts';
import { loadGuide } from '../../bot/sources/notices/load-guide.ts';

let loaded: Promise<Guide> | null = null;

/** The notice that comes with Cutover, compiled once for all tests. */
export function theGuide(): Promise<Guide> {
  return (loaded ??= loadGuide());
}
