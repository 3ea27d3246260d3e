import type { DashboardLink } from '../dashboard/deep-link.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Clock } from '../platform/clock.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Database } from '../store/database/database.ts';
import type { PostQueue } from '../store/delivery/post-queue.ts';
import type { Stores } from '../store/stores.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import type { LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import type { Config } from './config.ts';
import type { Foundation } from './foundation.ts';

/** What every part of a running app may use. */
export interface AppContext extends Omit<Foundation, 'storeWatch'> {
  config: Config;
  /** May be simulated in local mode; real time otherwise. */
  clock: Clock;
  portfolios: TenantPortfolios;
  recognise: Recogniser;
  /** Of what people want done. */
  recogniseActs: Recogniser;
  database: Database;
  queue: PostQueue;
  stores: Stores;
  registry: ServerRegistry;
  limits: LimitKeeper;
  dashboardLink: DashboardLink;
  /** Whether the client can open task modules. The playground of local mode cannot. */
  opensDialogs: boolean;
}
