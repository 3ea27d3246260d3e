import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Post } from '../../delivery/ports.ts';

/** Beside the store's own files, which it leaves alone. */
const FILE = 'departures';

/** Linux's name for the time since the machine started: another one after each start. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/** Marks are dropped when there are so many and all of them are settled: a process may run for months. */
const MANY = 10_000;

type Attempt = Pick<Post, 'id' | 'attempts'>;

/** Whether the request of a post that the ledger says is being sent may have reached Teams. */
export type MayHaveLeft = (post: Attempt) => boolean;

/**
 * Marks posts right before their bytes leave. A commit takes milliseconds, and a process may die between it and the
 * request: without the mark nobody could tell that the post never left. A file outlasts the process, but some of it
 * may be lost with the machine, so marks count until the machine starts anew.
 */
export interface DepartureMarks {
  /** @throws if it can't be written: then the post must not be sent. */
  mark(post: Attempt): void;
  /** The result of a post is recorded, which ends its mark. */
  settled(post: Attempt): void;
  /** What the marks of the process before say; null where they say nothing. */
  read(): MayHaveLeft | null;
  /** Begins anew, when what the process before had begun is recorded. */
  clear(): void;
}

/** @param boot of the machine; null where it can't be told from others: then no marks are read. */
export function createDepartureMarks(folder: string, boot: string | null = readBoot()): DepartureMarks {
  const file = join(folder, FILE);
  const unsettled = new Set<string>();
  let marked = 0;

  function clear(): void {
    writeFileSync(file, boot ?? '');
    marked = 0;
  }

  return {
    mark(post) {
      const mark = markOf(post);
      // The line break comes first, or a mark would continue one that a full disk cut off.
      appendFileSync(file, `\n${mark}`);
      unsettled.add(mark);
      marked++;
    },
    settled(post) {
      unsettled.delete(markOf(post));
      if (unsettled.size === 0 && marked >= MANY) clear();
    },
    read() {
      const [writtenIn, ...marks] = readLines(file);
      if (boot === null || writtenIn !== boot) return null;
      const left = new Set(marks);
      return (post) => left.has(markOf(post));
    },
    clear,
  };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function readBoot(): string | null {
  return readLines(BOOT_ID)[0] ?? null;
}

function markOf({ id, attempts }: Attempt): string {
  return `${id} ${attempts}`;
}
