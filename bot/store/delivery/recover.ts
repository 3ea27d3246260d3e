import { sql, type Kysely, type Transaction } from 'kysely';
import type { Instants, Recovered } from '../../delivery/ports.ts';
import type { Schema } from '../database/schema.ts';
import { unknownColumns } from './claim.ts';
import { markOf } from './repeat-marks.ts';

/**
 * Ends what a process that died had begun: its claims, which are free at once, and its requests, whose results nobody
 * can know any more. A repeat that was marked as being sent and isn't in `leftRepeats` never left, and isn't spent;
 * null: any of them may have left.
 */
export function recover(
  db: Kysely<Schema>,
  instants: Instants,
  leftRepeats: ReadonlySet<string> | null,
): Promise<Recovered> {
  return db.transaction().execute(async (trx) => {
    if (leftRepeats) await giveBackRepeats(trx, leftRepeats);
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
    return { interrupted: Number(interrupted.numUpdatedRows), released: Number(numAffectedRows ?? 0n) };
  });
}

async function giveBackRepeats(trx: Transaction<Schema>, left: ReadonlySet<string>): Promise<void> {
  const repeats = await trx
    .selectFrom('posts')
    .select(['id', 'attempts'])
    .where('state', '=', 'sending')
    .where('carried_by', 'is', null)
    .where('is_repeat', '=', true)
    .execute();
  const ids = repeats.filter((post) => !left.has(markOf(post))).map(({ id }) => id);
  if (ids.length === 0) return;
  await trx.updateTable('posts').set({ is_repeat: false }).where('id', 'in', ids).execute();
}
