import type { Migration } from 'kysely/migration';
import { createFirstTables } from './migrations/0001-conversations-subscriptions-posts.ts';
import { generalisePosts } from './migrations/0002-posts-of-every-kind.ts';
import { createQuestions } from './migrations/0003-questions.ts';
import { extendSchedules } from './migrations/0004-weekends-quiet-hours-snooze.ts';
import { createIdentityTeamsAndHandoffs } from './migrations/0005-identity-teams-handoffs.ts';
import { createAlertsAndSyncStatus } from './migrations/0006-alerts-sync-status.ts';
import { createServers } from './migrations/0007-servers.ts';
import { createAcknowledgements } from './migrations/0008-acknowledgements.ts';
import { addAlertPreferencesAndCompletions } from './migrations/0009-alert-preferences-completions.ts';
import { addSuspensionsAndUpdateAttempts } from './migrations/0010-suspensions-update-attempts.ts';
import { notifyChanges } from './migrations/0011-change-notifications.ts';
import { addPlannedAt } from './migrations/0012-subscription-planned-at.ts';
import { renameOffsets } from './migrations/0013-reminder-offsets.ts';
import { createCalendarSecrets } from './migrations/0014-calendar-secrets.ts';
import { renameToStandardTerms } from './migrations/0015-standard-terms.ts';
import { createWriteProbe } from './migrations/0016-write-probe.ts';
import { addReportOrigins } from './migrations/0017-report-origins.ts';
import { createIdentityTeamRequests } from './migrations/0018-identity-team-requests.ts';
import { createAuditTrail } from './migrations/0019-audit-trail.ts';
import { addUndo } from './migrations/0020-undo.ts';
import { addReporters } from './migrations/0021-reporters.ts';
import { createReceivedActivities } from './migrations/0022-received-activities.ts';
import { createFormerIdentityTeams } from './migrations/0023-former-identity-teams.ts';
import { createInstallations } from './migrations/0024-installations.ts';
import { addQuestionNotices } from './migrations/0025-question-notices.ts';
import { addReportedAuthentication } from './migrations/0026-reported-authentication.ts';
import { addAlertGroups } from './migrations/0027-alert-groups.ts';
import { allowWithdrawnRequests } from './migrations/0028-withdrawn-requests.ts';
import { remindOfAllNotices } from './migrations/0029-reminders-of-all-notices.ts';
import { addCoverage } from './migrations/0030-coverage.ts';
import { addHandoffNotices } from './migrations/0031-handoff-notices.ts';
import { shareCards } from './migrations/0032-shared-cards.ts';
import { addWeekdays } from './migrations/0033-weekly-reminders.ts';
import { createTenantDeadlines } from './migrations/0034-tenant-deadlines.ts';
import { createThreadMemories } from './migrations/0035-thread-memories.ts';
import { addMentions } from './migrations/0036-mentions.ts';
import { changeServerList } from './migrations/0037-server-list.ts';
import { createPlaceNames } from './migrations/0038-place-names.ts';
import { keepKnownNotices } from './migrations/0039-known-notices.ts';
import { addLastTurns } from './migrations/0040-last-turns.ts';
import { addDigests } from './migrations/0041-digests.ts';
import { addQuestionSources } from './migrations/0042-question-sources.ts';

/**
 * Every migration in the order in which they run, each named like its file in migrations/. Add new ones at the
 * end, and never change one that has been released.
 */
export const migrations: Record<string, Migration> = {
  '0001-conversations-subscriptions-posts': { up: createFirstTables },
  '0002-posts-of-every-kind': { up: generalisePosts },
  '0003-questions': { up: createQuestions },
  '0004-weekends-quiet-hours-snooze': { up: extendSchedules },
  '0005-identity-teams-handoffs': { up: createIdentityTeamsAndHandoffs },
  '0006-alerts-sync-status': { up: createAlertsAndSyncStatus },
  '0007-servers': { up: createServers },
  '0008-acknowledgements': { up: createAcknowledgements },
  '0009-alert-preferences-completions': { up: addAlertPreferencesAndCompletions },
  '0010-suspensions-update-attempts': { up: addSuspensionsAndUpdateAttempts },
  '0011-change-notifications': { up: notifyChanges },
  '0012-subscription-planned-at': { up: addPlannedAt },
  '0013-reminder-offsets': { up: renameOffsets },
  '0014-calendar-secrets': { up: createCalendarSecrets },
  '0015-standard-terms': { up: renameToStandardTerms },
  '0016-write-probe': { up: createWriteProbe },
  '0017-report-origins': { up: addReportOrigins },
  '0018-identity-team-requests': { up: createIdentityTeamRequests },
  '0019-audit-trail': { up: createAuditTrail },
  '0020-undo': { up: addUndo },
  '0021-reporters': { up: addReporters },
  '0022-received-activities': { up: createReceivedActivities },
  '0023-former-identity-teams': { up: createFormerIdentityTeams },
  '0024-installations': { up: createInstallations },
  '0025-question-notices': { up: addQuestionNotices },
  '0026-reported-authentication': { up: addReportedAuthentication },
  '0027-alert-groups': { up: addAlertGroups },
  '0028-withdrawn-requests': { up: allowWithdrawnRequests },
  '0029-reminders-of-all-notices': { up: remindOfAllNotices },
  '0030-coverage': { up: addCoverage },
  '0031-handoff-notices': { up: addHandoffNotices },
  '0032-shared-cards': { up: shareCards },
  '0033-weekly-reminders': { up: addWeekdays },
  '0034-tenant-deadlines': { up: createTenantDeadlines },
  '0035-thread-memories': { up: createThreadMemories },
  '0036-mentions': { up: addMentions },
  '0037-server-list': { up: changeServerList },
  '0038-place-names': { up: createPlaceNames },
  '0039-known-notices': { up: keepKnownNotices },
  '0040-last-turns': { up: addLastTurns },
  '0041-digests': { up: addDigests },
  '0042-question-sources': { up: addQuestionSources },
};

/** Old name -> today's name. Stores record the name that a migration had when it ran. */
export const renamedMigrations: Readonly<Record<string, string>> = {
  '0003-schedules': '0004-weekends-quiet-hours-snooze',
  '0004-identity-teams-handoffs': '0005-identity-teams-handoffs',
  '0005-alerts-sync-status': '0006-alerts-sync-status',
  '0006-servers': '0007-servers',
  '0007-acknowledgements': '0008-acknowledgements',
  '0008-alerting': '0009-alert-preferences-completions',
  '0009-delivery': '0010-suspensions-update-attempts',
  '0011-changes': '0011-change-notifications',
  '0012-planning': '0012-subscription-planned-at',
  '0013-offsets': '0013-reminder-offsets',
};
