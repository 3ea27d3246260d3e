import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { createApp, type App } from '../../bot/app/app.ts';
import type { Config } from '../../bot/app/config.ts';
import { createPlace, messageIn, sendActivity } from '../support/activities.ts';
import { startConnector } from '../support/connector.ts';
import { configFor, createLogBook } from '../support/cutover.ts';
import { createFolder, openPglite, openPostgres } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { theOnlyNotice, theRecognisers } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { until } from '../support/until.ts';

const REGISTRATION: Config['bot'] = {
  id: '11111111-1111-4111-8111-111111111111',
  type: 'SingleTenant',
  tenantId: '22222222-2222-4222-8222-222222222222',
  password: 'unused',
};

const clock = createManualClock('2023-09-22T12:00:00Z');

async function appWith(config: Config, fetchKeys = () => Promise.resolve()): Promise<App> {
  const storeWaitMs = 0;
  const portfolio = await theOnlyNotice();
  const recognisers = await theRecognisers();
  return createApp({
    config,
    clock,
    portfolio,
    ...recognisers,
    log: createLogBook().log,
    storeWaitMs,
    fetchKeys,
  });
}

const statusOf = async (url: string): Promise<number | null> =>
  fetch(url).then(
    async (response) => {
      await response.text();
      return response.status;
    },
    () => null,
  );

describe('the app', () => {
  let app: App;
  let port: number;

  before(async () => {
    app = await appWith(configFor(await openPglite()));
    port = await app.start();
  });
  after(() => app.stop());

  it('says that it is ready', async () => {
    for (const path of ['healthz', 'readyz']) {
      assert.equal(await statusOf(`http://127.0.0.1:${port}/${path}`), 200);
    }
  });

  it('in local mode listens on loopback only', async () => {
    const elsewhere = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4')
      .map(({ address }) => address);
    if (process.platform === 'linux') elsewhere.push('127.0.0.2');
    for (const host of elsewhere) assert.equal(await canConnect(host, port), false, host);
    assert.equal(await canConnect('127.0.0.1', port), true);
  });

  it('counts turns for whoever watches it', async () => {
    const place = createPlace('http://127.0.0.1:9/', 'personal');
    await sendActivity(port, { ...messageIn(place, 'status'), type: 'typing' });
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    assert.match(metrics, /^cutover_turn_seconds_count\{kind="other",outcome="done"\} 1$/m);
    assert.match(metrics, /^cutover_store_up 1$/m);
    assert.match(metrics, /^cutover_oldest_due_post_seconds 0$/m);
    assert.match(metrics, /^cutover_queue_jobs\{state="active"\} 0$/m);
    assert.match(metrics, /^process_resident_memory_bytes \d/m);
  });

  it('refuses a body that is too large, and goes on', async () => {
    const response = await sendActivity(port, { type: 'message', text: 'x'.repeat(300 * 1024) });
    assert.equal(response.status, 413);
    assert.equal(await statusOf(`http://127.0.0.1:${port}/healthz`), 200);
  });

  it('refuses a body that is no JSON', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    assert.equal(response.status, 400);
  });

  it('does not start on a port that is in use, says so, and leaves the store alone', async () => {
    const dataDir = join(await createFolder(), 'data');
    const second = await appWith(configFor({ databaseUrl: null, dataDir }, { port }));
    await assert.rejects(second.start(), {
      code: 'port-unavailable',
      message: `Port ${port} cannot be opened: another program is using it. Set PORT to a free port.`,
    });
    await second.stop();
    assert.equal(existsSync(dataDir), false);
  });

  it('does not start when a file is in the place of its data folder, and says so', async () => {
    const dataDir = join(await createFolder(), 'data');
    await writeFile(dataDir, '');
    const second = await appWith(configFor({ databaseUrl: null, dataDir }));
    await assert.rejects(second.start(), {
      code: 'store-unavailable',
      message: /^The data folder .*data cannot be used: .*Set DATA_DIR to a folder/,
    });
    await second.stop();
  });
});

describe('the app while it starts', () => {
  let database: { port: number; close(): Promise<void> };
  before(async () => {
    database = await startSilentServer();
  });

  it('answers 503 to whoever asks for its health or sends a message', async () => {
    const port = await freePort();
    const databaseUrl = `postgres://cutover:x@127.0.0.1:${database.port}/cutover`;
    const waiting = await appWith(configFor({ databaseUrl, dataDir: 'unused' }, { port }));
    const failure = assert.rejects(waiting.start(), { code: 'store-unavailable' });
    assert.equal(await until(() => statusOf(`http://127.0.0.1:${port}/healthz`), 'an answer'), 503);
    assert.equal((await sendActivity(port, { type: 'message' })).status, 503);
    await database.close(); // and so the store is lost
    await failure;
    assert.equal(await statusOf(`http://127.0.0.1:${port}/healthz`), 503);
    await waiting.stop();
  });
});

describe('the app while it stops', () => {
  it('is not ready and takes no more turns, but answers what is at work', async () => {
    const connector = await startConnector();
    const chat = createPlace(connector.url, 'personal');
    connector.answerNext(chat.conversationId, { delayMs: 500 });
    const app = await appWith(configFor(await openPostgres()));
    const socket = connect(await app.start(), '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk.toString('utf8')));
    socket.write(asRequest(messageIn(chat, 'status')));
    await until(() => connector.requestsIn(chat.conversationId).length === 1, 'the reply to be on its way');
    const stopped = app.stop();
    // On the same connection, which is open for the answer: a new one would be refused.
    socket.write('GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    socket.write(asRequest(messageIn(chat, 'status')));
    await stopped;
    await connector.close();
    assert.deepEqual(
      [...received.matchAll(/HTTP\/1\.1 (\d+)|"status":"(\w+)"/g)].map(([, code, status]) => code ?? status),
      ['200', '503', 'stopping', '503', 'stopping'],
    );
    assert.equal(connector.acceptedIn(chat.conversationId).length, 1);
  });
});

describe('the app of a registered bot', () => {
  let app: App;
  let port: number;
  before(async () => {
    app = await appWith(configFor(await openPostgres(), { bot: REGISTRATION }));
    port = await app.start();
  });
  after(() => app.stop());

  for (const [what, headers] of [
    ['without a token', {}],
    ['with a token that is none', { authorization: 'Bearer nonsense' }],
    ['with a password instead of a token', { authorization: 'Basic Y3V0b3ZlcjpjdXRvdmVy' }],
  ] as const) {
    it(`refuses a request ${what}, and answers nothing`, async () => {
      const connector = await startConnector();
      const activity = messageIn(createPlace(connector.url, 'personal'), 'status');
      const { status } = await sendActivity(port, activity, headers);
      await connector.close();
      assert.ok([401, 403].includes(status), String(status));
      assert.deepEqual(connector.requests, []);
    });
  }
});

describe('the app of a registered bot that cannot fetch the signing keys', () => {
  it('is alive and not ready, and says why', async () => {
    const fetchKeys = () => Promise.reject(new Error('no answer'));
    const app = await appWith(configFor(await openPostgres(), { bot: REGISTRATION }), fetchKeys);
    const port = await app.start();
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 503, 'not ready');
    assert.deepEqual(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json(), {
      status: 'failing',
      failing: {
        'signing-keys': "Teams' signing keys cannot be fetched, so its messages cannot be authenticated.",
      },
    });
    assert.equal(await statusOf(`http://127.0.0.1:${port}/healthz`), 200);
    await app.stop();
  });
});

function asRequest(activity: object): string {
  const body = JSON.stringify(activity);
  const head = ['POST /api/messages HTTP/1.1', 'Host: localhost', 'Content-Type: application/json'];
  return [...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

/** Accepts connections and says nothing: a database that hangs. */
async function startSilentServer(): Promise<{ port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (connected: boolean) => () => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}
