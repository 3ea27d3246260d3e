import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { PostState } from '../../delivery/ports.ts';
import type { InvokeAnswer } from '../../delivery/received-activity.ts';
import type { Instant, OptionalInstant } from './columns.ts';

export interface ConversationTable {
  tenant_id: string;
  id: string;
  kind: 'personal' | 'groupChat' | 'channel';
  service_url: string;
  bot_id: string;
  welcomed_at: OptionalInstant;
  seen_at: Instant;
  /** For a channel, once Teams has named its team. */
  team_id: ColumnType<string | null, string | null | undefined, string | null>;
}

/** The name of a team or conversation, as Teams has told it. */
export interface PlaceNameTable {
  tenant_id: string;
  kind: 'team' | 'conversation';
  id: string;
  name: string;
  /** By Teams' clock. */
  told_at: Instant;
}

/** When the app was last added to a place or removed from it, by Teams' clock. */
export interface InstallationTable {
  tenant_id: string;
  /** A team, or a conversation outside of teams. */
  place_id: string;
  changed_at: Instant;
}

/** Who has added the app to a team or group chat. */
export interface InstallerTable {
  tenant_id: string;
  person_id: string;
  installed_at: Instant;
}

/** A row of the delivery ledger: one proactive message to one conversation. */
export interface PostTable {
  id: string;
  /** `reminder`, `handoff`, `alert`, `done` and others: selects the renderer of its card. */
  kind: string;
  /** What it is about; for a reminder, the subscription's id. */
  subject_id: string;
  /** Tells apart the posts about one subject; for a reminder, `NOTICE CUT-OFF OFFSET`. */
  occasion: string;
  tenant_id: string;
  conversation_id: string;
  /** Null: a new thread. */
  thread_id: ColumnType<string | null, string | null | undefined, never>;
  state: PostState;
  reason: string | null;
  due_at: Instant;
  changed_at: Instant;
  /** How often it has been claimed for sending. */
  attempts: number;
  activity_id: string | null;
  /** When Teams accepted it. */
  sent_at: OptionalInstant;
  /** Attempts to update its card since the card last changed. */
  update_attempts: Generated<number>;
  /** Whether it repeats one that Teams may already have shown. */
  is_repeat: Generated<boolean>;
  /** Until then, in real time, a worker holds it. */
  lease_until: OptionalInstant;
  /** Incremented whenever its card changes. */
  revision: Generated<number>;
  /** The revision that Teams was sent. If it is lower, the card in Teams is outdated. */
  shown_revision: Generated<number>;
  /** The post on whose card it is, and whose state it has; null for a post with a card of its own. */
  carried_by: ColumnType<string | null, null | undefined, string | null>;
  /** Whether a newer post about its subject is in Teams. */
  is_superseded: Generated<boolean>;
  /** From a reminder's occasion; null for other kinds. */
  notice_id: GeneratedAlways<string | null>;
  cut_off: GeneratedAlways<string | null>;
  /** Days before the cut-off; negative after it. */
  offset_days: GeneratedAlways<number | null>;
}

/** Reserved rate limit slots of a tenant or a thread, shared by all instances. */
export interface RequestSlotTable {
  key: string;
  /** Milliseconds since 1970, real time, ascending; without those that no longer matter. */
  taken: number[];
  /** The last slot. */
  newest: number;
  /** No slots until then, because of a Retry-After; in the same unit. */
  held_until: Generated<number>;
}

/** An activity of the last hour. All instants are in real time. */
export interface ReceivedActivityTable {
  tenant_id: string;
  /** With the thread. */
  conversation_id: string;
  activity_id: string;
  received_at: Instant;
  /** The process that works on it, or did. */
  holder: string;
  /** Until then no other process carries it out; null if its process is known to be gone. */
  lease_until: OptionalInstant;
  /** Whether what it asks for is in the store already. Set in the transaction of that change. */
  has_changed: Generated<boolean>;
  done_at: OptionalInstant;
  /** The response of an invoke, for its repeats. */
  answer: ColumnType<InvokeAnswer | null, string | null | undefined, string | null>;
}
