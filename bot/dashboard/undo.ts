import type { Conversation } from '../delivery/conversation.ts';
import type { ScheduleContext } from '../reminders/ports.ts';
import type {
  AuditEntry,
  DeadlineState,
  IdentityTeamState,
  ReminderState,
  ServerState,
} from './audit-entry.ts';

/** For how long a change can be taken back. */
export const UNDO_HOURS = 24;

/** Takes back changes of the audit trail that were made in the same conversation within the last day. */
export interface UndoStore {
  /** The last change that was made there and has not been taken back; null if there is none. */
  findLast(conversation: Place, now: Date): Promise<AuditEntry | null>;
  /** The changes made there after the one with this number (null: within the last day) that stand, the first one first. */
  findSince(conversation: Place, number: string | null, now: Date): Promise<AuditEntry[]>;
  /** The change with this number, also if it has been taken back; null if none was made there. */
  find(conversation: Place, number: string, now: Date): Promise<AuditEntry | null>;
  /**
   * Takes a change back, unless its subject has changed since: in one transaction, with an entry of its own in the
   * audit trail. Of several calls at the same time, one takes it back.
   */
  takeBack(entry: AuditEntry, tenantId: string, asked: ScheduleContext): Promise<UndoResult>;
}

type Place = Pick<Conversation, 'tenantId' | 'id'>;

export type UndoResult =
  | { outcome: 'undone'; standing: Standing }
  /** `newer`: the change that overtook it; null if that isn't known. */
  | { outcome: 'overtaken'; newer: AuditEntry | null; standing: Standing }
  | { outcome: 'undone-before'; by: AuditEntry };

/** How the subject of a change stands. */
export type Standing =
  /** Null if the conversation never had reminders. */
  | { kind: 'reminders'; state: ReminderState | null }
  /** Null if nothing is reported of it. */
  | { kind: 'server'; state: ServerState | null }
  | { kind: 'identity-team'; state: IdentityTeamState }
  | { kind: 'deadline'; state: DeadlineState };
