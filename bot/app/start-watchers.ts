import { createReminderWatch } from '../alerts/watches/reminder-watch.ts';
import { reviewRequests } from '../alerts/watches/request-watch.ts';
import { createSyncWatch } from '../alerts/watches/sync-watch.ts';
import { createCampaigns } from '../dashboard/campaigns.ts';
import { createWindowWatch } from '../deadlines/window-watch.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { readSyncStatus, type TokenSource } from '../sources/graph/organization.ts';
import type { AppContext } from './app-context.ts';

const ADVANCE_ALERTS_EVERY_MS = 10_000;
const CHECK_REMINDERS_EVERY_MS = 60_000;
const REVIEW_REQUESTS_EVERY_MS = 60_000;
const REVIEW_SERVERS_EVERY_MS = 600_000;
/** Whoever sets up reminders is told at the same sitting. */
const TELL_WINDOWS_EVERY_MS = 5_000;
/** The watcher itself decides when to ask Microsoft Graph. */
const CHECK_SYNC_EVERY_MS = 5_000;

/** Starts everything that watches for reasons to alert identity teams. */
export async function startWatchers(app: AppContext): Promise<void> {
  const { config, clock, portfolios, stores, registry, tasks } = app;
  const { alerts, sentReminders } = stores;
  tasks.start({
    name: 'advance alerts',
    intervalMs: ADVANCE_ALERTS_EVERY_MS,
    run: () => alerts.advance(config.escalateAfterMinutes, clock.now()),
  });
  tasks.start({
    name: 'check for unacknowledged reminders',
    intervalMs: CHECK_REMINDERS_EVERY_MS / Math.min(60, config.clock.rate),
    run: createReminderWatch({
      portfolios,
      sentReminders,
      readProgress: () => registry.progressOfAll(),
      alerts,
      places: stores.places,
      withinHours: config.acknowledgeWithinHours,
      teamsUrl: CLOUDS[config.cloud].teams,
      clock,
    }),
  });
  tasks.start({
    name: 'review identity team requests',
    intervalMs: REVIEW_REQUESTS_EVERY_MS / Math.min(60, config.clock.rate),
    run: () => reviewRequests(stores, clock.now()),
  });
  tasks.start({
    name: 'review servers',
    intervalMs: REVIEW_SERVERS_EVERY_MS,
    run: () => registry.review(),
  });
  tasks.start({
    name: 'tell tenants how to find out their window',
    intervalMs: TELL_WINDOWS_EVERY_MS,
    run: createWindowWatch({
      portfolios,
      windowNotes: stores.windowNotes,
      readProgress: () => registry.progressOfAll(),
      clock,
    }),
  });
  await startSyncWatch(app);
}

/** Only if a credential for Microsoft Graph is configured. */
async function startSyncWatch({
  config,
  clock,
  portfolios,
  registry,
  stores,
  log,
  metrics,
  tasks,
}: AppContext): Promise<void> {
  if (!config.graph) return;
  const { tenantId, thresholds, cloud } = config.graph;
  const campaigns = createCampaigns({ portfolios, registry });
  const credential = countFailures(await createCredential(config.graph), () => metrics.tokenFailed('graph'));
  tasks.start({
    name: 'check synchronisation',
    intervalMs: CHECK_SYNC_EVERY_MS,
    run: createSyncWatch({
      tenantId,
      look: () => readSyncStatus({ endpoint: CLOUDS[cloud].graph, credential }),
      syncStatuses: stores.syncStatuses,
      alerts: stores.alerts,
      thresholds,
      async describeCutOff(now) {
        const localNow = { now, zone: 'UTC' };
        const [guide] = await campaigns.list(tenantId, localNow);
        return toSummary(describeDeadline(guide, localNow));
      },
      clock,
      log,
    }),
  });
}

function countFailures(source: TokenSource, onFailure: () => void): TokenSource {
  return {
    getToken: (scope, options) =>
      source.getToken(scope, options).catch((error: unknown) => {
        onFailure();
        throw error;
      }),
  };
}
