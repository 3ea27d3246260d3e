import assert from 'node:assert/strict';
import { createCredential } from '../../../bot/sources/graph/credential.ts';
import { readSyncStatus, type TokenSource } from '../../../bot/sources/graph/organization.ts';
import {
  organizationWith,
  startGraph,
  type GraphBehaviour,
  type LoopbackGraph,
} from '../../support/graph.ts';

describe('readSyncStatus', () => {
  let graph: LoopbackGraph;
  let credential: TokenSource;

  // Once, because `@azure/identity` caches the token endpoint for the whole process.
  before(async () => {
    graph = await startGraph();
    Object.assign(process.env, graph.identityEnvironment);
    credential = await createCredential({
      credential: { kind: 'managed-identity', clientId: null },
      cloud: 'public',
    });
  });
  after(async () => {
    for (const name of Object.keys(graph.identityEnvironment)) Reflect.deleteProperty(process.env, name);
    await graph.close();
  });

  it('gives up a token endpoint that does not answer', async () => {
    const hanging = { getToken: () => new Promise<null>(() => undefined) };
    assert.deepEqual(await readSyncStatus({ endpoint: graph.url, credential: hanging, timeoutMs: 50 }), {
      kind: 'no-token',
      reason: 'Microsoft Entra ID did not answer within 0.05 seconds.',
    });
  });

  const ask = (timeoutMs?: number) =>
    readSyncStatus({ endpoint: graph.url, credential, ...(timeoutMs ? { timeoutMs } : {}) });

  it('reads the three fields with a managed identity’s token', async () => {
    graph.organization = organizationWith({
      onPremisesSyncEnabled: true,
      onPremisesLastSyncDateTime: '2023-09-22T11:40:12Z',
      onPremisesLastPasswordSyncDateTime: '2023-09-22T11:58:00Z',
    });
    assert.deepEqual(await ask(), {
      kind: 'status',
      status: {
        isEnabled: true,
        lastSyncAt: new Date('2023-09-22T11:40:12Z'),
        lastPasswordSyncAt: new Date('2023-09-22T11:58:00Z'),
      },
    });
    const [token, organization] = graph.requests;
    assert.match(token?.path ?? '', /^\/msi\/token\?.*resource=/);
    assert.equal(organization?.authorization, 'Bearer a-token');
    assert.match(
      organization.path,
      /^\/v1\.0\/organization\?\$select=onPremisesSyncEnabled,onPremisesLastSyncDateTime,onPremisesLastPasswordSyncDateTime$/,
    );
  });

  it('reads missing and null fields as never', async () => {
    for (const fields of [{}, { onPremisesSyncEnabled: null, onPremisesLastSyncDateTime: null }]) {
      graph.organization = organizationWith(fields);
      assert.deepEqual(await ask(), {
        kind: 'status',
        status: { isEnabled: null, lastSyncAt: null, lastPasswordSyncAt: null },
      });
    }
  });

  const answers: [string, GraphBehaviour, object][] = [
    [
      '429 with Retry-After',
      { status: 429, headers: { 'retry-after': '17' } },
      { kind: 'throttled', retryAfterSeconds: 17 },
    ],
    [
      '429 with a date to wait for',
      {
        status: 429,
        headers: { date: 'Fri, 22 Sep 2023 12:00:00 GMT', 'retry-after': 'Fri, 22 Sep 2023 12:01:30 GMT' },
      },
      { kind: 'throttled', retryAfterSeconds: 90 },
    ],
    ['429 without one', { status: 429 }, { kind: 'throttled', retryAfterSeconds: 60 }],
    [
      'a missing permission',
      { status: 403, body: { error: { code: 'Authorization_RequestDenied', message: 'no' } } },
      { kind: 'refused', reason: 'Microsoft Graph returned 403: Authorization_RequestDenied' },
    ],
    [
      'a token that is not taken',
      { status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } },
      { kind: 'no-token', reason: 'Microsoft Graph returned 401: InvalidAuthenticationToken' },
    ],
    ['an outage', { status: 503 }, { kind: 'unreachable', reason: 'Microsoft Graph returned 503' }],
    [
      'no organisation',
      { status: 200, body: { value: [] } },
      { kind: 'unreachable', reason: 'Microsoft Graph returned an unexpected response' },
    ],
    [
      'an instant that is none',
      organizationWith({ onPremisesLastSyncDateTime: 'yesterday' }),
      { kind: 'unreachable', reason: 'Microsoft Graph returned an unexpected response' },
    ],
  ];
  for (const [what, behaviour, expected] of answers) {
    it(`distinguishes ${what} from a status`, async () => {
      graph.organization = behaviour;
      assert.deepEqual(await ask(), expected);
    });
  }

  it('reports a timeout', async () => {
    graph.organization = 'hang';
    assert.deepEqual(await ask(200), {
      kind: 'unreachable',
      reason: 'Microsoft Graph did not respond in time',
    });
  });

  it('reports an unreachable host', async () => {
    const elsewhere = await startGraph();
    await elsewhere.close();
    const token = { getToken: () => Promise.resolve({ token: 'a-token' }) };
    const answer = await readSyncStatus({ endpoint: elsewhere.url, credential: token });
    assert.equal(answer.kind, 'unreachable');
    assert.match('reason' in answer ? answer.reason : '', /ECONNREFUSED/);
  });

  it('reports that the identity issued no token', async () => {
    graph.token = { status: 400, body: { statusCode: 400, message: 'No managed identity found' } };
    const asked = graph.requests.length;
    const fresh = 'https://graph.example.com'; // no token for it is cached
    const answer = await readSyncStatus({ endpoint: fresh, credential });
    assert.equal(answer.kind, 'no-token');
    const paths = graph.requests.slice(asked).map(({ path }) => path.split('?', 1)[0]);
    assert.deepEqual(new Set(paths), new Set(['/msi/token']));
  });
});
