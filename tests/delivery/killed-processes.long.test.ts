import assert from 'node:assert/strict';
import { sql, type Kysely } from 'kysely';
import type { Schema } from '../../bot/store/database/schema.ts';
import { createConversationStore } from '../../bot/store/delivery/conversations.ts';
import { createSubscriptionStore } from '../../bot/store/reminders/subscriptions.ts';
import { createPlace, type Place } from '../support/activities.ts';
import { startBotProcess, type BotProcess } from '../support/bot-process.ts';
import {
  startConnector,
  type Connector,
  type ConnectorRequest,
  type ScriptedAnswer,
} from '../support/connector.ts';
import { readStore } from '../support/cutover.ts';
import { openPglite, type DatabasePlace } from '../support/databases.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';
import { KIM } from '../support/author.ts';

/** `KILLS=200 npx mocha tests/delivery/killed-processes.long.test.ts` takes half an hour. */
const KILLS = Number(process.env['KILLS'] ?? 10);

/** Kills without a pause for repeats between them, in turn: a pair, then three in a row. */
const IN_A_ROW = [2, 3];

/** New ones for each kill, all due in one tenant. With repeats, about as many requests are made before it. */
const CHANNELS_PER_KILL = 20;
const MAX_REQUESTS = 60;

/** Most posts that a process is about to send at a kill: the next one may not send them. */
const MAX_PREPARED = 10;

/** The figures are printed after so many kills: a run that is cut short has some, too. */
const REPORT_EVERY = 10;

/** How long Teams takes to answer: at 50 requests a second, five are on the wire. */
const ANSWER_MS = 100;

/** Processes that end in peace after the kills; each open post gets closer to its end in each. */
const MAX_ROUNDS = 10;

/** What Teams answers to every so many reminders. */
const FAULTS: readonly ScriptedAnswer[] = [
  { status: 429, headers: { 'retry-after': '1' } },
  'reset after accepting',
  { status: 202, body: null },
  'reset before accepting',
  { status: 504 },
];
const FAULT_EVERY = 23;

/** Seven days before the cut-off, and half a minute after nine. */
const START = Date.parse('2023-09-24T09:00:30Z');
const SINCE = new Date('2023-09-23T09:00:00Z');

/** The clock of each process is so much later than that of the one before. */
const CLOCK_STEP_MS = 60_000;

interface Kill {
  /** Posts that it left without a result. */
  ambiguous: number;
  /** Of those, posts of which no request has reached Teams. */
  neverLeft: number;
  /** Requests that Teams had not answered. */
  onTheWire: number;
}

interface WaitingPost {
  /** Of its conversation. */
  id: string;
  requests: number;
}

const isMarked = ({ activity }: ConnectorRequest) => activity.summary?.startsWith('Repeated: ') ?? false;

describe(`a process that is killed ${KILLS} times while it posts, in pairs and triples`, function () {
  this.timeout(300_000 + KILLS * 30_000);
  let connector: Connector;
  let database: DatabasePlace;
  let running: BotProcess | null = null;
  let starts = 0;
  const channels: Place[] = [];
  const kills: Kill[] = [];
  /** By conversation: how often nobody could know whether Teams had a post, at a kill or after a fault. */
  const ambiguities = new Map<string, number>();
  const countAmbiguity = (id: string) => ambiguities.set(id, (ambiguities.get(id) ?? 0) + 1);
  const scripted = new Set<ConnectorRequest>();

  before(async () => {
    connector = await startConnector();
    connector.decide(answerTo);
    database = await openPglite();
  });
  after(async () => {
    await running?.end('SIGKILL');
    await connector.close();
  });

  /** Repeats are spared: a post may be lost whose repeat goes unanswered, too. */
  function answerTo(request: ConnectorRequest): ScriptedAnswer | null {
    const isFault = !isMarked(request) && connector.requests.length % FAULT_EVERY === 0;
    const fault = FAULTS[(connector.requests.length / FAULT_EVERY) % FAULTS.length];
    if (!isFault || fault === undefined) return { delayMs: ANSWER_MS };
    scripted.add(request);
    const isAnswered = typeof fault === 'object' && 'status' in fault && fault.status !== 504;
    if (!isAnswered) countAmbiguity(request.conversationId);
    return fault;
  }

  /** A new process over the same folder. */
  async function start(): Promise<BotProcess> {
    running = await startBotProcess(database, new Date(START + starts++ * CLOCK_STEP_MS));
    return running;
  }

  async function subscribeChannels(db: Kysely<Schema>, count: number): Promise<void> {
    const added = Array.from({ length: count }, () => createPlace(connector.url));
    channels.push(...added);
    const [conversations, subscriptions] = [createConversationStore(db), createSubscriptionStore(db)];
    for (const { tenantId, conversationId, kind, serviceUrl } of added) {
      const conversation = { tenantId, id: conversationId, kind, serviceUrl, botId: '28:cutover' };
      await conversations.remember(conversation, SINCE);
      await subscriptions.subscribe(
        { tenantId, conversationId, noticeId: 'azure-ad-connect-v1' },
        { localTime: '09:00', zone: 'UTC', offsets: [7] },
        { by: KIM, now: SINCE, cutOffs: new Map([['azure-ad-connect-v1', '2023-10-01']]) },
      );
    }
  }

  /** Kills a process when Teams has got so many requests from it. */
  async function kill(requests: number): Promise<void> {
    const seen = connector.requests.length;
    const bot = await start();
    await until(() => connector.requests.length >= seen + requests, 'the moment to kill');
    const isOpen = (request: ConnectorRequest) => request.status === null && !scripted.has(request);
    const open = connector.requests.filter(isOpen).length;
    const arrived = connector.requests.length;
    await bot.end('SIGKILL');
    const onTheWire = open + connector.requests.length - arrived;
    kills.push({ ambiguous: 0, neverLeft: 0, onTheWire });
  }

  /** Looks at what the kills from the one with the index `first` on have left. */
  function review(rows: readonly Row[], first: number): void {
    for (const row of rows) {
      // A process marks what the one before it was sending when it starts.
      const wasSending = row.state === 'unknown' && row.reason === 'process-ended';
      const next = Math.floor((row.changed_at.getTime() - START) / CLOCK_STEP_MS);
      const index = row.state === 'sending' ? kills.length - 1 : wasSending ? next - 1 : -1;
      const hit = index >= first ? kills[index] : undefined;
      if (!hit) continue;
      countAmbiguity(row.conversation_id);
      hit.ambiguous++;
      const hasLeft = connector
        .requestsIn(row.conversation_id)
        .some((each) => isMarked(each) === row.is_repeat);
      if (!hasLeft) hit.neverLeft++;
    }
  }

  /** Kills processes one after the other, and gives the rows of the ledger afterwards. */
  async function killInARow(count: number): Promise<readonly Row[]> {
    const first = kills.length;
    const waiting = await readStore(database, async (db) => {
      await letPausesEnd(db);
      await subscribeChannels(db, count * CHANNELS_PER_KILL);
      return findWaiting(byConversation(await readRows(db)));
    });
    for (let i = 0; i < count; i++) {
      const certain = waiting.filter((post) => !hasNewRequest(post)).length - i * MAX_PREPARED;
      // A different moment each time: before the posts, among them, and after them.
      await kill(Math.min((kills.length * 17) % (MAX_REQUESTS + 1), certain));
    }
    const rows = await readStore(database, readRows);
    review(rows, first);
    return rows;
  }

  function report(rows: ReadonlyMap<string, Row>): string {
    const sum = (what: keyof Kill) => kills.reduce((total, each) => total + each[what], 0);
    const mean = (what: keyof Kill) => (sum(what) / kills.length).toFixed(1);
    const over = channels.filter(({ conversationId: id }) => isOver(rows.get(id)));
    const doubled = channels.filter((channel) => seenIn(channel) > 1);
    const inVain = channels.filter(isRepeatedInVain);
    const figures = [
      `${kills.length} kills, ${channels.length} reminders, ${channels.length - over.length} of them open:`,
      `${lostOf(over).length} lost, ${doubled.length} doubled,`,
      `${inVain.length} marked as repeats although Teams had got nothing before;`,
      `left without a result by a kill: ${mean('ambiguous')} on average,`,
      `${Math.max(...kills.map((each) => each.ambiguous))} at most;`,
      `of those never sent: ${sum('neverLeft')}; on the wire: ${mean('onTheWire')} on average`,
    ].join(' ');
    process.stdout.write(`      ${figures}\n`);
    return figures;
  }

  /**
   * The posts that the next process sends, with the requests for them so far. It only marks as unknown what was being
   * sent, and the one after repeats that.
   */
  function findWaiting(rows: ReadonlyMap<string, Row>): WaitingPost[] {
    return channels
      .map(({ conversationId: id }) => ({ id, row: rows.get(id) }))
      .filter(({ row }) => !isOver(row) && row?.state !== 'sending')
      .map(({ id }) => ({ id, requests: connector.requestsIn(id).length }));
  }

  const hasNewRequest = ({ id, requests }: WaitingPost) => connector.requestsIn(id).length > requests;

  /** Posts what the kills have left, with every repeat; gives the rows of the ledger by their conversation. */
  async function postTheRest(): Promise<ReadonlyMap<string, Row>> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const rows = await readStore(database, async (db) => {
        await letPausesEnd(db);
        return byConversation(await readRows(db));
      });
      const open = channels.filter(({ conversationId }) => !isOver(rows.get(conversationId)));
      if (open.length === 0) return rows;
      const waiting = findWaiting(rows);
      const bot = await start();
      await until(
        () => waiting.every(hasNewRequest),
        'a request for each open post',
        60_000 + waiting.length * 100,
      );
      await bot.end('SIGTERM');
    }
    throw new Error(`There are open posts after ${MAX_ROUNDS} processes.`);
  }

  const seenIn = ({ conversationId }: Place) => connector.acceptedIn(conversationId).length;
  const isRepeatedInVain = ({ conversationId }: Place) =>
    connector.requestsIn(conversationId).slice(0, 1).some(isMarked);
  const lostOf = (over: readonly Place[]) => over.filter((channel) => seenIn(channel) === 0);

  it('loses no reminder, and repeats only those that were being sent, once and marked', async () => {
    for (let row = 0; kills.length < KILLS; row++) {
      const before = kills.length;
      const rows = await killInARow(Math.min(IN_A_ROW[row % IN_A_ROW.length] ?? 1, KILLS - before));
      if (Math.floor(kills.length / REPORT_EVERY) > Math.floor(before / REPORT_EVERY)) {
        report(byConversation(rows));
      }
    }
    const rows = await postTheRest();
    const figures = report(rows);
    for (const channel of channels) {
      const requests = remindersIn(connector, channel);
      const [marked, unmarked] = [requests.filter(isMarked), requests.filter((each) => !isMarked(each))];
      const row = rows.get(channel.conversationId);
      const name = `${channel.conversationId}, ${row?.state}, ${unmarked.length} posts, ${marked.length} repeats`;
      assert.ok(marked.length <= 1, name);
      // A post that Teams has refused with a 429 is sent again, unmarked.
      assert.ok(unmarked.filter(({ status }) => status !== 429).length <= 1, name);
      assert.ok(marked.length === 0 || ambiguities.has(channel.conversationId), name);
      assert.ok(isOver(row), name);
      // One kill may hit a post right before it leaves and another its repeat, of which there is only one.
      const isHitTwice = row?.state === 'unknown' && (ambiguities.get(channel.conversationId) ?? 0) >= 2;
      assert.ok(seenIn(channel) > 0 || isHitTwice, `${name}: lost`);
    }
    for (const channel of lostOf(channels)) {
      const requests = connector.requestsIn(channel.conversationId);
      const row = rows.get(channel.conversationId);
      process.stdout.write(`      lost: ${JSON.stringify({ ...row, requests })}\n`);
    }
    assert.ok(kills.reduce((sum, { neverLeft }) => sum + neverLeft, 0) <= 10 * kills.length, figures);
    assert.ok(lostOf(channels).length * 100 <= kills.length, figures);
  });
});

/** As if the pauses before repeats had gone by. */
async function letPausesEnd(db: Kysely<Schema>): Promise<void> {
  const past = '2000-01-01T00:00:00Z';
  await sql`update posts set lease_until = ${past} where state = 'unknown'`.execute(db);
  await sql`update jobs.job set start_after = ${past} where state in ('created', 'retry')`.execute(db);
}

const readRows = (db: Kysely<Schema>) =>
  db.selectFrom('posts').select(['conversation_id', 'state', 'is_repeat', 'reason', 'changed_at']).execute();

type Row = Awaited<ReturnType<typeof readRows>>[number];

const byConversation = (rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [row.conversation_id, row]));

/** Whether nothing more is going to be posted. */
function isOver(row: Row | undefined): boolean {
  return row?.state === 'sent' || (row?.state === 'unknown' && row.is_repeat);
}
