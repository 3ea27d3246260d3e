import type { AlertStore, IdentityTeamStore } from '../alerts/ports.ts';
import type { CalendarAddresses } from '../dashboard/calendar-address.ts';
import type { Campaigns } from '../dashboard/campaigns.ts';
import type { Dashboard } from '../dashboard/dashboard.ts';
import type { CampaignRecord, ChangeFeed, DashboardStore, Membership } from '../dashboard/ports.ts';
import type { TenantDeadlineStore } from '../deadlines/ports.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Clock } from '../platform/clock.ts';
import type { SubscriptionStore } from '../reminders/ports.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Authenticate } from './authenticate.ts';

/** What the endpoints of /api work with. Everything is looked up within the caller's tenant. */
export interface ApiServices {
  authenticate: Authenticate;
  portfolios: TenantPortfolios;
  tenantDeadlines: Pick<TenantDeadlineStore, 'takenBack'>;
  campaigns: Campaigns;
  registry: ServerRegistry;
  alerts: Pick<AlertStore, 'apply' | 'find' | 'acknowledge'>;
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>;
  subscriptions: Pick<SubscriptionStore, 'change' | 'unsubscribe'>;
  dashboard: Dashboard;
  calendarAddresses: CalendarAddresses;
  /** Conversations and subscriptions that the dashboard's actions name. */
  placements: Pick<DashboardStore, 'findSubscription' | 'findConversation'>;
  /** Reminders, alerts and changes for the printed report: of one notice, or of all (null). */
  readRecord: (tenantId: string, noticeId: string | null) => Promise<CampaignRecord>;
  changes: ChangeFeed;
  membership: Membership;
  clock: Clock;
}
