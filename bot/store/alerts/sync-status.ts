import type { Kysely } from 'kysely';
import type { SyncStatusStore } from '../../alerts/watches/sync-watch.ts';
import type { Schema } from '../database/schema.ts';

export function createSyncStatusStore(db: Kysely<Schema>): SyncStatusStore {
  return {
    async find(tenantId) {
      const row = await db
        .selectFrom('sync_status')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst();
      if (!row) return null;
      return {
        status: {
          isEnabled: row.is_enabled,
          lastSyncAt: row.last_sync_at,
          lastPasswordSyncAt: row.last_password_sync_at,
        },
        unavailableSince: row.unavailable_since,
        checkedAt: row.checked_at,
      };
    },

    async save(tenantId, { status, unavailableSince, checkedAt }) {
      const row = {
        is_enabled: status.isEnabled,
        last_sync_at: status.lastSyncAt,
        last_password_sync_at: status.lastPasswordSyncAt,
        unavailable_since: unavailableSince,
        checked_at: checkedAt,
      };
      await db
        .insertInto('sync_status')
        .values({ tenant_id: tenantId, ...row })
        .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
        .execute();
    },
  };
}
