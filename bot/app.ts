import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Guide } from './guidance/guide.ts';
import type { Log } from './log.ts';
import type { Recogniser } from './recognition/recogniser.ts';
import type { PostWriter } from './reminders/ports.ts';
import { createPosting, type Posting } from './posting.ts';
import { createReminderWriter } from './reminders/reminder-writer.ts';
import { renderReminder } from './rendering/reminder-card.ts';
import { createConversationStore } from './store/conversations.ts';
import { openDatabase, type Database } from './store/database.ts';
import { createSubscriptionStore } from './store/subscriptions.ts';
import { createAdapter } from './teams/adapter.ts';
import { createMessenger } from './teams/messenger.ts';
import { createReminderCommands } from './teams/reminder-commands.ts';
import { createReplies } from './teams/replies.ts';
import { createServer } from './teams/server.ts';
import { createTurnHandler } from './teams/turns.ts';

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
  const running: { database?: Database; posting?: Posting } = {};

  /** Nobody can report servers yet, so nothing is known of them. */
  const readProgress = () => Promise.resolve(new Map());

  function chatOver({ db }: Database, { ledger }: Posting) {
    const conversations = createConversationStore(db);
    const subscriptions = createSubscriptionStore(db);
    const parts = { guide, conversations, subscriptions, history: ledger, readProgress };
    const reminders = createReminderCommands(parts);
    const replies = createReplies({ guide, recognise, reminders, clock });
    return createTurnHandler({ replies, conversations, clock, allowedTenants: config.allowedTenants, log });
  }

  /** Who writes the card of which kind of post. */
  function writersOver({ db }: Database): Record<string, PostWriter> {
    const { id, cutOff } = guide.notice;
    return {
      reminder: createReminderWriter(createSubscriptionStore(db), { [id]: cutOff ?? '' }, (reminder) =>
        renderReminder({ guide, ...reminder }),
      ),
    };
  }

  function postingOver(database: Database): Posting {
    const messenger = createMessenger(adapter, config.bot?.id ?? '');
    const cutOffs = new Map(guide.notice.cutOff ? [[guide.notice.id, guide.notice.cutOff]] : []);
    const writers = writersOver(database);
    return createPosting({ database, clock, messenger, writers, cutOffs, readProgress, log });
  }

  let stopped: Promise<void> | null = null;
  async function stop(): Promise<void> {
    handleTurn = null;
    await server.close();
    await running.posting?.stop();
    await running.database?.close();
  }

  return {
    async start() {
      // The port first: a second process with the same settings must not touch the store.
      const port = await server.listen();
      const database = await openDatabase(config);
      running.database = database;
      const posting = postingOver(database);
      running.posting = posting;
      await posting.start();
      handleTurn = chatOver(database, posting);
      return port;
    },

    stop: () => (stopped ??= stop()),
  };
}
