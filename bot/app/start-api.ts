import type { Finding } from '../alerts/alert-kind.ts';
import { createCalendarAddresses } from '../dashboard/calendar-address.ts';
import { conversationOf } from '../dashboard/audit-trail.ts';
import { createCampaigns } from '../dashboard/campaigns.ts';
import { createDashboard } from '../dashboard/dashboard.ts';
import type { CampaignRecord } from '../dashboard/ports.ts';
import { createServerLists } from '../dashboard/server-list.ts';
import type { ApiServices } from '../http/api-services.ts';
import { createAuthenticate, type Authenticate } from '../http/authenticate.ts';
import type { Stores } from '../store/stores.ts';
import { createChangeFeed } from '../store/dashboard/changes.ts';
import { createMembership } from '../teams/connector/membership.ts';
import type { AppContext } from './app-context.ts';

/** The newest alerts that the printed report lists. */
const MAX_REPORTED_ALERTS = 2_000;

/** The newest changes that it lists. */
const MAX_REPORTED_CHANGES = 200;

/** What the endpoints of /api and the dashboard tab work with. */
export interface Api {
  services: ApiServices;
  /** Has open dashboards read everything again. */
  announceChange(): void;
  /** Ends the event streams, which would keep the web server from closing. */
  stop(): Promise<void>;
}

/** In local mode anyone on this machine may act in every conversation. */
export function startApi(app: AppContext): Api {
  const { config, clock, portfolios, log, adapter, database, stores, registry } = app;
  const changes = createChangeFeed(database, log);
  const serverLists = createServerLists({ portfolios, ...stores, clock });
  const services: ApiServices = {
    ...stores,
    authenticate: config.api ? createAuthenticate(config.api) : authenticateLocally(app),
    portfolios,
    campaigns: createCampaigns({ portfolios, registry }),
    registry,
    dashboard: createDashboard({ serverLists, ...stores, clock }),
    calendarAddresses: createCalendarAddresses({
      secrets: stores.calendarSecrets,
      origin: config.publicUrl ?? (config.bot ? null : `http://localhost:${config.port}`),
      isAllowed: (tenantId) => config.api?.tenants.includes(tenantId) ?? true,
      clock,
    }),
    placements: stores.dashboard,
    readRecord: (tenantId, noticeId) => readRecord(stores, tenantId, noticeId),
    changes,
    membership: config.api
      ? createMembership(adapter, config.bot?.id ?? '', app.limits)
      : { isMember: () => Promise.resolve(true) },
    clock,
  };
  return { services, announceChange: () => changes.announce(), stop: () => changes.close() };
}

async function readRecord(
  { readReminderRecord, alerts, auditTrail, places }: Stores,
  tenantId: string,
  noticeId: string | null,
): Promise<CampaignRecord> {
  const reminders = await readReminderRecord(tenantId, noticeId);
  const raised = await alerts.list(tenantId, MAX_REPORTED_ALERTS);
  const changes = await auditTrail.newest(tenantId, MAX_REPORTED_CHANGES);
  const mentioned = [
    ...reminders.map(({ conversationId }) => conversationId),
    ...changes.flatMap((entry) => conversationOf(entry) ?? []),
  ];
  return {
    reminders,
    alerts: raised.filter(({ finding }) => isAbout(finding, noticeId)),
    changes,
    places: await places.find(tenantId, mentioned),
  };
}

/** An alert that isn't about one notice belongs in the record of each. */
function isAbout({ notice }: Finding, noticeId: string | null): boolean {
  return noticeId === null || notice === undefined || notice === noticeId;
}

function authenticateLocally({ stores }: AppContext): Authenticate {
  return async () => ({
    tenantId: await stores.conversations.newestTenant(),
    name: 'Local user',
    personId: null,
    appId: null,
    isApp: true,
  });
}
