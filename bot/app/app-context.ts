import type { DashboardLink } from '../dashboard/deep-link.ts';
import type { TenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Clock } from '../platform/clock.ts';
import type { Deadlines } from '../platform/deadlines.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Readiness } from '../platform/readiness.ts';
import type { ServerRegistry } from '../servers/server-registry.ts';
import type { Database } from '../store/database/database.ts';
import type { PostQueue } from '../store/delivery/post-queue.ts';
import type { Stores } from '../store/stores.ts';
import type { createAdapter } from '../teams/connector/adapter.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import type { Config } from './config.ts';
import type { PeriodicTasks } from './periodic-tasks.ts';

/** What every part of a running app may use. */
export interface AppContext {
  config: Config;
  /** May be simulated in local mode; real time otherwise. */
  clock: Clock;
  portfolios: TenantPortfolios;
  recognise: Recogniser;
  /** Of what people want done. */
  recogniseActs: Recogniser;
  log: Log;
  deadlines: Deadlines;
  metrics: Metrics;
  readiness: Readiness;
  adapter: ReturnType<typeof createAdapter>;
  database: Database;
  queue: PostQueue;
  stores: Stores;
  registry: ServerRegistry;
  tasks: PeriodicTasks;
  dashboardLink: DashboardLink;
  /** Whether the client can open task modules. The playground of local mode cannot. */
  opensDialogs: boolean;
}
