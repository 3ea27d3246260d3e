import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { ENDPOINTS } from '../../bot/http/endpoints/all-endpoints.ts';
import { actionIn, createPlace, invokeIn, messageIn } from '../support/activities.ts';
import { openPostgres } from '../support/databases.ts';
import { call, JSON_TYPE, type Answer } from '../support/http-call.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('a hostile request', () => {
  const { connector, cutover } = runCutover(openPostgres, createManualClock('2023-09-22T12:00:00Z'));
  const unhandled: unknown[] = [];
  const remember = (reason: unknown) => unhandled.push(reason);

  before(() => process.on('unhandledRejection', remember));
  after(() => {
    process.off('unhandledRejection', remember);
    assert.deepEqual(unhandled, []);
  });

  const send = (
    method: string,
    path: string,
    body?: string | Buffer,
    headers: Record<string, string> = JSON_TYPE,
  ) =>
    call(cutover.port, method, path, {
      headers,
      ...(body === undefined ? {} : { body }),
      readsStreams: false,
    });

  function assertRefused({ status, type, text }: Answer, expected: readonly number[]): void {
    assert.ok(expected.includes(status), `${status} ${text}`);
    assert.equal(type, 'application/problem+json', text);
  }

  const paths = ENDPOINTS.map(({ method, path }) => ({ method: method.toUpperCase(), path }));
  const readers = paths.filter(({ method }) => method === 'GET');
  const writers = [
    ...paths.filter(({ method }) => method !== 'GET'),
    { method: 'POST', path: '/api/messages' },
  ];

  it('with NUL or half of a character in its query is refused by every endpoint', async () => {
    for (const { method, path } of readers) {
      assertRefused(await send(method, `${path}?search=%00`), [400]);
    }
  });

  it('with bytes that are no UTF-8, or bad percent-encoding, is refused or ignored', async () => {
    for (const { path } of readers) {
      for (const query of ['%zz', '%', 'a=%ff%fe', 'a=%ed%a0%80', '&&&=&=', '__proto__=1']) {
        const { status } = await send('GET', `${path}?${query}`);
        assert.ok(status < 500, `${path}?${query}: ${status}`);
      }
    }
    for (const path of [
      '/api/%zz',
      '/%',
      '/tab/%zz',
      '/tab/%00',
      '/tab/..%2f..%2fpackage.json',
      '/api/notices%00',
    ]) {
      const { status, text } = await send('GET', path);
      assert.ok(status >= 400 && status < 500, `${path}: ${status} ${text}`);
    }
  });

  it('with a locale that is none is refused', async () => {
    for (const locale of ['xx-yy-zz-', '-', 'en_', 'x'.repeat(500)]) {
      assertRefused(await send('GET', `/api/report.html?locale=${locale}`), [400]);
    }
  });

  it('with thousands of parameters is refused', async () => {
    const query = Array.from({ length: 1_500 }, (_, i) => `p${i}=1`).join('&');
    assertRefused(await send('GET', `/api/servers?${query}`), [400]);
  });

  it('with headers that are too large gets 431', async () => {
    const { status } = await send('GET', '/healthz', undefined, { 'x-large': 'x'.repeat(20_000) });
    assert.equal(status, 431);
  });

  it('whose body is no JSON, or none at all, is refused by every endpoint that reads one', async () => {
    const readsNone = new Set(ENDPOINTS.flatMap(({ path, body }) => (body === null ? [path] : [])));
    for (const { method, path } of writers.filter((writer) => !readsNone.has(writer.path as '/api/'))) {
      for (const body of ['', '{', '[]', 'null', '17', '"x"', '\0', '['.repeat(100_000), '{"a":"\\ud800"']) {
        assertRefused(await send(method, path, body), [400, 404, 422]);
      }
    }
  });

  it('that is too large gets 413, with a length or in chunks', async () => {
    const large = JSON.stringify({ servers: [{ name: 'x'.repeat(300_000) }] });
    for (const { method, path } of writers) {
      assertRefused(await send(method, path, large), [413]);
      assertRefused(await sendInChunks(method, path, large), [413]);
    }
  });

  it('that is compressed is refused before it is unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000, ' '));
    for (const { method, path } of writers) {
      for (const encoding of ['gzip', 'br', 'gzip, gzip', 'GZIP']) {
        const headers = { ...JSON_TYPE, 'content-encoding': encoding };
        assertRefused(await send(method, path, bomb, headers), [415]);
      }
    }
  });

  it('with a text that can’t be stored is refused with the field’s name', async () => {
    for (const [name, note] of [
      ['A\\u0000', 'NUL'],
      ['A\\ud800', 'half'],
    ] as const) {
      const answer = await send(
        'POST',
        '/api/servers',
        `{"servers":[{"name":"${name}","version":"2.1.20.0"}]}`,
      );
      assertRefused(answer, [422]);
      assert.equal(answer.json['field'], 'servers[0].name', note);
    }
  });

  it('about a time that no calendar has is refused', async () => {
    for (const observedAt of [
      '0000-01-01T00:00:00Z',
      '1999-12-31T23:59:59Z',
      '9999-12-31T23:59:59Z',
      '+275760-09-13T00:00:00Z',
    ]) {
      const answer = await send(
        'POST',
        '/api/servers',
        JSON.stringify({ servers: [{ name: 'A1', version: '2.1.20.0', observedAt }] }),
      );
      assertRefused(answer, [422]);
    }
  });

  it('that is no HTTP is refused, and the connection closed', async () => {
    const socket = connect(cutover.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.write('\x16\x03\x01 nonsense\r\n\r\n');
    await once(socket, 'close');
    assert.match(answer, /^HTTP\/1\.1 400/);
  });

  it('sees no 5xx, whatever its body is', async () => {
    const place = createPlace(connector.url, 'personal');
    const json = fc.json({ maxDepth: 4 }).map((text) => JSON.parse(text) as unknown);
    const base = fc.constantFrom<object>(
      {},
      { ...messageIn(place, 'status'), type: 'typing' },
      actionIn(place, '1', 'choose'),
      invokeIn(place, 'composeExtension/query', {}),
      invokeIn(place, 'application/search', {}),
      invokeIn(place, 'task/submit', {}),
      { servers: [{ name: 'A1' }] },
    );
    const field = fc.constantFrom(
      'value',
      'name',
      'entities',
      'channelData',
      'conversation',
      'servers',
      'data',
      'locale',
      'from',
      '__proto__',
      'constructor',
    );
    const bodies = fc.record({ base, fields: fc.dictionary(field, json, { maxKeys: 4 }), id: fc.uuid() });
    const requests = fc.record({ target: fc.constantFrom(...writers), body: bodies });
    const property = fc.asyncProperty(requests, async ({ target, body: { base: whole, fields, id } }) => {
      const body = JSON.stringify({ ...whole, id, ...fields });
      const { status, text } = await send(target.method, target.path, body);
      assert.ok(status < 500, `${target.path}: ${status} ${text} to ${body}`);
    });
    await fc.assert(property, { numRuns: 300 });
    const failed = cutover.log.filter(({ level }) => level === 'error');
    assert.deepEqual(failed, []);
  });

  function sendInChunks(method: string, path: string, body: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const headers = { ...JSON_TYPE, 'transfer-encoding': 'chunked' };
      const outgoing = openRequest(
        { port: cutover.port, host: '127.0.0.1', method, path, headers },
        (incoming) => {
          let text = '';
          incoming.on('data', (chunk) => (text += String(chunk)));
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              type: incoming.headers['content-type'] ?? '',
              text,
              json: JSON.parse(text) as Record<string, unknown>,
            }),
          );
        },
      );
      outgoing.on('error', reject);
      for (let at = 0; at < body.length; at += 50_000) outgoing.write(body.slice(at, at + 50_000));
      outgoing.end();
    });
  }
});
