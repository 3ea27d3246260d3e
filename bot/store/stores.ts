import type { Kysely } from 'kysely';
import { createAlertStore } from './alerts.ts';
import { createCompletionStore } from './completions.ts';
import { createConversationStore } from './conversations.ts';
import { createDashboardStore } from './dashboard.ts';
import { readReminderRecord } from './evidence.ts';
import { createHandoffStore } from './handoffs.ts';
import { createIdentityTeamStore } from './identity-teams.ts';
import { createKnownCutOffs } from './known-cut-offs.ts';
import { createLedger } from './ledger.ts';
import { createOutbox } from './outbox.ts';
import type { PostQueue } from './post-queue.ts';
import { createQuestionStore } from './questions.ts';
import type { Schema } from './schema.ts';
import { createSlotStore } from './request-slots.ts';
import { createReminderCardStore } from './reminder-cards.ts';
import { createReminderFates } from './reminder-fates.ts';
import { createServerStore } from './servers.ts';
import { createSubscriptionStore } from './subscriptions.ts';
import { createSyncStatusStore } from './sync-status.ts';

export type Stores = ReturnType<typeof createStores>;

/** Every store over one database. */
export function createStores(db: Kysely<Schema>, queue: PostQueue) {
  const outbox = createOutbox(queue);
  const ledger = createLedger(db, queue);
  const identityTeams = createIdentityTeamStore(db);
  return {
    ledger,
    completions: createCompletionStore(db, outbox),
    conversations: createConversationStore(db),
    dashboard: createDashboardStore(db),
    handoffs: createHandoffStore(db, outbox, ledger),
    alerts: createAlertStore(db, outbox, identityTeams),
    identityTeams,
    knownCutOffs: createKnownCutOffs(db),
    readReminderRecord: (tenantId: string) => readReminderRecord(db, tenantId),
    questions: createQuestionStore(db),
    reminderCards: createReminderCardStore(db, outbox),
    reminderFates: createReminderFates(db),
    servers: createServerStore(db),
    slots: createSlotStore(db),
    sights: createSyncStatusStore(db),
    subscriptions: createSubscriptionStore(db),
  };
}
