import { sql, type Kysely, type Transaction } from 'kysely';
import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { EscalationDelays, IdentityTeam } from '../../alerts/ports.ts';
import { planNotifications } from '../../alerts/routing.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { isOf } from './alert-rows.ts';

/** The `kind` of an alert's posts in the ledger. */
export const ALERT_POST = 'alert';

/** When each conversation was notified of an alert, by conversation ID. */
type NotifiedAt = ReadonlyMap<string, Date>;

/** Queues an alert's posts. The ledger's key allows one for each conversation, even when two instances do this at once. */
export async function notifyTeams(
  trx: Transaction<Schema>,
  outbox: Outbox,
  wanted: {
    alert: Alert;
    teams: readonly IdentityTeam[];
    notifiedAt: NotifiedAt;
    delays: EscalationDelays;
    now: Date;
  },
): Promise<void> {
  const { alert, now } = wanted;
  const plan = planNotifications(wanted);
  if (plan.level > alert.level) {
    await trx.updateTable('alerts').set({ level: plan.level }).where(isOf(alert.id)).execute();
  }
  const { id: subjectId, tenantId, finding } = alert;
  const isMinor = finding.severity === 'warning';
  for (const { conversationId } of plan.recipients) {
    const occasion = `${occasionPrefix(alert)} ${conversationId}`;
    await outbox.post(trx, { kind: ALERT_POST, subjectId, occasion, tenantId, conversationId, isMinor }, now);
  }
}

/** When each conversation was notified of these alerts in their current round, by alert ID. */
export async function readNotified(
  db: Kysely<Schema>,
  alerts: readonly Alert[],
): Promise<ReadonlyMap<string, NotifiedAt>> {
  const byId = new Map(alerts.map((alert) => [alert.id, new Map<string, Date>()]));
  if (alerts.length === 0) return byId;
  const rows = await db
    .selectFrom('posts')
    .select(['subject_id', 'occasion', 'conversation_id', 'due_at'])
    .where('kind', '=', ALERT_POST)
    .where((post) => post('subject_id', '=', post.fn.any(sql.val([...byId.keys()]))))
    .execute();
  const rounds = new Map(alerts.map((alert) => [alert.id, occasionPrefix(alert)]));
  for (const row of rows) {
    const isOfRound = row.occasion.startsWith(`${rounds.get(row.subject_id) ?? ''} `);
    if (isOfRound) byId.get(row.subject_id)?.set(row.conversation_id, row.due_at);
  }
  return byId;
}

/** The part of a post's occasion before the conversation; a new round of notifications has another one. */
function occasionPrefix({ round }: Alert): string {
  return round === 0 ? 'raised' : `stays ${round}`;
}
