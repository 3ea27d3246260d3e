import type { Decision } from '../understanding/decide.ts';

/** What was typed and how it was taken. Nothing says who typed it. */
export interface RecognisedQuestion {
  text: string;
  /** The best guess, `none` for out of scope. */
  intent: string;
  /** Of the best guess, 0 to 1. */
  confidence: number;
  decision: Decision;
}

/** A question is known by the reply that it got: the activity of its card. */
export interface ReplyKey {
  tenantId: string;
  /** Of a channel: the thread. */
  threadId: string;
  activityId: string;
}

export interface Question extends Omit<RecognisedQuestion, 'text'>, ReplyKey {
  /** Null where the settings say that no text is kept. */
  text: string | null;
  askedAt: Date;
  /** The topic that was chosen when the reply was "did you mean". */
  chosen: string | null;
  /** What a reader said of the answer; null when nobody said anything. */
  helped: boolean | null;
}

/** What the thread is about after a question: what was answered or chosen; null when nothing was. */
export function topicOf({ decision, intent, chosen }: Question): string | null {
  return chosen ?? (decision === 'answer' ? intent : null);
}

/** A question that was not answered, or whose answer did not help. */
export interface Miss extends RecognisedQuestion {
  id: string;
  askedAt: Date;
  chosen: string | null;
}

export interface QuestionStore {
  add(questions: readonly Question[]): Promise<void>;
  find(key: ReplyKey): Promise<Question | null>;
  /** Writes down what came of the reply; false when the question is not kept (any more). */
  mark(key: ReplyKey, outcome: { helped: boolean } | { chosen: string }): Promise<boolean>;
  /** The newest question in the thread after `since`. */
  findLast(place: Omit<ReplyKey, 'activityId'>, since: Date): Promise<Question | null>;
  /** The misses whose text is kept, the newest first. */
  misses(limit: number): Promise<Miss[]>;
  /** Deletes misses by their ids; without ids, every question. Resolves with how many. */
  forget(ids?: readonly string[]): Promise<number>;
  /** Deletes what nobody will look at again: answered questions from before `answered`, misses from before `missed`. */
  expire(before: { answered: Date; missed: Date }): Promise<void>;
}
