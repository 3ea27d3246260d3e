import { createDashboardLink } from '../dashboard/deep-link.ts';
import { createTenantPortfolios } from '../deadlines/tenant-portfolios.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { ENDPOINTS } from '../http/endpoints/all-endpoints.ts';
import { createServer } from '../http/server.ts';
import type { Clock } from '../platform/clock.ts';
import { DEADLINES, type Deadlines } from '../platform/deadlines.ts';
import type { Log } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import { tabFolder } from '../platform/paths.ts';
import { createReadiness } from '../platform/readiness.ts';
import { renderAnswerLost, renderError } from '../rendering/failure-cards.ts';
import { createServerRegistry } from '../servers/server-registry.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import { openDatabase, whereIs, type Database } from '../store/database/database.ts';
import { isStoreDamaged, storeDamaged } from '../store/database/store-damaged.ts';
import { readBacklog } from '../store/delivery/backlog.ts';
import { createPostQueue, type PostQueue } from '../store/delivery/post-queue.ts';
import { createStores } from '../store/stores.ts';
import { createAdapter } from '../teams/connector/adapter.ts';
import { createReceiver } from '../teams/connector/receive-activities.ts';
import { fetchSigningKeys, signingKeysMetadata } from '../teams/connector/signing-keys.ts';
import { countRequests, type LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import type { AppContext } from './app-context.ts';
import type { Config } from './config.ts';
import { createEnder } from './end-parts.ts';
import { adoptNotices, followNotices, LOOK_EVERY_MS } from './follow-notices.ts';
import { openStore, STORE_WAIT_MS } from './open-store.ts';
import { createPeriodicTasks } from './periodic-tasks.ts';
import { startApi, type Api } from './start-api.ts';
import { startChat, type Chat } from './start-chat.ts';
import { startDelivery, type Delivery } from './start-delivery.ts';
import { startWatchers } from './start-watchers.ts';
import { createStoreWatch } from './store-watch.ts';
import { watchSigningKeys } from './watch-signing-keys.ts';

export interface App {
  /** Resolves with the port once the bot answers and posts reminders. */
  start(): Promise<number>;
  /** Finishes what is in progress, then closes everything. */
  stop(): Promise<void>;
}

interface AppOptions {
  config: Config;
  clock: Clock;
  /** The notices to begin with. */
  portfolio: Portfolio;
  /** Looks for other ones, as `OpenNotices` does; default: they stay as they are until the next start. */
  lookForNotices?: (() => Promise<Portfolio | null>) | undefined;
  /** How often; default: each second. */
  lookEveryMs?: number;
  recognise: Recogniser;
  /** Of what people want done. */
  recogniseActs: Recogniser;
  log: Log;
  /** Opens the store; default: `openDatabase`. */
  open?: (config: Config) => Promise<Database>;
  /** Default: `DEADLINES`. */
  deadlines?: Deadlines;
  /** How long `start` waits for a database that cannot be reached; default: 30 seconds. */
  storeWaitMs?: number;
  /** Fetches Teams' signing keys, to see whether they can be had; default: from the bot's cloud. */
  fetchKeys?: () => Promise<void>;
}

/** Between the deadline of what is at work and its end. */
const CLOSING_MS = 500;

/** Wires the parts of the app. Nothing runs before `start`. */
export function createApp(options: AppOptions): App {
  const { config, storeWaitMs = STORE_WAIT_MS, deadlines = DEADLINES } = options;
  const {
    open = () => openDatabase(config, createCredential, deadlines),
    fetchKeys = () => fetchSigningKeys(signingKeysMetadata(CLOUDS[config.cloud]), deadlines.signingKeysMs),
  } = options;
  const metrics = createMetrics();
  const readiness = createReadiness();
  const storeWatch = createStoreWatch({ log: options.log, readiness });
  const { log } = storeWatch;
  const tasks = createPeriodicTasks({ log, readiness, onFailure: metrics.taskFailed });
  const adapter = createAdapter(
    config.bot,
    CLOUDS[config.cloud],
    log,
    (reference, isAnswerLost) => (isAnswerLost ? renderAnswerLost : renderError)(reference),
    deadlines,
  );

  // Set by `start`, one after the other.
  let database: Database | null = null;
  let queue: PostQueue | null = null;
  let delivery: Delivery | null = null;
  let chat: Chat | null = null;
  let api: Api | null = null;
  let stopped: Promise<void> | null = null;

  const limits: LimitKeeper = {
    count: (thread) => delivery?.count(thread),
    throttled: metrics.throttled,
    hold: (thread, seconds) => delivery?.hold(thread, seconds),
  };
  const receiver = createReceiver({
    adapter,
    handleTurn: async (context, answerEarly) => {
      countRequests(context, adapter, limits);
      await chat?.handleTurn(context, answerEarly);
    },
    turnMs: deadlines.turnMs,
    log,
  });
  const server = createServer({
    port: config.port,
    host: config.bot ? undefined : '127.0.0.1',
    receiveActivity: receiver.receive,
    readiness,
    endpoints: ENDPOINTS,
    services: () => api?.services ?? null,
    tabFolder,
    metrics,
    metricsAccess: config.metrics,
    log,
  });

  async function openContext(opened: Database): Promise<AppContext> {
    queue = createPostQueue(opened.boss, opened.db, (error) => log.error({ err: error }, 'job queue error'));
    const stores = createStores(opened.db, queue, opened.isEmbedded ? config.dataDir : null);
    await queue.start({ isSingleInstance: opened.isEmbedded });
    const portfolios = createTenantPortfolios({ ...options, ...stores });
    return {
      ...options,
      deadlines,
      log,
      metrics,
      readiness,
      adapter,
      database: opened,
      queue,
      stores,
      portfolios,
      registry: createServerRegistry({ ...options, ...stores, portfolios }),
      tasks,
      dashboardLink: createDashboardLink(config),
      opensDialogs: config.bot !== null,
    };
  }

  function watchBacklog({ db, health, connections }: Database): void {
    metrics.watch({
      readBacklog: () => readBacklog(db, options.clock.now()),
      readConnections: connections,
      isStoreUp: () => !health.isDown(),
      readiness,
    });
  }

  async function start(): Promise<number> {
    for (const near of config.nearSettings) log.warn(near, 'environment variable resembles a setting');
    // The port first: a second process with the same settings must not open the store.
    const port = await server.listen();
    database = await openStore(() => open(config), {
      log,
      waitMs: storeWaitMs,
      isStopping: () => readiness.phase() === 'stopping',
    });
    await startParts(database).catch((error: unknown) => {
      throw isStoreDamaged(error) ? storeDamaged(whereIs(config), error) : error;
    });
    readiness.enter('running');
    return port;
  }

  async function startParts(opened: Database): Promise<void> {
    storeWatch.start(opened);
    watchBacklog(opened);
    const context = await openContext(opened);
    await adoptNotices(context, options.portfolio);
    delivery = await startDelivery(context);
    chat = await startChat(context, limits);
    api = startApi(context, limits);
    await startWatchers(context);
    if (options.lookForNotices) {
      followNotices(context, {
        look: options.lookForNotices,
        everyMs: options.lookEveryMs ?? LOOK_EVERY_MS,
        onChange: () => api?.announceChange(),
      });
    }
    if (config.bot) watchSigningKeys({ fetchKeys, readiness, tasks, log });
  }

  /**
   * No more turns and posts begin; those at work end side by side. Then what they have left to write is written,
   * and the store is closed last. A part that takes too long is left behind, so that the next ones still end.
   */
  async function stop(): Promise<void> {
    readiness.enter('stopping');
    const { stopTurnsMs, stopPartMs } = deadlines;
    const end = createEnder(log);
    const turns = async () => {
      await server.close(stopTurnsMs);
      await receiver.idle();
    };
    await Promise.all([
      end('event streams', stopPartMs, () => api?.stop()),
      end('turns', stopTurnsMs + CLOSING_MS, turns),
      end('posts', stopTurnsMs + CLOSING_MS, () => delivery?.drain()),
      end('background tasks', stopTurnsMs, () => tasks.stop()),
    ]);
    await end('records', stopPartMs, () =>
      Promise.all([chat?.stop(), (delivery ?? queue)?.stop(), storeWatch.stop()]),
    );
    await end('store', stopPartMs, () => database?.close());
  }

  return { start, stop: () => (stopped ??= stop()) };
}
