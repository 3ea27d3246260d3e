import type { Kysely } from 'kysely';
import type { CalendarSecrets } from '../../dashboard/calendar-address.ts';
import type { Schema } from '../database/schema.ts';

export function createCalendarSecrets(db: Kysely<Schema>): CalendarSecrets {
  async function find(tenantId: string): Promise<string | null> {
    const row = await db
      .selectFrom('calendar_secrets')
      .select('secret')
      .where('tenant_id', '=', tenantId)
      .executeTakeFirst();
    return row?.secret ?? null;
  }

  return {
    find,

    async keep(tenantId, secret, now) {
      await db
        .insertInto('calendar_secrets')
        .values({ tenant_id: tenantId, secret, created_at: now })
        .onConflict((conflict) => conflict.column('tenant_id').doNothing())
        .execute();
      return (await find(tenantId)) ?? secret;
    },

    async remove(tenantId) {
      await db.deleteFrom('calendar_secrets').where('tenant_id', '=', tenantId).execute();
    },
  };
}
