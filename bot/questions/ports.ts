import type { Authored } from '../access/author.ts';
import type { HeldBackAnswer } from '../guidance/guide.ts';
import type { Decision } from '../understanding/decide.ts';

/** A question and how it was understood. Who asked it is not stored. */
export interface RecognisedQuestion {
  text: string;
  /** The notice from which it was answered; null in questions that were stored without it. */
  notice: string | null;
  /** The most likely intent; `none` for out of scope. */
  intent: string;
  /** Probability of that intent, 0 to 1. */
  confidence: number;
  decision: Decision;
  /** What answered it, or is nearest to an answer; null when no document is near. */
  source: QuestionSource | null;
}

/** Where in a notice's documents, as their readers see it. */
export interface QuestionSource {
  /** The article's title. */
  article: string;
  heading: string;
}

/** Identifies a question by its reply. */
export interface ReplyKey {
  tenantId: string;
  /** The thread in a channel, elsewhere the conversation. */
  threadId: string;
  /** The activity ID of the reply. */
  activityId: string;
}

/** A stored question. */
export interface Question extends Omit<RecognisedQuestion, 'text'>, ReplyKey {
  /** Null when the settings say that texts aren't stored. */
  text: string | null;
  askedAt: Date;
  /** The intent that the reader chose when the reply offered topics; null when none was chosen. */
  chosen: string | null;
  /** The reader's feedback on the answer; null without feedback. */
  helped: boolean | null;
  /** What the reader wrote beside the feedback. */
  remark: string | null;
}

/** The reader's feedback, or what they chose. */
export type Outcome =
  | { helped: boolean; remark: string | null }
  | { chosen: string; notice: string; source: QuestionSource | null };

/** The intent that was answered, or chosen by the reader; null when there is neither. */
export function topicOf({ decision, intent, chosen }: Question): string | null {
  return chosen ?? (decision === 'answer' ? intent : null);
}

/** A question that was not answered, or whose answer did not help. */
export interface Miss extends RecognisedQuestion {
  id: string;
  askedAt: Date;
  chosen: string | null;
  remark: string | null;
}

export interface QuestionStore {
  /** Stores questions; one whose reply is already stored is ignored. */
  add(questions: readonly Question[]): Promise<void>;
  find(key: ReplyKey): Promise<Question | null>;
  /**
   * Records feedback, or the intent and the notice that were chosen; false when the question isn't stored, or not any
   * more. `asked`: who gives feedback, which is noted in the audit trail.
   */
  mark(key: ReplyKey, outcome: Outcome, asked?: Authored): Promise<boolean>;
  /** The newest question of the thread that was asked after `since`. */
  findLast(place: Omit<ReplyKey, 'activityId'>, since: Date): Promise<Question | null>;
  /** The oldest question of the thread that was asked after `since`. */
  findFirst(place: Omit<ReplyKey, 'activityId'>, since: Date): Promise<Question | null>;
  /** Up to `limit` misses whose text is stored, the newest first. */
  misses(limit: number): Promise<Miss[]>;
  /** Deletes the questions with these IDs; without `ids`, every question. Resolves with their number. */
  forget(ids?: readonly string[]): Promise<number>;
  /** Deletes questions asked before `missed`; those that aren't misses or have no text, before `answered`. */
  expire(before: { answered: Date; missed: Date }): Promise<void>;
}

/** What the notices answer and have answered. */
export interface KnownAnswerStore {
  /**
   * Stores what each loaded notice answers now. Resolves with what it answered once and doesn't any more.
   * @param answers their titles, by notice id and intent id.
   */
  record(
    answers: ReadonlyMap<string, ReadonlyMap<string, string>>,
    now: Date,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, HeldBackAnswer>>>;
}
