import { sql, type Kysely, type Transaction } from 'kysely';
import type { Instants, Recovered } from '../../delivery/ports.ts';
import type { Schema } from '../database/schema.ts';
import { unknownColumns } from './claim.ts';
import type { MayHaveLeft } from './departure-marks.ts';

/**
 * Ends what a process that died had begun: its claims, which are free at once, and its requests, whose results nobody
 * can know any more. A post that was marked as being sent and never left waits as it did before, and its repeat isn't
 * spent.
 * @param mayHaveLeft null: any of them may have left.
 */
export function recover(
  db: Kysely<Schema>,
  instants: Instants,
  mayHaveLeft: MayHaveLeft | null,
): Promise<Recovered> {
  return db.transaction().execute(async (trx) => {
    const givenBack = mayHaveLeft ? await giveBack(trx, instants, mayHaveLeft) : 0;
    const interrupted = await trx
      .updateTable('posts')
      .set(unknownColumns('process-ended', instants))
      .where('state', '=', 'sending')
      .where('carried_by', 'is', null)
      .executeTakeFirst();
    const { numAffectedRows } = await sql`
      update posts set lease_until = null
      where lease_until is not null
        and (state = 'planned' or (state = 'sent' and revision > shown_revision))`.execute(trx);
    const released = givenBack + Number(numAffectedRows ?? 0n);
    return { interrupted: Number(interrupted.numUpdatedRows), released };
  });
}

/** Gives the posts that never left the states that they departed from. Returns their number. */
async function giveBack(
  trx: Transaction<Schema>,
  { now }: Instants,
  mayHaveLeft: MayHaveLeft,
): Promise<number> {
  const sending = await trx
    .selectFrom('posts')
    .select(['id', 'attempts'])
    .where('state', '=', 'sending')
    .where('carried_by', 'is', null)
    .execute();
  const ids = sending.filter((post) => !mayHaveLeft(post)).map(({ id }) => id);
  await sql`
    update posts set state = case when is_repeat then 'unknown' else 'planned' end,
      reason = case when is_repeat then 'process-ended' end,
      is_repeat = false, lease_until = null, changed_at = ${now}
    where id = any(${ids}::uuid[])`.execute(trx);
  return ids.length;
}
