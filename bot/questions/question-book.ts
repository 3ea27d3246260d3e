import type { Log } from '../platform/log.ts';
import type { Question, QuestionStore, ReplyKey } from './ports.ts';

/** Answers come first: what was asked is written a moment later, many questions in one statement. */
const FLUSH_AFTER_MS = 50;

/** For this long "and how?" is understood as a question about the last one. */
const LAST_MINUTES = 10;

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
  log,
}: {
  store: QuestionStore;
  keepsText: boolean;
  log: Log;
}): QuestionBook {
  let unrendered: Question[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  function write(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const questions = unrendered;
    unrendered = [];
    if (questions.length === 0) return writing;
    writing = writing
      .then(() => store.add(questions))
      .catch((error: unknown) =>
        log.error({ err: error, count: questions.length }, 'questions could not be kept'),
      );
    return writing;
  }

  return {
    record(question) {
      unrendered.push(keepsText ? question : { ...question, text: null });
      timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS);
    },
    async find(key) {
      await write();
      return store.find(key);
    },
    async mark(key, outcome) {
      await write();
      return store.mark(key, outcome);
    },
    async findLast(place, now) {
      await write();
      return store.findLast(place, new Date(now.getTime() - LAST_MINUTES * 60_000));
    },
    expire: (now) =>
      store.expire({
        answered: new Date(now.getTime() - ANSWERED_DAYS * 86_400_000),
        missed: new Date(now.getTime() - MISSED_DAYS * 86_400_000),
      }),
    close: write,
  };
}
