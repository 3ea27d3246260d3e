import { sql, type Selectable } from 'kysely';
import { scheduledReminders, DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import { createCircuitBreaker } from '../../bot/delivery/circuit-breaker.ts';
import { createSender } from '../../bot/delivery/sender.ts';
import { createPlanner } from '../../bot/reminders/planner.ts';
import { createCardReader } from '../../bot/reminders/reminder-on-card.ts';
import { createReminderPostRenderer } from '../../bot/reminders/reminder-post.ts';
import { createStores } from '../../bot/store/stores.ts';
import { openDatabase } from '../../bot/store/database/database.ts';
import { QUEUE } from '../../bot/store/delivery/post-jobs.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import type { PostTable } from '../../bot/store/database/delivery-tables.ts';
import { markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
import { createUnlimitedRateLimiter } from './unlimited-rate-limiter.ts';
import { createLogBook } from './cutover.ts';
import {
  answerWith,
  type Account,
  type Action,
  type Death,
  type Fault,
  type Happened,
} from './delivery-actions.ts';
import type { DatabasePlace } from './databases.ts';
import { createManualClock } from './manual-clock.ts';
import type { Post, Ledger, PostJob, Messenger } from '../../bot/delivery/ports.ts';
import { KIM } from './author.ts';
import { createConversation } from './conversation.ts';

export type World = Awaited<ReturnType<typeof openWorld>>;

const [START, END] = ['2023-09-15T00:00:00Z', '2023-10-01T20:00:00Z'];
const CUT_OFF = '2023-10-01';
const NOTICE = 'a-notice';

/**
 * The real store, queue, planner and delivery, with Teams and all clocks in a test's hand: jobs come early
 * and in any order, and a process may die at any point.
 */
export async function openWorld(place: DatabasePlace) {
  const database = await openDatabase(place);
  const { db, boss } = database;
  const queue = createPostQueue(boss, db, (error) => {
    throw error;
  });
  await queue.start();
  const { ledger, subscriptions, conversations, reminderPlans, reminderCards } = createStores(db, queue);
  const clock = createManualClock(START);
  const realClock = createManualClock('2026-11-22T12:00:00Z');
  const happened = new Map<string, Happened>();
  /** Posts that were there, by their ids, when somebody stopped reminders. */
  const stopped = new Set<string>();
  /** Posts that were there, with a newer one, when somebody asked for reminders anew. */
  const outdated = new Set<string>();

  let faults: Fault[] = [];
  let death: { after: number; at: Death; isAlone: boolean } | null = null;
  let die: () => void = () => undefined;
  let sending: Post | null = null;

  const of = (postId: string) => {
    const known = happened.get(postId) ?? { accepted: 0, marked: 0, unmarked: 0, ambiguous: 0, refused: 0 };
    happened.set(postId, known);
    return known;
  };

  /** Never comes back from where the process is to die. */
  function pass(at: Death): Promise<void> {
    if (death?.at !== at || death.after > 0) return Promise.resolve();
    die();
    return new Promise(() => undefined);
  }

  const mortalLedger: Ledger = {
    ...ledger,
    async claim(postId, instants) {
      if (death) death.after--;
      await pass('claiming');
      sending = await ledger.claim(postId, instants);
      if (sending) await pass('claimed');
      return sending;
    },
    async depart(post, instants) {
      const hasDeparted = await ledger.depart(post, instants);
      // Nobody can know that a process that dies now has sent nothing.
      if (hasDeparted && death?.at === 'departed' && death.after <= 0) of(post.id).ambiguous++;
      if (hasDeparted) await pass('departed');
      return hasDeparted;
    },
    async settle(post, settlement, instants) {
      await ledger.settle(post, settlement, instants);
      await pass('settled');
    },
  };

  const messenger: Messenger = {
    async send(_conversation, message, beforeRequest) {
      const error = await beforeRequest().catch((cause: unknown) => cause);
      if (error instanceof Error) return { kind: 'deferred', reason: error.message };
      const account = of(sending?.id ?? '');
      const outcome = answerWith(faults.shift(), account);
      const mayBeShown = outcome.kind === 'accepted' || outcome.kind === 'ambiguous';
      if (mayBeShown) account[message.summary.startsWith('Repeated:') ? 'marked' : 'unmarked']++;
      if (death?.at === 'sent' && death.after <= 0 && outcome.kind !== 'ambiguous') account.ambiguous++;
      await pass('sent');
      return outcome;
    },
    update: () => Promise.reject(new Error('nothing asks for an update here')),
  };

  const keyOf = (number: number) => ({
    tenantId: 'tenant',
    conversationId: `place ${number}`,
    noticeId: NOTICE,
  });
  const conversationOf = (number: number) =>
    createConversation({ tenantId: 'tenant', id: `place ${number}` });

  /** A process that starts: it knows nothing of the one before it. */
  function startProcess() {
    const { log } = createLogBook();
    const planner = createPlanner({
      clock,
      plans: reminderPlans,
      cutOffs: () => new Map([[NOTICE, CUT_OFF]]),
      readProgress: () => Promise.resolve(new Map()),
      log,
    });
    const write = createReminderPostRenderer({
      subscriptions,
      readCard: createCardReader({
        reminderCards,
        readDeadlines: () => Promise.resolve(new Map([[NOTICE, CUT_OFF]])),
        readProgress: () => Promise.resolve(new Map()),
      }),
      render: () => ({ card: { body: [] }, summary: 'a reminder' }),
    });
    const delivery = createSender({
      clock,
      realClock,
      ledger: mortalLedger,
      messenger,
      rateLimiter: createUnlimitedRateLimiter(realClock),
      circuitBreaker: createCircuitBreaker(realClock, log),
      renderers: { reminder: write },
      markRepeated,
      shorten: renderSummaryOnly,
      log,
      count: () => undefined,
      onBlocked: () => undefined,
      onThrottled: () => undefined,
      onUnauthorised: () => undefined,
    });
    return { planner, delivery };
  }
  let process = startProcess();

  /** Plans, and does every job that there is at the moment, whether its time has come or not. */
  async function work(): Promise<void> {
    await process.planner.runOnce();
    const jobs = await boss.fetch<PostJob>(QUEUE, { batchSize: 100, ignoreStartAfter: true });
    for (const job of jobs) {
      const died = new Promise<'died'>((resolve) => {
        die = () => resolve('died');
      });
      const delivered = process.delivery.deliver(job.data, new AbortController().signal);
      const ended = await Promise.race([delivered, died]);
      if (ended === 'died') return restart(death?.isAlone ?? true);
      if (ended !== null) await db.transaction().execute((trx) => queue.add(trx, job.data, ended));
      await boss.complete(QUEUE, job);
    }
  }

  /** Of a place, the newest offset first. */
  async function readPostIds(number: number): Promise<string[]> {
    const { conversationId } = keyOf(number);
    const rows = await db
      .selectFrom('posts')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .orderBy('offset_days')
      .execute();
    return rows.map(({ id }) => id);
  }

  async function restart(isAlone: boolean): Promise<void> {
    process = startProcess();
    if (isAlone) {
      await sql`delete from jobs.job where name = ${QUEUE} and state = 'active'`.execute(db);
      await ledger.recover({ now: clock.now(), realNow: realClock.now() });
    } else {
      await sql`update jobs.job set state = 'retry' where name = ${QUEUE} and state = 'active'`.execute(db);
    }
    await ledger.reconcile({ now: clock.now(), realNow: realClock.now() });
  }

  /** Why a post was left out is what happened, or what somebody asked for. */
  function isAccountedFor(row: Selectable<PostTable>, rows: readonly Selectable<PostTable>[]): boolean {
    const isNewer = (other: typeof row) =>
      other.subject_id === row.subject_id && (other.offset_days ?? 0) < (row.offset_days ?? 0);
    switch (row.reason) {
      case 'stopped':
      case 'cut-off-passed':
        return true;
      case 'superseded': // the newer one is forgotten when the clock goes back, or when reminders are set anew before it is posted
        return stopped.has(row.id) || outdated.has(row.id) || rows.some(isNewer);
      case 'changed':
        return stopped.has(row.id) || outdated.has(row.id);
      default:
        return false;
    }
  }

  return {
    async reset(): Promise<void> {
      await sql`delete from jobs.job where name = ${QUEUE}`.execute(db);
      for (const table of ['posts', 'subscriptions', 'conversations'] as const) {
        await db.deleteFrom(table).execute();
      }
      clock.set(START);
      happened.clear();
      stopped.clear();
      outdated.clear();
      faults = [];
      death = null;
      process = startProcess();
    },

    async perform(action: Action): Promise<void> {
      switch (action.do) {
        case 'subscribe': {
          await conversations.remember(conversationOf(action.place), clock.now());
          for (const id of (await readPostIds(action.place)).slice(1)) outdated.add(id);
          const schedule = { localTime: action.localTime, zone: action.zone, offsets: DEFAULT_OFFSETS };
          return subscriptions.subscribe(keyOf(action.place), schedule, {
            by: KIM,
            now: clock.now(),
            cutOffs: new Map([[NOTICE, CUT_OFF]]),
          });
        }
        case 'stop':
          await subscriptions.unsubscribe(keyOf(action.place), { by: KIM, now: clock.now() });
          for (const id of await readPostIds(action.place)) stopped.add(id);
          return;
        case 'move':
          clock.advance({ hours: action.hours });
          return;
        case 'work':
          faults = [...action.faults];
          death = action.dies && { ...action.dies };
          await work();
          faults = [];
          death = null;
          realClock.advance({ minutes: action.pauseSeconds / 60 });
      }
    },

    /** The day comes, Teams and the process behave, and time goes by until nothing is left to do. */
    async comeToRest(): Promise<void> {
      if (clock.now() < new Date(END)) clock.set(END);
      await restart(false);
      for (let i = 0; i < 20; i++) {
        await work();
        realClock.advance({ minutes: 3 });
      }
    },

    async account(): Promise<Account[]> {
      const rows = await db.selectFrom('posts').selectAll().execute();
      return rows.map((row) => ({
        name: `${row.conversation_id}, ${row.offset_days} days before`,
        state: row.state,
        ...of(row.id),
        isAccountedFor: isAccountedFor(row, rows),
      }));
    },

    /** Offsets that were due to somebody who still wants them and that the ledger knows nothing of. */
    async findLost(): Promise<string[]> {
      const rows = await db
        .selectFrom('posts')
        .select(['conversation_id', 'offset_days as offset'])
        .execute();
      const wanted = await Promise.all(
        [0, 1, 2, 3].map((number) => subscriptions.findSubscription(keyOf(number))),
      );
      return wanted.flatMap((subscription) => {
        if (!subscription) return [];
        const due = scheduledReminders(CUT_OFF, subscription).filter(({ dueAt }) => {
          return dueAt > subscription.since && dueAt <= clock.now();
        });
        return due
          .filter(({ offset }) =>
            rows.every((row) => row.offset !== offset || row.conversation_id !== subscription.conversationId),
          )
          .map(({ offset }) => `${subscription.conversationId}, ${offset} days before`);
      });
    },

    async close(): Promise<void> {
      await queue.stop();
      await database.close();
    },
  };
}
