import type { LastTurn } from '../../questions/thread-memory.ts';
import type { ColumnType } from 'kysely';
import type { Instant, OptionalInstant } from './columns.ts';

/** What was spoken of last in a thread, for some minutes. */
export interface ThreadMemoryTable {
  tenant_id: string;
  thread_id: string;
  servers: ColumnType<string[], string, string>;
  options: ColumnType<{ title: string; text: string }[], string, string>;
  last: ColumnType<LastTurn | null, string | null, string | null>;
  at: Instant;
}

export interface QuestionTable {
  id: string;
  tenant_id: string;
  thread_id: string;
  /** Of the reply. */
  activity_id: string;
  text: string | null;
  /** From which it was answered. */
  notice_id: string | null;
  intent: string;
  confidence: number;
  decision: 'answer' | 'ask' | 'unknown';
  chosen: string | null;
  helped: boolean | null;
  /** What the reader wrote beside the feedback. */
  remark: string | null;
  /** Of the passage that answered it, or is nearest: both or none. */
  article: string | null;
  heading: string | null;
  asked_at: Instant;
}

export interface HandoffTable {
  id: string;
  tenant_id: string;
  conversation_id: string;
  thread_id: string;
  /** The card from which a person was requested; null if it was typed. */
  card_id: string | null;
  asker_id: string;
  asker_name: string;
  question: string;
  /** Null in hand-offs that were stored without it. */
  notice_id: string | null;
  topic: string | null;
  asked_at: Instant;
  state: 'waiting' | 'answered' | 'closed';
  settled_by: ColumnType<string | null, string | null | undefined, string>;
  settled_at: OptionalInstant;
  answer: ColumnType<string | null, string | null | undefined, string | null>;
}
