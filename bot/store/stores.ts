import type { Kysely } from 'kysely';
import { createAuditTrail } from './audit/audit-trail.ts';
import { createAlertStore } from './alerts/alerts.ts';
import { createCalendarSecrets } from './dashboard/calendar-secrets.ts';
import { createCompletionStore } from './servers/completions.ts';
import { createConversationStore } from './delivery/conversations.ts';
import { createDashboardStore } from './dashboard/dashboard.ts';
import { readReminderRecord } from './dashboard/evidence.ts';
import { createHandoffStore } from './questions/handoffs.ts';
import { createIdentityTeamRequestStore, createInstallerStore } from './alerts/identity-team-requests.ts';
import { createIdentityTeamStore } from './alerts/identity-teams.ts';
import { createKnownAnswerStore } from './questions/known-answers.ts';
import { createKnownCutOffs } from './reminders/known-cut-offs.ts';
import { createDepartureMarks } from './delivery/departure-marks.ts';
import { createLedger } from './delivery/ledger.ts';
import { createPlaceStore } from './delivery/places.ts';
import { createOutbox } from './delivery/outbox.ts';
import type { PostQueue } from './delivery/post-queue.ts';
import { createQuestionStore } from './questions/questions.ts';
import { createThreadMemoryStore } from './questions/thread-memories.ts';
import type { Schema } from './database/schema.ts';
import { createReceivedActivityStore } from './delivery/received-activities.ts';
import { createSlotStore } from './delivery/rate-limit-slots.ts';
import { createReminderCardStore } from './reminders/reminder-cards.ts';
import { createReminderPlans } from './reminders/reminder-plans.ts';
import { createSentReminderStore } from './reminders/sent-reminders.ts';
import { createServerStore } from './servers/servers.ts';
import { createSubscriptionStore } from './reminders/subscriptions.ts';
import { createTenantDeadlineStore } from './reminders/tenant-deadlines.ts';
import { createWindowNoteStore } from './reminders/window-notes.ts';
import { createSyncStatusStore } from './alerts/sync-status.ts';
import { createUndoStore } from './undo/undo.ts';

export type Stores = ReturnType<typeof createStores>;

/**
 * Every store over one database.
 * @param folder of the embedded store; null for a database that several processes may share.
 */
export function createStores(db: Kysely<Schema>, queue: PostQueue, folder: string | null = null) {
  const outbox = createOutbox(queue);
  const ledger = createLedger(db, queue, folder === null ? null : createDepartureMarks(folder));
  const identityTeams = createIdentityTeamStore(db);
  return {
    ledger,
    auditTrail: createAuditTrail(db),
    calendarSecrets: createCalendarSecrets(db),
    completions: createCompletionStore(db, outbox),
    conversations: createConversationStore(db),
    dashboard: createDashboardStore(db),
    handoffs: createHandoffStore(db, outbox, ledger),
    alerts: createAlertStore(db, outbox, identityTeams),
    identityTeams,
    identityTeamRequests: createIdentityTeamRequestStore(db, outbox),
    installers: createInstallerStore(db),
    knownCutOffs: createKnownCutOffs(db, outbox),
    readReminderRecord: (tenantId: string, noticeId: string | null) =>
      readReminderRecord(db, tenantId, noticeId),
    places: createPlaceStore(db),
    knownAnswers: createKnownAnswerStore(db),
    questions: createQuestionStore(db),
    threadMemories: createThreadMemoryStore(db),
    receivedActivities: createReceivedActivityStore(db),
    reminderCards: createReminderCardStore(db, outbox),
    reminderPlans: createReminderPlans(db, queue),
    sentReminders: createSentReminderStore(db),
    servers: createServerStore(db),
    slots: createSlotStore(db),
    syncStatuses: createSyncStatusStore(db),
    subscriptions: createSubscriptionStore(db),
    tenantDeadlines: createTenantDeadlineStore(db, outbox),
    undo: createUndoStore(db, outbox),
    windowNotes: createWindowNoteStore(db, outbox),
  };
}
