import { setTimeout as pause } from 'node:timers/promises';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import type { Connector, ScriptedAnswer } from '../support/connector.ts';
import type { TcpProxy } from '../support/tcp-proxy.ts';
import type { Fleet } from './fleet.ts';
import type { Blackout } from './model.ts';
import type { Random } from './random.ts';

/** What a soak counts of the troubles that it made. */
export interface Troubles {
  kills: number;
  terminations: number;
  outageMs: number;
  faultMs: number;
  /** Messages sent in bursts and as hostile texts, by the status that answered them; 0 without an answer. */
  answers: Map<number, number>;
  blackouts: Blackout[];
}

interface Scene {
  random: Random;
  fleet: Fleet;
  connector: Connector;
  /** In front of PostgreSQL. */
  proxy: TcpProxy;
  terminateConnections: () => Promise<void>;
  troubles: Troubles;
}

const HOSTILE = [
  `does cloud sync support ${'1'.repeat(28_000)} x?`,
  `remind us at 09:00 ${'x'.repeat(28_000)}`,
  '!'.repeat(28_000),
  '>'.repeat(28_000),
  '09:00 '.repeat(5_000),
] as const;

/** The faults of one connector answer after the other, while they last. */
const FAULTS: readonly (ScriptedAnswer | null)[] = [
  null,
  null,
  { status: 429, headers: { 'retry-after': '1' }, body: {} },
  null,
  { status: 503, body: {} },
  null,
  'reset after accepting',
  null,
  'reset before accepting',
  null,
  { status: 202, body: {} },
  { delayMs: 400 },
];

/** Makes troubles, one after the other, until `signal` aborts. */
export async function makeTroubles(scene: Scene, signal: AbortSignal): Promise<void> {
  const { random } = scene;
  for (;;) {
    await pause(random.between(2_000, 6_000));
    if (signal.aborted) return;
    await random.pick([
      killOnce,
      killInARow,
      killAll,
      terminate,
      shutStore,
      breakTeams,
      burst,
      sendHostileTexts,
    ])(scene);
  }
}

async function killOnce({ fleet, random, troubles }: Scene): Promise<void> {
  await blackout(troubles, () => fleet.kill('one', random.between(0, 2_000)));
  troubles.kills++;
}

/** Two or three kills, each soon after the process is ready again. */
async function killInARow(scene: Scene): Promise<void> {
  const { random } = scene;
  const times = random.between(2, 3);
  for (let i = 0; i < times; i++) {
    await killAll(scene);
    await pause(random.between(200, 3_000));
  }
}

async function killAll({ fleet, random, troubles }: Scene): Promise<void> {
  await blackout(troubles, () => fleet.kill('all', random.between(0, 1_000)));
  troubles.kills++;
}

async function terminate({ terminateConnections, random, troubles }: Scene): Promise<void> {
  await blackout(troubles, async () => {
    for (let i = random.between(2, 6); i > 0; i--) {
      await terminateConnections();
      troubles.terminations++;
      await pause(1_000);
    }
  });
}

async function shutStore({ proxy, random, troubles }: Scene): Promise<void> {
  const before = performance.now();
  await blackout(troubles, async () => {
    await proxy.shut();
    await pause(random.between(1_000, 8_000));
    await proxy.open();
    await pause(2_000); // until the pools have noticed
  });
  troubles.outageMs += performance.now() - before;
}

async function breakTeams({ connector, random, troubles }: Scene): Promise<void> {
  let requests = 0;
  const length = random.between(2_000, 8_000);
  connector.decide(() => FAULTS[requests++ % FAULTS.length] ?? null);
  await pause(length);
  connector.decide(() => null);
  troubles.faultMs += length;
}

/** Many messages at once, half of them in one chat. */
async function burst(scene: Scene): Promise<void> {
  const { connector, random } = scene;
  const busy = createPlace(connector.url, 'personal');
  const texts = Array.from(
    { length: random.between(20, 150) },
    (_, i) => `what happens on the cut-off, ${i}?`,
  );
  await Promise.all(
    texts.map((text, i) => send(scene, i % 2 ? busy : createPlace(connector.url, 'personal'), text)),
  );
}

async function sendHostileTexts(scene: Scene): Promise<void> {
  for (const text of HOSTILE) await send(scene, createPlace(scene.connector.url, 'personal'), text);
}

async function send(
  { fleet, random, troubles }: Scene,
  place: ReturnType<typeof createPlace>,
  text: string,
): Promise<void> {
  const ports = fleet.ports();
  const port = ports[random.between(0, ports.length - 1)];
  if (port === undefined) return;
  const status = await sendActivity(port, messageIn(place, text)).then(
    (response) => response.status,
    () => 0,
  );
  troubles.answers.set(status, (troubles.answers.get(status) ?? 0) + 1);
}

async function blackout(troubles: Troubles, work: () => Promise<void>): Promise<void> {
  const from = performance.now();
  const entry: Blackout = { from, to: Infinity };
  troubles.blackouts.push(entry);
  await work();
  entry.to = performance.now();
}
