import { sql, type Kysely } from 'kysely';
import type { SentReminder } from '../../alerts/kinds/sent-reminder.ts';
import type { SentReminderStore } from '../../alerts/watches/reminder-watch.ts';
import type { Schema } from '../database/schema.ts';

export function createSentReminderStore(db: Kysely<Schema>): SentReminderStore {
  return {
    async readBefore(instant, now) {
      const { rows } = await sql<SentReminder>`
        select subscription.id as "subscriptionId", subscription.tenant_id as "tenantId",
          subscription.conversation_id as "conversationId", conversation.kind, subscription.zone,
          post.notice_id as "noticeId", post.offset_days as "offset", post.activity_id as "activityId", post.sent_at as "sentAt",
          subscription.state <> 'active'
            or coalesce(subscription.snoozed_until > ${now}, false)
            or exists (
              select 1 from acknowledgements
              join posts newer on newer.kind = 'reminder'
                and newer.subject_id = acknowledgements.subject_id
                and newer.occasion = acknowledgements.occasion
              where acknowledgements.subject_id = subscription.id::text and newer.due_at >= post.due_at
            ) as "isAcknowledged"
        from subscriptions subscription
        join conversations conversation
          on conversation.tenant_id = subscription.tenant_id and conversation.id = subscription.conversation_id
        cross join lateral (
          select notice_id, offset_days, activity_id, sent_at, due_at from posts
          where kind = 'reminder' and subject_id = subscription.id::text and state = 'sent'
            and sent_at <= ${instant} and due_at > subscription.asked_at
          order by due_at desc, carried_by nulls first
          limit 1
        ) post
        where subscription.tenant_id in (select tenant_id from identity_teams)`.execute(db);
      return rows;
    },
  };
}
