import { ENDPOINTS } from '../http/endpoints/all-endpoints.ts';
import { createServer, type WebServer } from '../http/server.ts';
import { tabFolder } from '../platform/paths.ts';
import { createCredential } from '../sources/graph/credential.ts';
import { openDatabase, whereIs, type Database } from '../store/database/database.ts';
import { isStoreDamaged, storeDamaged } from '../store/database/store-damaged.ts';
import { createReceiver, type Receiver } from '../teams/connector/receive-activities.ts';
import { countRequests, type LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import type { AppOptions } from './app-options.ts';
import { createFoundation, type Foundation } from './foundation.ts';
import { startParts, type Parts } from './start-parts.ts';
import { createEnder } from './end-parts.ts';
import { openStore, STORE_WAIT_MS } from './open-store.ts';

export interface App {
  /** Resolves with the port once the bot answers and posts reminders. */
  start(): Promise<number>;
  /** Finishes what is in progress, then closes everything. */
  stop(): Promise<void>;
}

/** Between the deadline of what is at work and its end. */
const CLOSING_MS = 500;

/** Wires the parts of the app. Nothing runs before `start`. */
export function createApp(options: AppOptions): App {
  const { config, storeWaitMs = STORE_WAIT_MS } = options;
  const foundation = createFoundation(options);
  const { log, readiness, metrics, adapter, deadlines } = foundation;
  const { open = () => openDatabase(config, createCredential, deadlines) } = options;

  let database: Database | null = null;
  const parts: Parts = {};
  let stopped: Promise<void> | null = null;

  const limits: LimitKeeper = {
    count: (thread) => parts.delivery?.count(thread),
    throttled: metrics.throttled,
    hold: (thread, seconds) => parts.delivery?.hold(thread, seconds),
  };
  const receiver = createReceiver({
    adapter,
    handleTurn: async (context, answerEarly) => {
      countRequests(context, adapter, limits);
      await parts.chat?.handleTurn(context, answerEarly);
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
    services: () => parts.api?.services ?? null,
    tabFolder,
    metrics,
    metricsAccess: config.metrics,
    log,
  });

  async function start(): Promise<number> {
    for (const near of config.nearSettings) log.warn(near, 'environment variable resembles a setting');
    // The port first: a second process with the same settings must not open the store.
    const port = await server.listen();
    database = await openStore(() => open(config), {
      log,
      waitMs: storeWaitMs,
      isStopping: () => readiness.phase() === 'stopping',
    });
    await startParts(database, parts, { ...foundation, options, limits }).catch((error: unknown) => {
      throw isStoreDamaged(error) ? storeDamaged(whereIs(config), error) : error;
    });
    readiness.enter('running');
    return port;
  }

  const stop = () => stopAll({ ...foundation, server, receiver, parts, closeStore: () => database?.close() });
  return { start, stop: () => (stopped ??= stop()) };
}

/**
 * No more turns and posts begin; those at work end side by side. Then what they have left to write is written,
 * and the store is closed last. A part that takes too long is left behind, so that the next ones still end.
 */
async function stopAll({
  server,
  receiver,
  parts,
  closeStore,
  ...foundation
}: Foundation & {
  server: WebServer;
  receiver: Receiver;
  parts: Parts;
  closeStore: () => Promise<void> | undefined;
}): Promise<void> {
  const { readiness, tasks, storeWatch, log } = foundation;
  const { stopTurnsMs, stopPartMs } = foundation.deadlines;
  readiness.enter('stopping');
  const end = createEnder(log);
  const turns = async () => {
    await server.close(stopTurnsMs);
    await receiver.idle();
  };
  await Promise.all([
    end('event streams', stopPartMs, () => parts.api?.stop()),
    end('turns', stopTurnsMs + CLOSING_MS, turns),
    end('posts', stopTurnsMs + CLOSING_MS, () => parts.delivery?.drain()),
    end('background tasks', stopTurnsMs, () => tasks.stop()),
  ]);
  await end('records', stopPartMs, () =>
    Promise.all([parts.chat?.stop(), (parts.delivery ?? parts.queue)?.stop(), storeWatch.stop()]),
  );
  await end('store', stopPartMs, closeStore);
}
