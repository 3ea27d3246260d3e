import { isDeepStrictEqual } from 'node:util';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { ActivityKey, Author, Authored } from '../../access/author.ts';
import type { AuditEntry, Change, NotedAct } from '../../dashboard/audit-entry.ts';
import type { Schema } from '../database/schema.ts';

const YEAR_MS = 365 * 86_400_000;

/** Entries that one statement deletes, so that none holds locks for long. */
const MAX_DELETED = 1_000;

/**
 * Writes changes to the audit trail in the transaction that makes them, and notes with the activity that asks for
 * them that they are made. A change whose values before and after are equal leaves no entry.
 */
export async function recordChanges(
  trx: Transaction<Schema>,
  { tenantId, by, now }: { tenantId: string; by: Author; now: Date },
  changes: readonly Change[],
): Promise<void> {
  const rows = changes
    .filter(({ before, after }) => !isDeepStrictEqual(before, after))
    .map(({ act, subject, before, after }) => ({
      tenant_id: tenantId,
      at: now,
      author_id: by.id,
      author_name: by.name,
      conversation_id: by.conversationId,
      act,
      subject,
      before: toJson(before),
      after: toJson(after),
    }));
  if (rows.length === 0) return;
  await trx.insertInto('audit_trail').values(rows).execute();
  if (by.activity) await noteChange(trx, by.activity);
}

/** Writes what somebody did on a card, in the transaction that does it. */
export function recordAct(
  trx: Transaction<Schema>,
  asked: { tenantId: string } & Authored,
  { act, subject, after = {} }: Pick<NotedAct, 'act' | 'subject'> & Partial<Pick<NotedAct, 'after'>>,
): Promise<void> {
  return recordChanges(trx, asked, [{ act, subject, before: null, after }]);
}

async function noteChange(trx: Transaction<Schema>, activity: ActivityKey): Promise<void> {
  await trx
    .updateTable('received_activities')
    .set({ has_changed: true })
    .where('tenant_id', '=', activity.tenantId)
    .where('conversation_id', '=', activity.conversationId)
    .where('activity_id', '=', activity.activityId)
    .execute();
}

function toJson(value: Change['before' | 'after']): string | null {
  return value === null ? null : JSON.stringify(value);
}

/**
 * Columns that `toEntry` needs. Numbers are text, because the embedded store would give them as numbers, and have a name of
 * their own: PostgreSQL would sort by a selected column of the same name, so that 9 came after 10.
 */
export function selectEntries(db: Kysely<Schema>) {
  return db
    .selectFrom('audit_trail')
    .select(['at', 'author_id', 'author_name', 'conversation_id', 'act', 'subject', 'before', 'after'])
    .select([
      sql<string>`number::text`.as('entry_number'),
      sql<string | null>`undoes::text`.as('undone_number'),
    ]);
}

export function toEntry(row: EntryRow): AuditEntry {
  const { entry_number: number, at, undone_number: undoes, act, subject, before, after } = row;
  return {
    number,
    at,
    by: { id: row.author_id, name: row.author_name, conversationId: row.conversation_id },
    undoes,
    // `recordChanges` has written the four of one change.
    ...({ act, subject, before, after } as Change),
  };
}

type EntryRow = Awaited<ReturnType<ReturnType<typeof selectEntries>['executeTakeFirstOrThrow']>>;

/** What the report reads of the audit trail. */
export interface AuditTrail {
  /** Up to `limit` entries of the tenant, the newest first. */
  newest(tenantId: string, limit: number): Promise<AuditEntry[]>;
  /** Deletes entries that are older than a year. */
  expire(now: Date): Promise<void>;
}

export function createAuditTrail(db: Kysely<Schema>): AuditTrail {
  return {
    async newest(tenantId, limit) {
      const rows = await selectEntries(db)
        .where('tenant_id', '=', tenantId)
        .orderBy('at', 'desc')
        .orderBy('number', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toEntry);
    },

    async expire(now) {
      const old = db
        .selectFrom('audit_trail')
        .select('number')
        .where('at', '<', new Date(now.getTime() - YEAR_MS))
        .limit(MAX_DELETED);
      let deleted = MAX_DELETED;
      while (deleted === MAX_DELETED) {
        const { numDeletedRows } = await db
          .deleteFrom('audit_trail')
          .where('number', 'in', old)
          .executeTakeFirst();
        deleted = Number(numDeletedRows);
      }
    },
  };
}
