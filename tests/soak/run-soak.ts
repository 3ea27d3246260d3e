import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import type { DatabasePlace } from '../support/databases.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { findPending, judge, type Promised, type Verdict } from './model.ts';
import { createRandom } from './random.ts';
import { makeTroubles, type Troubles } from './troubles.ts';

export interface SoakOptions {
  /** How long troubles last. */
  minutes: number;
  /** Decides which troubles come, and when. */
  seed: number;
  /** Processes over the store. */
  instances: number;
  /** An empty PostgreSQL database with Cutover's tables. */
  place: DatabasePlace;
}

export interface SoakReport extends Verdict {
  troubles: Troubles;
  unexpectedExits: string[];
  logLines: number;
  /** Milliseconds that the slowest process took to end. */
  stopMs: number;
  /** Seconds after the last trouble until every reminder had come. */
  settledAfterSeconds: number;
}

/** Seven days before the cut-off, when a new subscriber's first reminder is due. */
const DAY = '2023-09-24';
const CLOCK_START = new Date(`${DAY}T06:00:00Z`);

/** Channels that ask for reminders at once, and how often some do. */
const SUBSCRIBERS = 10;
const SUBSCRIBE_EVERY_MS = 5_000;

/** A reminder is due in the minute after the next one, so that a kill or an outage in between does not matter. */
const LEAD_MINUTES = 2;

/** The repeat of a post with a hidden answer comes after two minutes, and may be throttled then. */
const SETTLE_MS = 420_000;

/** Lets troubles happen to a fleet while channels ask for reminders and get them, and judges what people saw. */
export async function runSoak({ minutes, seed, instances, place }: SoakOptions): Promise<SoakReport> {
  const random = createRandom(seed);
  const connector = await startConnector();
  connector.keepLimits();
  const url = new URL(place.databaseUrl ?? '');
  const database = url.pathname.slice(1);
  const admin = new pg.Client({ connectionString: url.href });
  admin.on('error', () => undefined);
  await admin.connect();
  const proxy = await startTcpProxy({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${proxy.port}`;
  const startedAt = performance.now();
  const fleet = await startFleet({ ...place, databaseUrl: url.href }, instances, CLOCK_START);
  const troubles: Troubles = {
    ...{ kills: 0, terminations: 0, outageMs: 0, faultMs: 0 },
    answers: new Map<number, number>(),
    blackouts: [],
  };
  const terminateConnections = async () => {
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [database],
    );
  };
  try {
    const over = new AbortController();
    const promised: Promised[] = [];
    const subscribing = subscribeOften({ connector, fleet, promised, startedAt }, over.signal);
    const trouble = makeTroubles(
      { random, fleet, connector, proxy, terminateConnections, troubles },
      over.signal,
    );
    await pause(minutes * 60_000);
    over.abort();
    await Promise.all([subscribing, trouble]);
    const calmSince = performance.now();
    const isDone = () => findPending(connector, promised, troubles.blackouts).length === 0;
    await until(isDone, 'every reminder', SETTLE_MS).catch(() => undefined);
    const settledAfterSeconds = (performance.now() - calmSince) / 1_000;
    const stopMs = await fleet.stop();
    return {
      ...judge(connector, promised, troubles.blackouts),
      ...{ troubles, stopMs, settledAfterSeconds },
      unexpectedExits: fleet.unexpectedExits,
      logLines: fleet.logLines(),
    };
  } finally {
    await fleet.stop();
    await proxy.close();
    await admin.end();
    await connector.close();
  }
}

interface Subscribing {
  connector: Connector;
  fleet: Fleet;
  promised: Promised[];
  /** When the fleet's clock showed `CLOCK_START`. */
  startedAt: number;
}

async function subscribeOften(parts: Subscribing, signal: AbortSignal): Promise<void> {
  const asking: Promise<void>[] = [];
  while (!signal.aborted) {
    for (let i = 0; i < SUBSCRIBERS; i++) asking.push(subscribe(parts));
    await pause(SUBSCRIBE_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  await Promise.all(asking);
}

/** Asks for reminders as a person does: again, when no answer says that they are on. */
async function subscribe({ connector, fleet, promised, startedAt }: Subscribing): Promise<void> {
  const place = createPlace(connector.url);
  const elapsed = performance.now() - startedAt;
  const due = new Date(CLOCK_START.getTime() + elapsed + LEAD_MINUTES * 60_000);
  due.setUTCSeconds(0, 0);
  const dueAt = startedAt + (due.getTime() - CLOCK_START.getTime());
  const text = `remind us at ${due.toISOString().slice(11, 16)} UTC`;
  while (performance.now() < dueAt - 2_000) {
    const [port] = fleet.ports();
    if (port !== undefined) await sendActivity(port, messageIn(place, text)).catch(() => undefined);
    // The answer goes to the thread of the message.
    const isTold = connector.requests.some(
      ({ conversationId, activity, isAccepted }) =>
        isAccepted &&
        conversationId.startsWith(place.conversationId) &&
        /^Reminders are on/.test(activity.summary ?? ''),
    );
    if (isTold) {
      promised.push({ place, dueAt });
      return;
    }
    await pause(2_000);
  }
}
