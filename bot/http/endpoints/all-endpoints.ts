import type { Endpoint } from '../endpoint.ts';
import { acknowledgeAlert } from './acknowledge-alert.ts';
import { changeReminders } from './change-reminders.ts';
import { compareOptions } from './compare-options.ts';
import { describeApi } from './describe-api.ts';
import { exportMilestones } from './export-milestones.ts';
import { exportServers } from './export-servers.ts';
import { followChanges } from './follow-changes.ts';
import { listCampaignServers } from './list-campaign-servers.ts';
import { listNotices } from './list-notices.ts';
import { listServers } from './list-servers.ts';
import { printReport } from './print-report.ts';
import { readCampaign } from './read-campaign.ts';
import { readServerHistory } from './read-server-history.ts';
import { receiveAzureAlert } from './receive-azure-alert.ts';
import { reportServers } from './report-servers.ts';
import { revokeCalendar } from './revoke-calendar.ts';
import { setDeadline } from './set-deadline.ts';
import { shareCalendar } from './share-calendar.ts';
import { stopReminders } from './stop-reminders.ts';

/** Every endpoint of /api, in the order of the documents. `/api/messages` belongs to botbuilder. */
export const ENDPOINTS: readonly Endpoint[] = [
  reportServers,
  listServers,
  exportServers,
  printReport,
  receiveAzureAlert,
  acknowledgeAlert,
  listNotices,
  setDeadline,
  readCampaign,
  listCampaignServers,
  readServerHistory,
  followChanges,
  changeReminders,
  stopReminders,
  compareOptions,
  exportMilestones,
  shareCalendar,
  revokeCalendar,
  describeApi(() => ENDPOINTS),
];
