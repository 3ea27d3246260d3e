import { sql, type Kysely } from 'kysely';
import type { DashboardStore, PlacedSubscription } from '../../dashboard/ports.ts';
import type { PostState } from '../../delivery/ports.ts';
import { toAlert } from '../alerts/alert-rows.ts';
import type { ConversationTable } from '../database/delivery-tables.ts';
import type { Schema } from '../database/schema.ts';
import { CONVERSATION_COLUMNS, toConversation } from '../delivery/conversation-row.ts';
import { toReport } from '../servers/server-report-row.ts';
import { changesOf } from '../servers/server-snapshots.ts';
import { toSubscription, type SubscriptionRow } from '../reminders/subscription-row.ts';

/** What the dashboard reads; the first condition of every query is the tenant. */
export function createDashboardStore(db: Kysely<Schema>): DashboardStore {
  return { ...serverQueries(db), ...reminderQueries(db), ...alertQueries(db) };
}

function serverQueries(db: Kysely<Schema>): Pick<DashboardStore, 'serversRevision' | 'serverHistory'> {
  return {
    async serversRevision(tenantId) {
      // Reports are only ever added, withdrawn or deleted, so that the first three say which there are.
      const { count, newest, withdrawn, changes } = await db
        .selectFrom('server_reports')
        .select((row) => [
          row.fn.countAll().as('count'),
          row.fn.max('number').as('newest'),
          row.fn.count('withdrawn_at').as('withdrawn'),
          changesOf(tenantId),
        ])
        .where('tenant_id', '=', tenantId)
        .executeTakeFirstOrThrow();
      return `${String(count)} ${String(newest)} ${String(withdrawn)} ${changes}`;
    },

    async serverHistory(tenantId, serverId) {
      const server = await db
        .selectFrom('servers')
        .select('name')
        .where('tenant_id', '=', tenantId)
        .where('id', '=', serverId)
        .where('forgotten_at', 'is', null)
        .executeTakeFirst();
      if (!server) return null;
      const reports = await db
        .selectFrom('server_reports')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('server_id', '=', serverId)
        .where('withdrawn_at', 'is', null)
        .orderBy('observed_at', 'desc')
        .orderBy('number', 'desc')
        .execute();
      if (reports.length === 0) return null;
      return { name: server.name, reports: reports.map((row) => toReport(row, server.name)) };
    },
  };
}

function reminderQueries(
  db: Kysely<Schema>,
): Pick<DashboardStore, 'subscriptions' | 'findSubscription' | 'findConversation' | 'offsetCounts'> {
  const subscriptionsIn = (tenantId: string) =>
    db
      .selectFrom('subscriptions')
      .innerJoin('conversations', (join) =>
        join
          .onRef('conversations.tenant_id', '=', 'subscriptions.tenant_id')
          .onRef('conversations.id', '=', 'subscriptions.conversation_id'),
      )
      .selectAll('subscriptions')
      .select('conversations.kind')
      .where('subscriptions.tenant_id', '=', tenantId)
      .where('subscriptions.state', '!=', 'stopped');

  return {
    async subscriptions(tenantId) {
      const rows = await subscriptionsIn(tenantId)
        .orderBy('subscriptions.asked_at')
        .orderBy('subscriptions.id')
        .execute();
      return rows.map(withKind);
    },

    async findSubscription(tenantId, id) {
      const row = await subscriptionsIn(tenantId).where('subscriptions.id', '=', id).executeTakeFirst();
      return row ? withKind(row) : null;
    },

    async findConversation(tenantId, id) {
      const row = await db
        .selectFrom('conversations')
        .select(CONVERSATION_COLUMNS)
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toConversation(row) : null;
    },

    async offsetCounts(tenantId, noticeId) {
      const { rows } = await sql<{ offset: number; state: PostState; count: number; last: Date }>`
        select offset_days as "offset", state, count(*)::integer as count, max(due_at) as last from posts
        where tenant_id = ${tenantId} and kind = 'reminder' and notice_id = ${noticeId}
        group by offset_days, state`.execute(db);
      return rows.map(({ offset, state, count, last }) => ({ offset, state, count, lastDueAt: last }));
    },
  };
}

function alertQueries(db: Kysely<Schema>): Pick<DashboardStore, 'newestAlerts' | 'alertCounts'> {
  return {
    async newestAlerts(tenantId, limits) {
      const newest = (state: 'firing' | 'resolved', limit: number) =>
        db
          .selectFrom('alerts')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('state', '=', state)
          .orderBy('raised_at', 'desc')
          .limit(limit)
          .execute();
      const firing = await newest('firing', limits.firing);
      const resolved = await newest('resolved', limits.resolved);
      return [...firing, ...resolved].map(toAlert);
    },

    async alertCounts(tenantId) {
      const { firing, noticed } = await db
        .selectFrom('alerts')
        .select((row) => [row.fn.countAll().as('firing'), row.fn.count('acknowledged_at').as('noticed')])
        .where('tenant_id', '=', tenantId)
        .where('state', '=', 'firing')
        .executeTakeFirstOrThrow();
      return { firing: Number(firing), unacknowledged: Number(firing) - Number(noticed) };
    },
  };
}

function withKind(row: SubscriptionRow & Pick<ConversationTable, 'kind'>): PlacedSubscription {
  return { ...toSubscription(row), kind: row.kind };
}
