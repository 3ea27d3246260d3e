import type { Kysely } from 'kysely';
import { mergeGroups, subjectOf } from '../../alerts/alert-group.ts';
import { changeOf } from '../../alerts/alert-lifecycle.ts';
import type { Signal } from '../../alerts/alert-kind.ts';
import type { AlertStore, IdentityTeamStore } from '../../alerts/ports.ts';
import type { Authored } from '../../access/author.ts';
import { recordAct } from '../audit/audit-trail.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { endFlapping, notifyWhoIsDue } from './advance-alerts.ts';
import { isOf, lockAlerts, readNewest, toAlert } from './alert-rows.ts';
import { applySignals } from './apply-signals.ts';
import { ALERT_POST } from './notify-teams.ts';

/** Alerts that one transaction changes, so that none holds locks for long. */
const MAX_CHANGES = 500;

/**
 * An alert store that locks a tenant's alerts while they change, so that instances can share the database. The posts
 * of alerts that share a card are about their group: the ledger's key allows one for each conversation.
 */
export function createAlertStore(
  db: Kysely<Schema>,
  outbox: Outbox,
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>,
): AlertStore {
  return {
    async apply(signals, now) {
      for (const tenantId of new Set(signals.map((signal) => signal.tenantId))) {
        const ofTenant = signals.filter((signal) => signal.tenantId === tenantId);
        const news = await findNews(db, tenantId, { signals: ofTenant, now });
        if (news.length === 0) continue;
        const teams = await identityTeams.teamsOf(tenantId);
        for (let i = 0; i < news.length; i += MAX_CHANGES) {
          await db.transaction().execute(async (trx) => {
            await lockAlerts(trx, tenantId);
            const some = news.slice(i, i + MAX_CHANGES);
            await applySignals(trx, outbox, { tenantId, signals: some, teams, now });
          });
        }
      }
    },

    async find(tenantId, id) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where(isOf(id))
        .execute();
      const alone = rows.find((row) => row.id === id);
      return alone ? toAlert(alone) : (mergeGroups(rows.map(toAlert))[0] ?? null);
    },

    acknowledge: (tenantId, id, asked) => acknowledge(db, outbox, { tenantId, id, asked }),

    async advance(delays, now) {
      await endFlapping(db, outbox, now);
      await notifyWhoIsDue(db, outbox, { identityTeams, delays, now });
    },

    async list(tenantId, limit) {
      const rows = await db
        .selectFrom('alerts')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .orderBy('raised_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toAlert);
    },
  };
}

/** The last signal for each key that changes something. Most repeat what is stored and need no transaction. */
async function findNews(
  db: Kysely<Schema>,
  tenantId: string,
  { signals, now }: { signals: readonly Signal[]; now: Date },
): Promise<Signal[]> {
  const byKey = new Map(signals.map((signal) => [signal.key, signal]));
  const newest = await readNewest(db, tenantId, [...byKey.keys()]);
  return [...byKey.values()].filter(
    (signal) => changeOf(newest.get(signal.key) ?? null, signal, now) !== null,
  );
}

function acknowledge(
  db: Kysely<Schema>,
  outbox: Outbox,
  { tenantId, id, asked }: { tenantId: string; id: string; asked: Authored },
): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await lockAlerts(trx, tenantId);
    const rows = await trx
      .updateTable('alerts')
      .set({ acknowledged_by: asked.by.name, acknowledged_at: asked.now })
      .where('tenant_id', '=', tenantId)
      .where(isOf(id))
      .where('state', '=', 'firing')
      .where('acknowledged_at', 'is', null)
      .returningAll()
      .execute();
    const [first] = rows.map(toAlert);
    if (!first) return false;
    if (first.finding.isNews) {
      await trx
        .updateTable('alerts')
        .set({ state: 'resolved', resolved_at: asked.now })
        .where('id', '=', first.id)
        .execute();
    }
    await outbox.requestRefresh(trx, { kind: ALERT_POST, subjectId: subjectOf(first) }, asked.now);
    await recordAct(trx, { tenantId, ...asked }, { act: 'acknowledge-alert', subject: id });
    return true;
  });
}
