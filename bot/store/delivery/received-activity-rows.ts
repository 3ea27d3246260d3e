import { sql, type Kysely } from 'kysely';
import type { ActivityKey } from '../../access/author.ts';
import type { Arrival } from '../../delivery/received-activity.ts';
import type { Schema } from '../database/schema.ts';

/** Who holds activities, and until when. */
export interface Lease {
  holder: string;
  until: Date;
}

/** A text for each activity, which no other has. */
export const textOf = ({ tenantId, conversationId, activityId }: ActivityKey) =>
  JSON.stringify([tenantId, conversationId, activityId]);

export const toColumns = ({ tenantId, conversationId, activityId }: ActivityKey) => ({
  tenant_id: tenantId,
  conversation_id: conversationId,
  activity_id: activityId,
});

const toKey = (row: ReturnType<typeof toColumns>): ActivityKey => ({
  tenantId: row.tenant_id,
  conversationId: row.conversation_id,
  activityId: row.activity_id,
});

/** Inserts those that are new, and takes over those that nobody holds. Resolves with both, by `textOf`. */
export async function takeActivities(
  db: Kysely<Schema>,
  keys: readonly ActivityKey[],
  { lease: { holder, until }, realNow }: { lease: Lease; realNow: Date },
): Promise<Map<string, Arrival>> {
  const { rows } = await sql<ReturnType<typeof toColumns> & { has_changed: boolean }>`
    insert into received_activities as known
      (tenant_id, conversation_id, activity_id, received_at, holder, lease_until)
    select tenant_id, conversation_id, activity_id, ${realNow}::timestamptz, ${holder}::uuid,
      ${until}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(keys.map(toColumns))}::jsonb)
      as arrived(tenant_id text, conversation_id text, activity_id text)
    order by tenant_id, conversation_id, activity_id
    on conflict (tenant_id, conversation_id, activity_id) do update
      set holder = excluded.holder, lease_until = excluded.lease_until
      where known.done_at is null and (
        known.lease_until is null or known.lease_until <= ${realNow} or known.holder = excluded.holder)
    returning tenant_id, conversation_id, activity_id, has_changed`.execute(db);
  return new Map(rows.map((row) => [textOf(toKey(row)), { state: row.has_changed ? 'changed' : 'begun' }]));
}

/** Reads those that are done or held, by `textOf`. */
export async function readActivities(
  db: Kysely<Schema>,
  keys: readonly ActivityKey[],
): Promise<Map<string, Arrival>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('received_activities')
    .select(['tenant_id', 'conversation_id', 'activity_id', 'done_at', 'answer'])
    .where((where) =>
      where(
        where.refTuple('tenant_id', 'conversation_id', 'activity_id'),
        'in',
        keys.map((key) => where.tuple(key.tenantId, key.conversationId, key.activityId)),
      ),
    )
    .execute();
  return new Map(
    rows.map((row) => [
      textOf(toKey(row)),
      row.done_at ? { state: 'done', answer: row.answer } : { state: 'held' },
    ]),
  );
}

/** Deletes what was received before an instant, at most `most` in each statement, so that none holds locks for long. */
export async function deleteActivities(
  db: Kysely<Schema>,
  { before, most }: { before: Date; most: number },
): Promise<void> {
  let deleted = most;
  while (deleted === most) {
    const { numAffectedRows = 0n } = await sql`
      delete from received_activities where (tenant_id, conversation_id, activity_id) in (
        select tenant_id, conversation_id, activity_id from received_activities
        where received_at < ${before} limit ${most})`.execute(db);
    deleted = Number(numAffectedRows);
  }
}
