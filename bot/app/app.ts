import { createAlerting } from './start-watchers.ts';
import type { ApiServices } from '../http/api-services.ts';
import { createAuthenticate, type Authenticate } from '../http/authenticate.ts';
import { ENDPOINTS } from '../http/endpoints/endpoints.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from './config.ts';
import { createDashboardLink, dashboardButton } from '../dashboard/deep-link.ts';
import { createDashboard } from '../dashboard/dashboard.ts';
import { createServerLists } from '../dashboard/server-list.ts';
import { CLOUDS } from '../sources/graph/clouds.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Log } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import { createPosting, type Posting } from './start-delivery.ts';
import { createQuestionBook, type QuestionBook } from '../questions/question-book.ts';
import { runEvery, type PeriodicTask } from '../platform/run-every.ts';
import { renderError } from '../rendering/note-cards.ts';
import { createServerRegistry, type ServerRegistry } from '../servers/server-registry.ts';
import { createChangeFeed, type StoredChangeFeed } from '../store/dashboard/changes.ts';
import { openDatabase, type Database } from '../store/database/database.ts';
import { createStores, type Stores } from '../store/stores.ts';
import { createPostQueue, type PostQueue } from '../store/delivery/post-queue.ts';
import { createAdapter } from '../teams/connector/adapter.ts';
import { countRequests, type LimitKeeper } from '../teams/connector/rate-limit-policy.ts';
import { createTeamEvents } from '../teams/team-events.ts';
import { createTaskModules } from '../teams/task-modules.ts';
import type { CardActionServices } from '../teams/card-actions/card-action.ts';
import { createMembership } from '../teams/connector/membership.ts';
import { createMessenger } from '../teams/connector/messenger.ts';
import { createReplies } from '../teams/replies.ts';
import { createMessageExtension } from '../teams/message-extension.ts';
import { createServer } from '../http/server.ts';
import { createTurnHandler } from '../teams/turns.ts';
import { tabFolder } from '../platform/paths.ts';
import { createAlertView, createReminderView, createPostRenderers, cutOffsOf } from './post-renderers.ts';

/** The newest alerts that the printed report lists. */
const MAX_REPORTED_ALERTS = 2_000;
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
  changes?: StoredChangeFeed;
  periodicTasks: PeriodicTask[];
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
    receiveActivity: (request, response) =>
      adapter.process(request, response, async (context) => {
        countRequests(context, adapter, limits);
        await handleTurn?.(context);
      }),
    isReady: () => handleTurn !== null,
    endpoints: ENDPOINTS,
    services: () => apiServices,
    tabFolder,
    metrics,
    log,
  });
  const running: Running = { periodicTasks: [] };
  const limits: LimitKeeper = {
    count: (request) => running.posting?.note(request),
    hold: (thread, seconds) => running.posting?.hold(thread, seconds),
  };
  let apiServices: ApiServices | null = null;
  /** Local mode is for the playground, which knows no dialogs. */
  const opensDialogs = config.bot !== null;
  const dashboardLink = createDashboardLink(config);
  const showAlert = createAlertView(dashboardLink);

  /** Posts what is planned, and plans what is due. */
  function startPosting(
    stores: Stores,
    queue: PostQueue,
    registry: ServerRegistry,
    isSingleInstance: boolean,
  ): void {
    running.posting = createPosting({
      stores,
      queue,
      isSingleInstance,
      clock,
      messenger: createMessenger(adapter, config.bot?.id ?? ''),
      renderers: createPostRenderers({ guide, ...stores, registry, opensDialogs, showAlert }),
      cutOffs: cutOffsOf(guide),
      readProgress: () => registry.progressOfAll(),
      metrics,
      log,
    });
    running.posting.start();
  }

  function startChat(stores: Stores, registry: ServerRegistry): void {
    const { conversations } = stores;
    const questions = createQuestionBook({ store: stores.questions, keepsText: config.keepQuestions, log });
    running.questions = questions;
    repeat('clearing away old questions', EXPIRE_EVERY_MS, () => questions.expire(clock.now()));
    const services: Omit<CardActionServices, 'answerTopic'> = {
      ...stores,
      guide,
      recognise,
      questions,
      registry,
      reminderHistory: stores.reminderPlans,
      dashboardLinks: dashboardButton(dashboardLink, 'overview'),
      viewReminder: createReminderView({ guide, ...stores, registry, opensDialogs }),
      showAlert,
    };
    const { allowedTenants } = config;
    handleTurn = createTurnHandler({
      replies: createReplies({ ...services, clock }),
      messageExtension: createMessageExtension({ guide, recognise }),
      taskModules: createTaskModules({ ...services, clock }),
      conversations,
      teamEvents: createTeamEvents({ conversations, log, count: metrics.suspended }),
      questions,
      clock,
      allowedTenants,
      log,
      observe: metrics.turn,
    });
  }

  /** In local mode anyone on this machine may act in every conversation. */
  function createApiServices(stores: Stores, registry: ServerRegistry, database: Database): ApiServices {
    const changes = createChangeFeed(database, log);
    running.changes = changes;
    const serverLists = createServerLists({ guide, ...stores, clock });
    const authenticate: Authenticate = config.api
      ? createAuthenticate(config.api)
      : async () => ({
          tenantId: await stores.conversations.newestTenant(),
          name: 'Somebody on this machine',
          personId: null,
        });
    return {
      ...stores,
      authenticate,
      guide,
      registry,
      dashboard: createDashboard({ guide, serverLists, dashboard: stores.dashboard, clock }),
      placements: stores.dashboard,
      readRecord: async (tenantId) => ({
        reminders: await stores.readReminderRecord(tenantId),
        alerts: await stores.alerts.list(tenantId, MAX_REPORTED_ALERTS),
      }),
      changes,
      membership: config.api
        ? createMembership(adapter, config.bot?.id ?? '', limits)
        : { isMember: () => Promise.resolve(true) },
      clock,
    };
  }

  function repeat(what: string, intervalMs: number, run: () => Promise<void>): void {
    const onError = (error: unknown) => log.error({ err: error, what }, 'this failed; it is tried again');
    running.periodicTasks.push(runEvery({ intervalMs, run, onError }));
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    handleTurn = null;
    await running.changes?.close(); // ends the streams that the server would wait for
    await server.close();
    await Promise.all(running.periodicTasks.map((periodicTask) => periodicTask.stop()));
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
      const registry = createServerRegistry({ guide, ...stores, clock });
      await queue.start({ isSingleInstance: database.isEmbedded });
      // First of all the date: what is planned must not be for another.
      const tasks = await createAlerting({ config, guide, stores, registry, clock, log });
      startPosting(stores, queue, registry, database.isEmbedded);
      startChat(stores, registry);
      apiServices = createApiServices(stores, registry, database);
      repeat('updating cards', Math.max(1_000, REFRESH_EVERY_MS / config.clock.rate), async () => {
        await stores.reminderCards.refresh(clock.now());
      });
      for (const { what, everyMs, run } of tasks) {
        repeat(what, everyMs, run);
      }
      return port;
    },

    stop: () => (stopped ??= stop()),
  };
}
