import { LRUCache } from 'lru-cache';
import type { Log } from '../platform/log.ts';
import type { Question, QuestionStore, ReplyKey } from './ports.ts';

/** Questions are stored this long after their answers, many in one statement. */
const FLUSH_AFTER_MS = 500;

/** A follow-up question such as "and how?" refers to a question asked within this time. */
const FOLLOW_UP_MINUTES = 10;

/** Threads whose newest question is cached. */
const MAX_THREADS = 5_000;

/** Days after which an answered question is deleted. */
const ANSWERED_DAYS = 1;
/** Days after which a miss is deleted: half a year. */
const MISSED_DAYS = 183;

/** The questions asked lately. Storing them doesn't delay their answers. */
export interface QuestionBook {
  /** Stores a question within half a second. A failure is logged, and the question is discarded. */
  record(question: Question): void;
  /** Null when the question isn't stored, or not any more. */
  find(key: ReplyKey): Promise<Question | null>;
  /** As of the store. */
  mark: QuestionStore['mark'];
  /** The newest question of the thread, if it was asked within 10 minutes. */
  findLast(place: Omit<ReplyKey, 'activityId'>, now: Date): Promise<Question | null>;
  /** The oldest question of the thread that was asked within 10 minutes. */
  findFirst(place: Omit<ReplyKey, 'activityId'>, now: Date): Promise<Question | null>;
  /** Deletes answered questions after a day and misses after half a year. */
  expire(now: Date): Promise<void>;
  /** Stores the questions that are still in memory. */
  close(): Promise<void>;
}

export function createQuestionBook({
  store,
  keepsText,
  isSingleInstance,
  log,
}: {
  store: QuestionStore;
  /** Whether to store texts; if not, `text` is null. */
  keepsText: boolean;
  /** Whether no other instance uses the store. The newest question of a thread can then be cached. */
  isSingleInstance: boolean;
  log: Log;
}): QuestionBook {
  let unwritten: Question[] = [];
  const newest = new LRUCache<string, Question>({ max: MAX_THREADS });
  const oldest = new LRUCache<string, Question>({ max: MAX_THREADS });
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
      if (isSingleInstance) {
        const thread = threadOf(kept);
        const isFirst = (newest.get(thread)?.askedAt ?? NEVER) <= followedUpSince(kept.askedAt);
        if (isFirst) oldest.set(thread, kept);
        newest.set(thread, kept);
      }
      timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS);
    },
    async find(key) {
      await write();
      return store.find(key);
    },
    async mark(key, given, asked) {
      const outcome = keepsText || !('remark' in given) ? given : { ...given, remark: null };
      const last = newest.get(threadOf(key));
      if (last?.activityId === key.activityId) newest.set(threadOf(key), { ...last, ...outcome });
      await write();
      return store.mark(key, outcome, asked);
    },
    async findLast(place, now) {
      const since = followedUpSince(now);
      const last = newest.get(threadOf(place));
      if (last) return last.askedAt > since ? last : null;
      await write();
      return store.findLast(place, since);
    },
    async findFirst(place, now) {
      const since = followedUpSince(now);
      const first = oldest.get(threadOf(place));
      if (first && first.askedAt > since) return first;
      await write();
      return store.findFirst(place, since);
    },
    expire: (now) =>
      store.expire({
        answered: new Date(now.getTime() - ANSWERED_DAYS * 86_400_000),
        missed: new Date(now.getTime() - MISSED_DAYS * 86_400_000),
      }),
    close: write,
  };
}

const NEVER = new Date(0);

function followedUpSince(now: Date): Date {
  return new Date(now.getTime() - FOLLOW_UP_MINUTES * 60_000);
}

function threadOf({ tenantId, threadId }: Omit<ReplyKey, 'activityId'>): string {
  return JSON.stringify([tenantId, threadId]);
}
