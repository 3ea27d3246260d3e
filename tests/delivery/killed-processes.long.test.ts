import assert from 'node:assert/strict';
import { sql } from 'kysely';
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
const KILLS = Number(process.env['KILLS'] ?? 5);

/** Kills without a pause for repeats between them, in turn: a pair, then three in a row. */
const IN_A_ROW = [2, 3];

/** Due in one tenant before each row of kills: more than the processes post before the next row. */
const CHANNELS = 120;

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

/** The posts that one kill left without a result. */
interface Kill {
  ambiguous: number;
  /** Of those, posts of which no request has reached Teams. */
  neverLeft: number;
  /** Requests that Teams had not answered. */
  onTheWire: number;
}

const isMarked = ({ activity }: ConnectorRequest) => activity.summary?.startsWith('Repeated: ') ?? false;

describe(`a process that is killed ${KILLS} times while it posts, in pairs and triples`, function () {
  this.timeout(300_000 + KILLS * 60_000);
  let connector: Connector;
  let database: DatabasePlace;
  let running: BotProcess | null = null;
  let starts = 0;
  const channels: Place[] = [];
  const kills: Kill[] = [];
  /** Conversations in which nobody could know whether Teams had a post, at a kill or after a fault. */
  const ambiguous = new Set<string>();
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
    if (!isAnswered) ambiguous.add(request.conversationId);
    return fault;
  }

  /** A new process over the same folder, whose clock is later than that of the one before. */
  async function start(): Promise<BotProcess> {
    running = await startBotProcess(database, new Date(START + starts++ * 60_000));
    return running;
  }

  async function subscribeChannels(): Promise<void> {
    const added = Array.from({ length: CHANNELS }, () => createPlace(connector.url));
    channels.push(...added);
    await readStore(database, async (db) => {
      const [conversations, subscriptions] = [createConversationStore(db), createSubscriptionStore(db)];
      for (const { tenantId, conversationId, kind, serviceUrl } of added) {
        const conversation = { tenantId, id: conversationId, kind, serviceUrl, botId: '28:cutover' };
        await conversations.remember(conversation, SINCE);
        await subscriptions.subscribe(
          { tenantId, conversationId, noticeId: 'azure-ad-connect-v1' },
          { localTime: '09:00', zone: 'UTC', offsets: [7] },
          { by: KIM, now: SINCE, cutOff: '2023-10-01' },
        );
      }
    });
  }

  /** Kills a process when Teams has got so many more requests, and looks at what that has left. */
  async function kill(bot: BotProcess, requests: number): Promise<void> {
    const seen = connector.requests.length;
    const isReached = () => connector.requests.length >= seen + requests;
    // Fewer are left to post when much was posted before; then it is killed when it is done.
    await until(isReached, 'the moment to kill', 10_000).catch(() => undefined);
    const isOpen = (request: ConnectorRequest) => request.status === null && !scripted.has(request);
    const open = connector.requests.filter(isOpen).length;
    const arrived = connector.requests.length;
    await bot.end('SIGKILL');
    const onTheWire = open + connector.requests.length - arrived;
    const rows = await readStore(database, (db) =>
      db
        .selectFrom('posts')
        .select(['conversation_id', 'is_repeat'])
        .where('state', '=', 'sending')
        .execute(),
    );
    for (const row of rows) ambiguous.add(row.conversation_id);
    const neverLeft = rows.filter((row) =>
      connector.requestsIn(row.conversation_id).every((each) => isMarked(each) !== row.is_repeat),
    ).length;
    kills.push({ ambiguous: rows.length, neverLeft, onTheWire });
  }

  /** As if the pauses before repeats had gone by. */
  const letPausesEnd = () =>
    readStore(database, async (db) => {
      const past = '2000-01-01T00:00:00Z';
      await sql`update posts set lease_until = ${past} where state = 'unknown'`.execute(db);
      await sql`update jobs.job set start_after = ${past} where state in ('created', 'retry')`.execute(db);
    });

  /** Posts what the kills have left, with every repeat; gives the rows of the ledger by their conversation. */
  async function postTheRest(): Promise<ReadonlyMap<string, Row>> {
    for (let round = 0; round < MAX_ROUNDS; round++) {
      await letPausesEnd();
      const rows = new Map(
        (await readStore(database, readRows)).map((row) => [row.conversation_id, row] as const),
      );
      const open = channels.filter(({ conversationId }) => !isOver(rows.get(conversationId)));
      if (open.length === 0) return rows;
      // A post that was being sent is only marked as unknown by the next process, and repeated by the one after.
      const due = open
        .filter(({ conversationId }) => rows.get(conversationId)?.state !== 'sending')
        .map(({ conversationId: id }) => ({ id, requests: connector.requestsIn(id).length }));
      const bot = await start();
      await until(
        () => due.every(({ id, requests }) => connector.requestsIn(id).length > requests),
        'a request for each open post',
        60_000 + due.length * 100,
      );
      await bot.end('SIGTERM');
    }
    throw new Error(`There are open posts after ${MAX_ROUNDS} processes.`);
  }

  const isSeen = ({ conversationId }: Place) => connector.acceptedIn(conversationId).length > 0;

  it('loses no reminder, and repeats only those that were being sent, once and marked', async () => {
    for (let row = 0; kills.length < KILLS; row++) {
      await subscribeChannels();
      for (let i = 0; i < (IN_A_ROW[row % IN_A_ROW.length] ?? 1); i++) {
        // A different moment each time: before the posts, among them, and after them.
        await kill(await start(), (kills.length * 17) % (CHANNELS / 2));
      }
      await letPausesEnd();
    }
    const count = (what: keyof Kill) => kills.reduce((sum, each) => sum + each[what], 0);
    const rows = await postTheRest();
    const lost = channels.filter((channel) => !isSeen(channel));
    const doubled = channels.filter((channel) => connector.acceptedIn(channel.conversationId).length > 1);
    const figures = [
      `${kills.length} kills, ${channels.length} reminders: ${lost.length} lost, ${doubled.length} doubled;`,
      `left without a result by a kill: ${count('ambiguous') / kills.length} on average,`,
      `${Math.max(...kills.map((each) => each.ambiguous))} at most;`,
      `of those never sent: ${count('neverLeft')}; on the wire: ${count('onTheWire') / kills.length} on average`,
    ].join(' ');
    process.stdout.write(`      ${figures}\n`);
    for (const channel of channels) {
      const requests = remindersIn(connector, channel);
      const [marked, unmarked] = [requests.filter(isMarked), requests.filter((each) => !isMarked(each))];
      const row = rows.get(channel.conversationId);
      const name = `${channel.conversationId}, ${row?.state}, ${unmarked.length} posts, ${marked.length} repeats`;
      assert.ok(marked.length <= 1, name);
      // A post that Teams has refused with a 429 is sent again, unmarked.
      assert.ok(unmarked.filter(({ status }) => status !== 429).length <= 1, name);
      assert.ok(marked.length === 0 || ambiguous.has(channel.conversationId), name);
      assert.ok(isOver(row), name);
      // Nobody knows of a post when one kill has hit it and another its repeat.
      assert.ok(isSeen(channel) || row?.state === 'unknown', `${name}: lost`);
    }
    assert.ok(count('neverLeft') <= 10 * kills.length, figures);
    assert.ok(lost.length * 100 <= kills.length, figures);
  });
});

const readRows = (db: Parameters<Parameters<typeof readStore>[1]>[0]) =>
  db.selectFrom('posts').select(['conversation_id', 'state', 'is_repeat']).execute();

type Row = Awaited<ReturnType<typeof readRows>>[number];

/** Whether nothing more is going to be posted. */
function isOver(row: Row | undefined): boolean {
  return row?.state === 'sent' || (row?.state === 'unknown' && row.is_repeat);
}
