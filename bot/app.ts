import { createClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Guide } from './guidance/guide.ts';
import type { Log } from './log.ts';
import type { Recogniser } from './recognition/recogniser.ts';
import { createDelivery } from './reminders/deliver.ts';
import { startHeartbeat, type Heartbeat } from './reminders/heartbeat.ts';
import { createPlanner } from './reminders/planner.ts';
import { createReminderWriter } from './reminders/reminder-writer.ts';
import { renderReminder } from './rendering/reminder-card.ts';
import { createConversationStore } from './store/conversations.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createLedger } from './store/ledger.ts';
import { createPostQueue, type PostQueue } from './store/post-queue.ts';
import { createSubscriptionStore } from './store/subscriptions.ts';
import { createAdapter } from './teams/adapter.ts';
import { createMessenger } from './teams/messenger.ts';
import { createReminderCommands } from './teams/reminder-commands.ts';
import { createReplies } from './teams/replies.ts';
import { createServer } from './teams/server.ts';
import { createTurnHandler } from './teams/turns.ts';

/** How often the planner looks for what is due, in real time. */
const PLAN_EVERY_MS = 500;

export interface App {
  /** Resolves with the port when messages are answered and reminders go out. */
  start(): Promise<number>;
  /** Lets what is under way end, then closes everything. */
  stop(): Promise<void>;
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
  const adapter = createAdapter(config.bot, log);
  let handleTurn: ReturnType<typeof createTurnHandler> | null = null;
  const server = createServer({
    port: config.port,
    host: config.bot ? undefined : '127.0.0.1',
    adapter,
    handleTurn: async (context) => handleTurn?.(context),
    isReady: () => handleTurn !== null,
  });
  const running: { database?: Database; queue?: PostQueue; planner?: Heartbeat } = {};

  function chatOver({ db }: Database) {
    const conversations = createConversationStore(db);
    const subscriptions = createSubscriptionStore(db);
    const reminders = createReminderCommands({ guide, conversations, subscriptions });
    const replies = createReplies({ guide, recognise, reminders, clock });
    return createTurnHandler({ replies, conversations, clock, allowedTenants: config.allowedTenants, log });
  }

  /** Who writes the card of which kind of post. */
  function writersOver({ db }: Database) {
    const cutOff = guide.notice.cutOff ?? '';
    return {
      reminder: createReminderWriter(createSubscriptionStore(db), (reminder) =>
        renderReminder({ guide, cutOff, ...reminder }),
      ),
    };
  }

  async function startReminders(database: Database): Promise<void> {
    const { db, boss } = database;
    const queue = createPostQueue(boss, (error) =>
      log.error({ err: error }, 'the job queue reports an error'),
    );
    running.queue = queue;
    await queue.start();
    const ledger = createLedger(db, queue);
    const messenger = createMessenger(adapter, config.bot?.id ?? '');
    const writers = writersOver(database);
    await queue.work(createDelivery({ clock, realClock: createClock(), ledger, messenger, writers, log }));
    const cutOffs = new Map(guide.notice.cutOff ? [[guide.notice.id, guide.notice.cutOff]] : []);
    const planner = createPlanner({ clock, ledger, cutOffs });
    running.planner = startHeartbeat({
      intervalMs: PLAN_EVERY_MS,
      run: () => planner.runOnce(),
      onError: (error) => log.error({ err: error }, 'planning failed; it is tried again'),
    });
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    handleTurn = null;
    await server.close();
    await running.planner?.stop();
    await running.queue?.stop();
    await running.database?.close();
  }

  return {
    async start() {
      // The port first: a second process with the same settings must not touch the store.
      const port = await server.listen();
      const database = await openDatabase(config);
      running.database = database;
      await startReminders(database);
      handleTurn = chatOver(database);
      return port;
    },

    stop: () => (stopped ??= stop()),
  };
}
