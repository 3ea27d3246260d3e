import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Post } from '../../delivery/ports.ts';

/** Beside the store's own files, which it leaves alone. */
const FILE = 'repeats-sent';

/**
 * Marks repeats right before their bytes leave. A commit takes milliseconds, and a process may die between it and the
 * request: without the mark the one repeat would be spent though it never left. A file outlasts the process.
 */
export interface RepeatMarks {
  mark(post: Pick<Post, 'id' | 'attempts'>): void;
  /** The marks of the process before, as `ID ATTEMPTS`; null where it made none. */
  read(): ReadonlySet<string> | null;
  /** Begins anew, when what the process before had begun is recorded. */
  clear(): void;
}

export function createRepeatMarks(folder: string): RepeatMarks {
  const file = join(folder, FILE);
  return {
    mark: (post) => appendFileSync(file, `${markOf(post)}\n`),
    read() {
      try {
        return new Set(readFileSync(file, 'utf8').split('\n'));
      } catch {
        return null;
      }
    },
    clear: () => writeFileSync(file, ''),
  };
}

export function markOf({ id, attempts }: Pick<Post, 'id' | 'attempts'>): string {
  return `${id} ${attempts}`;
}
