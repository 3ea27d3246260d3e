import { sql, type Transaction } from 'kysely';
import { mergeGroups, subjectOf } from '../../alerts/alert-group.ts';
import type { Alert } from '../../alerts/alert-lifecycle.ts';
import type { IdentityTeam } from '../../alerts/ports.ts';
import type { Schema } from '../database/schema.ts';
import type { Outbox } from '../delivery/outbox.ts';
import { readMembers } from './alert-rows.ts';

/** The kind of its posts. */
const KIND = 'escalation';

/**
 * Queues a message for whom critical alerts mention, where the card of an alert has turned critical: changing a card
 * notifies nobody. It comes once, in the card's thread. A conversation that hasn't had the card yet needs none.
 * @param changed the alerts that have become critical, with those that were raised on a card with others.
 */
export async function callPeople(
  trx: Transaction<Schema>,
  outbox: Outbox,
  {
    tenantId,
    changed,
    teams,
    now,
  }: { tenantId: string; changed: readonly Alert[]; teams: readonly IdentityTeam[]; now: Date },
): Promise<void> {
  const mentioning = teams.filter(({ mentions = [] }) => mentions.length > 0);
  if (mentioning.length === 0 || changed.length === 0) return;
  const ids = new Set(changed.map(({ id }) => id));
  const members = await readMembers(trx, [...new Set(changed.map(subjectOf))]);
  for (const alert of mergeGroups(members)) {
    const others = members.filter((each) => subjectOf(each) === alert.id && !ids.has(each.id));
    if (others.some(isCritical) || !isCritical(alert) || alert.acknowledgedAt || alert.isFlapping) continue;
    for (const { conversation_id: conversationId, thread } of await readCards(trx, alert.id)) {
      if (!mentioning.some((team) => team.conversationId === conversationId)) continue;
      const key = { kind: KIND, subjectId: alert.id, occasion: `${alert.round} ${conversationId}` };
      const where = { tenantId, conversationId, ...(thread !== null && { threadId: thread }) };
      await outbox.post(trx, { ...key, ...where }, now);
    }
  }
}

function isCritical({ state, finding }: Alert): boolean {
  return state === 'firing' && finding.severity === 'critical';
}

/** The newest card in each conversation that may have been seen, with its thread in a channel. */
async function readCards(
  trx: Transaction<Schema>,
  subjectId: string,
): Promise<{ conversation_id: string; thread: string | null }[]> {
  const { rows } = await sql<{ conversation_id: string; thread: string | null }>`
    select distinct on (post.conversation_id) post.conversation_id,
      case when conversation.kind = 'channel'
        then post.conversation_id || ';messageid=' || post.activity_id end as thread
    from posts post
    join conversations conversation
      on conversation.tenant_id = post.tenant_id and conversation.id = post.conversation_id
    where post.kind = 'alert' and post.subject_id = ${subjectId}
      and (post.state in ('sending', 'sent', 'unknown') or (post.state = 'planned' and post.lease_until is not null))
    order by post.conversation_id, post.due_at desc`.execute(trx);
  return rows;
}
