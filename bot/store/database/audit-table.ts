import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Change } from '../../dashboard/audit-entry.ts';
import type { Instant } from './columns.ts';

/** One change, by whom and from where. Written once, then only deleted. */
export interface AuditTrailTable {
  /** In the order of writing. */
  number: GeneratedAlways<string>;
  tenant_id: string;
  at: Instant;
  /** A person's object id in Microsoft Entra ID, or an app's client id. */
  author_id: string | null;
  author_name: string;
  /** Where the change was made; null for the API. */
  conversation_id: string | null;
  act: Change['act'];
  /** A server's name, a notice's id or an identity team's conversation. */
  subject: string;
  /** The entry that this one takes back; it repeats that one's act, subject, before and after. */
  undoes: ColumnType<string | null, string | undefined, never>;
  /** Structured values only; null if there was nothing. */
  before: ColumnType<Change['before'], string | null, never>;
  after: ColumnType<Change['after'], string | null, never>;
}
