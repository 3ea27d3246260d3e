import { sql, type Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** The newest row of each notice of each tenant. A null date says that the tenant's own was taken back. */
export function selectCurrentDeadlines(db: Kysely<Schema>) {
  return db
    .selectFrom('tenant_deadlines')
    .distinctOn(['tenant_id', 'notice_id'])
    .select(['tenant_id', 'notice_id', 'date', 'reason', 'since', 'author_name', 'at'])
    .orderBy('tenant_id')
    .orderBy('notice_id')
    .orderBy('number', 'desc');
}

/** The same of the given tenants. */
export function selectDeadlinesOf(db: Kysely<Schema>, tenantIds: readonly string[]) {
  return selectCurrentDeadlines(db).where((row) =>
    row('tenant_id', '=', row.fn.any(sql.val([...new Set(tenantIds)]))),
  );
}
