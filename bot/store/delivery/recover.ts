import { sql, type Kysely } from 'kysely';
import type { Instants, Recovered } from '../../delivery/ports.ts';
import type { Schema } from '../database/schema.ts';
import { unknownColumns } from './claim.ts';

/**
 * Ends what a process that died had begun: its claims, which are free at once, and its requests, whose results nobody
 * can know any more.
 */
export function recover(db: Kysely<Schema>, instants: Instants): Promise<Recovered> {
  return db.transaction().execute(async (trx) => {
    const interrupted = await trx
      .updateTable('posts')
      .set(unknownColumns('process-ended', instants))
      .where('state', '=', 'sending')
      .executeTakeFirst();
    const { numAffectedRows } = await sql`
      update posts set lease_until = null
      where lease_until is not null
        and (state = 'planned' or (state = 'sent' and revision > shown_revision))`.execute(trx);
    return { interrupted: Number(interrupted.numUpdatedRows), released: Number(numAffectedRows ?? 0n) };
  });
}
