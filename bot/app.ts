import { createClock, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Guide } from './guidance/guide.ts';
import type { Log } from './log.ts';
import type { Recogniser } from './recognition/recogniser.ts';
import { createBreaker } from './reminders/breaker.ts';
import { createDelivery } from './reminders/deliver.ts';
import { startHeartbeat, type Heartbeat } from './reminders/heartbeat.ts';
import { createPace } from './reminders/pace.ts';
import { createPlanner } from './reminders/planner.ts';
import { createReminderWriter } from './reminders/reminder-writer.ts';
import { renderReminder } from './rendering/reminder-card.ts';
import { createConversationStore } from './store/conversations.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createLedger } from './store/ledger.ts';
import { createPostQueue, type PostQueue } from './store/post-queue.ts';
import { createSlotStore } from './store/request-slots.ts';
import { createSubscriptionStore } from './store/subscriptions.ts';
import { createAdapter } from './teams/adapter.ts';
import { createMessenger } from './teams/messenger.ts';
import { createReminderCommands } from './teams/reminder-commands.ts';
import { createReplies } from './teams/replies.ts';
import { createServer } from './teams/server.ts';
import { createTurnHandler } from './teams/turns.ts';

/** How often the planner looks for what is due, in real time. */
const PLAN_EVERY_MS = 500;

/** How often posts are looked for that lost their job, and what the limits need not remember is forgotten. */
const TIDY_EVERY_MS = 30_000;

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
  const realClock = createClock();
  const adapter = createAdapter(config.bot, log);
  let handleTurn: ReturnType<typeof createTurnHandler> | null = null;
  const server = createServer({
    port: config.port,
    host: config.bot ? undefined : '127.0.0.1',
    adapter,
    handleTurn: async (context) => handleTurn?.(context),
    isReady: () => handleTurn !== null,
  });
  const running: { database?: Database; queue?: PostQueue; heartbeats: Heartbeat[] } = { heartbeats: [] };

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
    const queue = createPostQueue(boss, db, (error) =>
      log.error({ err: error }, 'the job queue reports an error'),
    );
    running.queue = queue;
    await queue.start({ isAlone: database.isEmbedded });
    const ledger = createLedger(db, queue);
    const messenger = createMessenger(adapter, config.bot?.id ?? '');
    const writers = writersOver(database);
    const slots = createSlotStore(db);
    const pace = createPace(slots, realClock);
    const breaker = createBreaker(realClock, log);
    queue.work(createDelivery({ clock, realClock, ledger, messenger, pace, breaker, writers, log }));
    const cutOffs = new Map(guide.notice.cutOff ? [[guide.notice.id, guide.notice.cutOff]] : []);
    const planner = createPlanner({ clock, ledger, cutOffs });
    const planning = startHeartbeat({
      intervalMs: PLAN_EVERY_MS,
      run: () => planner.runOnce(),
      onError: (error) => log.error({ err: error }, 'planning failed; it is tried again'),
    });
    const tidying = startHeartbeat({
      intervalMs: TIDY_EVERY_MS,
      async run() {
        await ledger.reconcile({ now: clock.now(), realNow: realClock.now() });
        await slots.forget(realClock.now());
      },
      onError: (error) => log.error({ err: error }, 'tidying failed; it is tried again'),
    });
    running.heartbeats.push(planning, tidying);
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    handleTurn = null;
    await server.close();
    await Promise.all(running.heartbeats.map((heartbeat) => heartbeat.stop()));
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
