import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALL_NOTICES } from '../../bot/sources/notices/load-portfolio.ts';
import { actionIn, createPlace, messageIn, type InboundActivity, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { until } from '../support/until.ts';
import { remindersIn } from './status-words.ts';
import {
  buttonsIn,
  judgeCase,
  OUTCOMES,
  type Case,
  type Outcome,
  type Seen,
  type Talk,
} from './expectation.ts';

const USAGE = `Usage: npm run eval:acts -- FILE

Says each case of FILE (JSON lines) to a bot of its own, and prints what became of them, by kind: done, done after a
question back, a look-alike (nothing changed, and the answer doesn't say so), a wrong change, or another failure.`;

/** Of clients in local mode, and of its API. */
const TENANT = 'local';

/** What another conversation gets is posted beside the answer: a case fails when it hasn't come within this time. */
const POST_WITHIN_MS = 15_000;

/** Fields of a case that aren't the activity's. */
const OF_THE_CASE = ['in', 'kind', 'repeat', 'press'];

const [file] = process.argv.slice(2);
if (!file || file === '--help') {
  process.stdout.write(`${USAGE}\n`);
  process.exit(file ? 0 : 2);
}

const cases = (await readFile(file, 'utf8'))
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line) as Case);
const connector = await startConnector();
const tallies = new Map<string, Record<Outcome, number>>();
for (const each of cases) {
  const { outcome, problem } = await judge(each, connector);
  for (const kind of [each.about, `all ${each.class}`]) {
    const tally = tallies.get(kind) ?? noneOf();
    tallies.set(kind, { ...tally, [outcome]: tally[outcome] + 1 });
  }
  if (problem) process.stdout.write(`${each.id}, ${outcome}: ${JSON.stringify(each.say)}\n  ${problem}\n`);
}
process.stdout.write(describeTallies());
await connector.close();
process.exit(0);

function noneOf(): Record<Outcome, number> {
  return { done: 0, 'asked and done': 0, 'look-alike': 0, 'wrong change': 0, failed: 0 };
}

/** A line for each kind, and the two classes last. */
function describeTallies(): string {
  const kinds = [...tallies.keys()].sort((a, b) => rankOf(a) - rankOf(b));
  const rows = kinds.map((kind) => {
    const tally = tallies.get(kind) ?? noneOf();
    const all = Object.values(tally).reduce((sum, count) => sum + count, 0);
    return [kind, ...OUTCOMES.map((outcome) => String(tally[outcome])), `of ${all}`];
  });
  return [['', ...OUTCOMES, ''], ...rows]
    .map(([kind = '', ...cells]) => `${kind.padEnd(14)}${cells.map((cell) => cell.padStart(16)).join('')}\n`)
    .join('');
}

function rankOf(kind: string): number {
  return kind.startsWith('all ') ? 1 : 0;
}

async function judge(one: Case, connector: Connector): Promise<{ outcome: Outcome; problem: string | null }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cutover-acts-'));
  const clock = createManualClock(one.now);
  const cutover = await startCutover({ databaseUrl: null, dataDir }, clock, { notices: ALL_NOTICES });
  try {
    const talk = createTalk(one, cutover, connector);
    for (const text of one.before ?? []) await talk.say(text);
    const before = await talk.look();
    const seen = await talk.say(one.say);
    return await judgeCase(one.expect, { before, seen, talk });
  } finally {
    await cutover.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Said = Case['say'];

function createTalk(one: Case, cutover: RunningCutover, connector: Connector): Talk {
  const zone = one.zone === undefined ? 'Europe/Berlin' : one.zone;
  const places = new Map<string, Place & { thread: string }>();
  const place = (name: string, kind: Place['kind']) => {
    const known = places.get(name);
    if (known) return known;
    const made = {
      ...createPlace(connector.url, kind, { tenantId: TENANT, zone }),
      thread: `${places.size + 1}`,
    };
    places.set(name, made);
    return made;
  };
  const here = place('here', one.kind);

  /** All that was sent to a conversation: replies in a channel are in the thread. */
  const sentTo = ({ conversationId }: Place) =>
    connector.requests.filter((request) => request.conversationId.split(';', 1)[0] === conversationId);
  const posted = (where: Place, from: number) =>
    sentTo(where)
      .slice(from)
      .map(({ activity }) => activity);

  async function say(what: Said): Promise<Seen> {
    const said = typeof what === 'string' ? { text: what } : what;
    const where = said.in === undefined ? here : place(said.in, said.kind ?? 'channel');
    const from = sentTo(where).length;
    if (said.press !== undefined) return press(said.press, where, from);
    const statuses: number[] = [];
    const activity = activityOf(what, where, one.locale ?? 'en-US');
    for (let i = 0; i < (said.repeat ?? 1); i++) {
      statuses.push((await cutover.invokeRaw(activity)).status);
    }
    return { posts: posted(where, from), statuses, from: where };
  }

  async function press(title: string, where: Place, from: number): Promise<Seen> {
    const newest = sentTo(where).findLast(({ activity }) => buttonsIn(activity).length > 0);
    const button =
      newest && buttonsIn(newest.activity).find((each) => new RegExp(title, 'i').test(each.title));
    if (!newest || !button) return { posts: [], statuses: [], from: where };
    const action = actionIn(where, newest.givenId ?? '', button.verb, button.data);
    const response = await cutover.invokeRaw(inThread(action, where));
    const value = (await response.text()) as unknown;
    return {
      posts: [...posted(where, from), { text: String(value) }],
      statuses: [response.status],
      from: where,
    };
  }

  async function get(path: string): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}${path}`);
    return response.json();
  }

  return {
    say,
    /** The servers and the reminders as they stand. */
    async look() {
      const { servers } = (await get('/api/servers')) as { servers: Record<string, unknown>[] };
      const campaign = (await get('/api/campaign')) as {
        reminders: { subscriptions: Record<string, unknown>[] };
      };
      const own = campaign.reminders.subscriptions.filter(
        (each) => each['conversationId'] === here.conversationId,
      );
      return { servers, reminder: own[0] ?? null };
    },
    async readStatus() {
      return remindersIn((await say('status')).posts);
    },
    async postedIn(name, isExpected) {
      const arrived = () => posted(place(name, 'channel'), 0);
      await until(() => isExpected(arrived()), `the post in ${name}`, POST_WITHIN_MS).catch(() => null);
      return arrived();
    },
  };
}

function activityOf(what: Said, where: Place & { thread?: string }, locale: string): InboundActivity {
  const said = typeof what === 'string' ? { text: what } : what;
  const text = said.text ?? '';
  const fields = Object.fromEntries(Object.entries(said).filter(([name]) => !OF_THE_CASE.includes(name)));
  const usual = messageIn(where, text);
  const isRaw = typeof what !== 'string' && what.in === undefined;
  const entities = (usual['entities'] as Record<string, unknown>[]).map((entity) =>
    entity['type'] === 'clientInfo' ? { ...entity, locale } : entity,
  );
  const channelData = {
    ...(usual['channelData'] as object),
    ...(fields['channelData'] as object | undefined),
  };
  return inThread({ ...usual, locale, entities, ...(isRaw && { text }), ...fields, channelData }, where);
}

/** All messages of a case are said in one thread. */
function inThread(activity: InboundActivity, where: Place & { thread?: string }): InboundActivity {
  if (where.kind !== 'channel') return activity;
  const id = `${where.conversationId};messageid=${where.thread ?? '1'}`;
  return { ...activity, conversation: { ...(activity['conversation'] as object), id } };
}
