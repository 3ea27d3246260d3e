import { createAlerting } from './alerting.ts';
import { createAuthenticate } from './api/authenticate.ts';
import { createEndpoints, type Endpoint } from './api/endpoints.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { CLOUDS } from './graph/clouds.ts';
import type { Guide } from './guidance/guide.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Recogniser } from './recognition/recogniser.ts';
import { createPosting, type Posting } from './posting.ts';
import { createQuestionBook, type QuestionBook } from './questions/question-book.ts';
import { startHeartbeat, type Heartbeat } from './reminders/heartbeat.ts';
import { renderError } from './rendering/note-cards.ts';
import { createServerDesk, type ServerDesk } from './servers/server-desk.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createStores, type Stores } from './store/stores.ts';
import { createPostQueue, type PostQueue } from './store/post-queue.ts';
import { createAdapter } from './teams/adapter.ts';
import { createAlertCommands } from './teams/alert-commands.ts';
import { createAcknowledgePress } from './teams/acknowledge-press.ts';
import { createHandoffs } from './teams/handoff-presses.ts';
import { createMessenger } from './teams/messenger.ts';
import { createReminderCommands } from './teams/reminder-commands.ts';
import { createReminderPresses } from './teams/reminder-presses.ts';
import { createReplies } from './teams/replies.ts';
import { createSearch } from './teams/search.ts';
import { createServerCommands } from './teams/server-commands.ts';
import { createServer } from './teams/server.ts';
import { createTurnHandler } from './teams/turns.ts';
import { createWriters } from './writers.ts';

/** The newest that a report shows. */
const MOST_ALERTS = 2_000;
const EXPIRE_EVERY_MS = 3_600_000;
/** By the clock that everything follows: a simulated day has its update, too. */
const REFRESH_EVERY_MS = 300_000;
export interface App {
  /** Resolves with the port when messages are answered and reminders go out. */
  start(): Promise<number>;
  /** Lets what is under way end, then closes everything. */
  stop(): Promise<void>;
}

interface Running {
  database?: Database;
  posting?: Posting;
  questions?: QuestionBook;
  heartbeats: Heartbeat[];
}

/** Wires everything; nothing runs before `start`. */
export function createApp({
  config,
  clock,
  guide,
  recognise,
  log,
}: {
  config: Config;
  clock: Clock;
  guide: Guide;
  recognise: Recogniser;
  log: Log;
}): App {
  const metrics = createMetrics();
  const adapter = createAdapter(config.bot, CLOUDS[config.cloud], log, (reference) =>
    renderError(guide, reference),
  );
  let handleTurn: ReturnType<typeof createTurnHandler> | null = null;
  const server = createServer({
    port: config.port,
    host: config.bot ? undefined : '127.0.0.1',
    adapter,
    handleTurn: async (context) => handleTurn?.(context),
    isReady: () => handleTurn !== null,
    endpoints: () => endpoints,
    metrics,
    log,
  });
  const running: Running = { heartbeats: [] };
  let endpoints: readonly Endpoint[] = [];

  /** Posts what is planned, and plans what is due. */
  async function startPosting(
    stores: Stores,
    queue: PostQueue,
    desk: ServerDesk,
    isAlone: boolean,
  ): Promise<void> {
    running.posting = createPosting({
      stores,
      queue,
      isAlone,
      clock,
      messenger: createMessenger(adapter, config.bot?.id ?? ''),
      writers: createWriters({ guide, ...stores, desk }),
      cutOffs: new Map(guide.notice.cutOff ? [[guide.notice.id, guide.notice.cutOff]] : []),
      readProgress: () => desk.progressOfAll(),
      count: metrics.post,
      log,
    });
    await running.posting.start();
  }

  function startChat(stores: Stores, desk: ServerDesk): void {
    const { conversations } = stores;
    const questions = createQuestionBook({ store: stores.questions, keepsText: config.keepQuestions, log });
    running.questions = questions;
    repeat('clearing away old questions', EXPIRE_EVERY_MS, () => questions.expire(clock.now()));
    const reminders = createReminderCommands({
      guide,
      ...stores,
      history: stores.ledger,
      readProgress: () => desk.progressOfAll(),
    });
    const replies = createReplies({
      guide,
      recognise,
      reminders,
      alerts: createAlertCommands({ guide, ...stores }),
      handoffs: createHandoffs({ guide, ...stores, questions }),
      cardPresses: {
        ...createAcknowledgePress(stores),
        ...createReminderPresses({ guide, ...stores, reminders }),
      },
      servers: createServerCommands({ guide, desk }),
      questions,
      clock,
    });
    const { allowedTenants } = config;
    const search = createSearch({ guide, recognise });
    handleTurn = createTurnHandler({
      replies,
      search,
      conversations,
      questions,
      clock,
      allowedTenants,
      log,
      observe: metrics.turn,
    });
  }

  function repeat(what: string, intervalMs: number, run: () => Promise<void>): void {
    const onError = (error: unknown) => log.error({ err: error, what }, 'this failed; it is tried again');
    running.heartbeats.push(startHeartbeat({ intervalMs, run, onError }));
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    handleTurn = null;
    await server.close();
    await Promise.all(running.heartbeats.map((heartbeat) => heartbeat.stop()));
    await running.posting?.stop();
    await running.questions?.close();
    await running.database?.close();
  }

  return {
    async start() {
      // The port first: a second process with the same settings must not touch the store.
      const port = await server.listen();
      const database = await openDatabase(config);
      running.database = database;
      const queue = createPostQueue(database.boss, database.db, (error) =>
        log.error({ err: error }, 'the job queue reports an error'),
      );
      const stores = createStores(database.db, queue);
      const desk = createServerDesk({ guide, ...stores, clock });
      await startPosting(stores, queue, desk, database.isEmbedded);
      startChat(stores, desk);
      const authenticate = config.api
        ? createAuthenticate(config.api)
        : async () => ({
            tenantId: await stores.conversations.newestTenant(),
            name: 'Somebody on this machine',
          });
      const { alerts } = stores;
      const readEvidence = async (tenantId: string) => ({
        reminders: await stores.readReminderRecord(tenantId),
        alerts: await alerts.list(tenantId, MOST_ALERTS),
      });
      endpoints = createEndpoints({ guide, authenticate, desk, alerts, readEvidence, clock });
      repeat('updating cards', Math.max(1_000, REFRESH_EVERY_MS / config.clock.rate), async () => {
        await stores.reminderCards.refresh(clock.now());
      });
      for (const { what, everyMs, run } of await createAlerting({
        config,
        guide,
        stores,
        desk,
        clock,
        log,
      })) {
        repeat(what, everyMs, run);
      }
      return port;
    },

    stop: () => (stopped ??= stop()),
  };
}
