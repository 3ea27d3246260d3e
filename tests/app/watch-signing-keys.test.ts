import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import sinon from 'sinon';
import { createPeriodicTasks } from '../../bot/app/periodic-tasks.ts';
import { watchSigningKeys } from '../../bot/app/watch-signing-keys.ts';
import { createReadiness } from '../../bot/platform/readiness.ts';
import { fetchSigningKeys } from '../../bot/teams/connector/signing-keys.ts';
import { createLogBook } from '../support/cutover.ts';
import { until } from '../support/until.ts';

type State = 'works' | 'hangs' | 'answers 503' | 'has no keys';

describe('the watch over the signing keys', () => {
  let state: State;
  let server: Server;
  let url: string;

  before(async () => {
    server = createServer((request, response) => {
      if (state === 'hangs') return;
      response.statusCode = state === 'answers 503' ? 503 : 200;
      const keys = state === 'has no keys' ? [] : [{ kid: '1' }];
      response.end(JSON.stringify(request.url === '/keys' ? { keys } : { jwks_uri: `${url}/keys` }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const fetchKeys = () => fetchSigningKeys(`${url}/metadata`, 500);

  it('finds out when their server hangs, fails or has none', async () => {
    for (const failure of ['hangs', 'answers 503', 'has no keys'] as const) {
      state = failure;
      await assert.rejects(fetchKeys(), failure);
    }
    state = 'works';
    await fetchKeys();
  });

  it('reports a failure at the start, and the return of the keys', async () => {
    const timers = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { log, lines } = createLogBook();
    const readiness = createReadiness();
    const tasks = createPeriodicTasks({ log, readiness });
    readiness.enter('running');
    let checks = 0;
    const check = () => fetchKeys().finally(() => checks++);
    const nextCheck = async (next: State) => {
      const before = checks;
      state = next;
      await until(async () => {
        await timers.tickAsync(15_000);
        return checks > before;
      }, 'the next check');
    };
    state = 'answers 503';
    watchSigningKeys({ fetchKeys: check, readiness, tasks, log });
    await until(() => readiness.read().status === 'failing', 'the failure');
    await nextCheck('works');
    await until(() => readiness.read().status === 'ok', 'the keys');
    await tasks.stop();
    timers.restore();
    assert.deepEqual(
      lines.map(({ message }) => message),
      ["failed to fetch Teams' signing keys, will retry", "Teams' signing keys can be fetched again"],
    );
  });
});
