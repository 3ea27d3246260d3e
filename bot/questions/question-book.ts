import { LRUCache } from 'lru-cache';
import type { Log } from '../platform/log.ts';
import type { Question, QuestionStore, ReplyKey } from './ports.ts';

/** Answers come first: what was asked is written a moment later, many questions in one statement. */
const FLUSH_AFTER_MS = 500;

/** For this long "and how?" is understood as a question about the last one. */
const LAST_MINUTES = 10;

/** Threads whose last question is kept in memory. */
const MOST_THREADS = 5_000;

/** What needs no second look is gone after a day, everything else after half a year. */
const ANSWERED_DAYS = 1;
const MISSED_DAYS = 183;

/** The questions of the last days, written behind the answers. */
export interface QuestionBook {
  /** Keeps a question; a text only where texts are kept. */
  record(question: Question): void;
  find(key: ReplyKey): Promise<Question | null>;
  mark(key: ReplyKey, outcome: { helped: boolean } | { chosen: string }): Promise<boolean>;
  /** What was asked last in this thread, within ten minutes. */
  findLast(place: Omit<ReplyKey, 'activityId'>, now: Date): Promise<Question | null>;
  /** Deletes what is older than it is of use: answered questions after a day, misses after half a year. */
  expire(now: Date): Promise<void>;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

export function createQuestionBook({
  store,
  keepsText,
  isSingleInstance,
  log,
}: {
  store: QuestionStore;
  keepsText: boolean;
  /** Whether no other instance shares the store: then the last question of a thread is known without it. */
  isSingleInstance: boolean;
  log: Log;
}): QuestionBook {
  let unwritten: Question[] = [];
  const newest = new LRUCache<string, Question>({ max: MOST_THREADS });
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  function write(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const questions = unwritten;
    unwritten = [];
    if (questions.length === 0) return writing;
    writing = writing
      .then(() => store.add(questions))
      .catch((error: unknown) =>
        log.error({ err: error, count: questions.length }, 'failed to store questions, discarded them'),
      );
    return writing;
  }

  return {
    record(question) {
      const kept = keepsText ? question : { ...question, text: null };
      unwritten.push(kept);
      if (isSingleInstance) newest.set(threadOf(kept), kept);
      timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS);
    },
    async find(key) {
      await write();
      return store.find(key);
    },
    async mark(key, outcome) {
      const last = newest.get(threadOf(key));
      if (last?.activityId === key.activityId) newest.set(threadOf(key), { ...last, ...outcome });
      await write();
      return store.mark(key, outcome);
    },
    async findLast(place, now) {
      const since = new Date(now.getTime() - LAST_MINUTES * 60_000);
      const last = newest.get(threadOf(place));
      if (last) return last.askedAt > since ? last : null;
      await write();
      return store.findLast(place, since);
    },
    expire: (now) =>
      store.expire({
        answered: new Date(now.getTime() - ANSWERED_DAYS * 86_400_000),
        missed: new Date(now.getTime() - MISSED_DAYS * 86_400_000),
      }),
    close: write,
  };
}

function threadOf({ tenantId, threadId }: Omit<ReplyKey, 'activityId'>): string {
  return JSON.stringify([tenantId, threadId]);
}
