import { createDashboardLink } from '../dashboard/deep-link.ts';
import { createTenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import { createServerRegistry } from '../servers/server-registry.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import type { Database } from '../store/database/database.ts';
import { readBacklog } from '../store/delivery/backlog.ts';
import { createPostQueue, type PostQueue } from '../store/delivery/post-queue.ts';
import { createStores } from '../store/stores.ts';
import type { LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import { fetchSigningKeys, signingKeysMetadata } from '../teams/connector/signing-keys.ts';
import type { AppContext } from './app-context.ts';
import type { AppOptions } from './app-options.ts';
import { adoptNotices, followNotices, LOOK_EVERY_MS } from './follow-notices.ts';
import type { Foundation } from './foundation.ts';
import { startApi, type Api } from './start-api.ts';
import { startChat, type Chat } from './start-chat.ts';
import { startDelivery, type Delivery } from './start-delivery.ts';
import { startWatchers } from './start-watchers.ts';
import { watchSigningKeys } from './watch-signing-keys.ts';

/** The parts that work on the store: each is there from its start on, so that an app can stop while it starts. */
export interface Parts {
  queue?: PostQueue;
  delivery?: Delivery;
  chat?: Chat;
  api?: Api;
}

/** What the parts are started with. */
interface StartOptions extends Foundation {
  options: AppOptions;
  limits: LimitKeeper;
}

/** Starts everything that works on the store, one after the other, and enters it in `parts`. */
export async function startParts(opened: Database, parts: Parts, given: StartOptions): Promise<void> {
  const { options, storeWatch, tasks, readiness, log } = given;
  storeWatch.start(opened);
  watchBacklog(opened, given);
  const context = await openContext(opened, parts, given);
  await adoptNotices(context, options.portfolio);
  parts.delivery = await startDelivery(context);
  parts.chat = await startChat(context);
  parts.api = startApi(context);
  await startWatchers(context);
  if (options.lookForNotices) {
    followNotices(context, {
      look: options.lookForNotices,
      everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
      onChange: () => parts.api?.announceChange(),
    });
  }
  if (options.config.bot) watchSigningKeys({ fetchKeys: keyFetcher(given), readiness, tasks, log });
}

function watchBacklog(
  { db, health, connections }: Database,
  { metrics, readiness, options: { clock } }: StartOptions,
): void {
  metrics.watch({
    readBacklog: () => readBacklog(db, clock.now()),
    readConnections: connections,
    isStoreUp: () => !health.isDown(),
    readiness,
  });
}

async function openContext(opened: Database, parts: Parts, given: StartOptions): Promise<AppContext> {
  const { options, limits, log, deadlines, metrics, readiness, adapter, tasks } = given;
  const { config } = options;
  const queue = createPostQueue(opened.boss, opened.db, (error) =>
    log.error({ err: error }, 'job queue error'),
  );
  parts.queue = queue;
  const stores = createStores(opened.db, queue, opened.isEmbedded ? config.dataDir : null);
  await queue.start({ isSingleInstance: opened.isEmbedded });
  const portfolios = createTenantPortfolios({ ...options, ...stores });
  return {
    ...options,
    ...{ log, deadlines, metrics, readiness, adapter, tasks, limits },
    database: opened,
    queue,
    stores,
    portfolios,
    registry: createServerRegistry({ ...options, ...stores, portfolios }),
    dashboardLink: createDashboardLink(config),
    opensDialogs: config.bot !== null,
  };
}

function keyFetcher({ options: { config, fetchKeys }, deadlines }: StartOptions): () => Promise<void> {
  const metadata = signingKeysMetadata(CLOUDS[config.cloud]);
  return fetchKeys ?? (() => fetchSigningKeys(metadata, deadlines.signingKeysMs));
}
