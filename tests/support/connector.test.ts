import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startConnector, type Connector } from './connector.ts';

describe('the loopback connector', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const post = (conversationId: string, method = 'POST', activityId = '', tenantId: string = randomUUID()) =>
    fetch(`${connector.url}v3/conversations/${conversationId}/activities${activityId}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message', conversation: { tenantId } }),
    });

  it('takes posts, replies and updates, each with a new id', async () => {
    const id = randomUUID();
    const answers = [await post(id), await post(id, 'POST', '/7'), await post(id, 'PUT', '/7')];
    const ids = await Promise.all(
      answers.map(async (answer) => ((await answer.json()) as { id: string }).id),
    );
    assert.deepEqual([answers.map(({ status }) => status), new Set(ids).size], [[201, 201, 201], 3]);
    assert.equal(connector.acceptedIn(id).length, 3);
  });

  it('does what it was told to do next, once', async () => {
    const id = randomUUID();
    connector.answerNext(id, { status: 503 }, 'reset after accepting', 'reset before accepting');
    assert.equal((await post(id)).status, 503);
    await assert.rejects(post(id));
    await assert.rejects(post(id));
    assert.equal((await post(id)).status, 201);
    assert.equal(connector.requestsIn(id).length, 4);
    assert.equal(connector.acceptedIn(id).length, 2);
  });

  it('when asked refuses the eighth post in a second, in that thread only', async () => {
    connector.keepLimits();
    const id = randomUUID();
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await post(id)).status);
    assert.deepEqual(statuses, [201, 201, 201, 201, 201, 201, 201, 429]);
    const refused = await post(id);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal((await post(randomUUID())).status, 201);
  });

  it('refuses the fifty-first request of a tenant in a second', async () => {
    const tenantId = randomUUID();
    const before = connector.count();
    const statuses = await Promise.all(
      Array.from({ length: 51 }, async () => (await post(randomUUID(), 'POST', '', tenantId)).status),
    );
    assert.deepEqual(
      [statuses.filter((status) => status === 201).length, statuses.includes(429)],
      [50, true],
    );
    const after = connector.count();
    assert.equal(after.accepted - before.accepted, 50);
    assert.equal((after.refused[429] ?? 0) - (before.refused[429] ?? 0), 1);
  });

  it('takes its time, and decides for all, when asked to', async () => {
    const [slow, gone] = [randomUUID(), randomUUID()];
    connector.decide(({ conversationId }) => (conversationId === gone ? { status: 404 } : null));
    connector.answerNext(slow, { delayMs: 50 });
    const started = performance.now();
    assert.equal((await post(slow, 'POST', '', 'another')).status, 201);
    assert.ok(performance.now() - started >= 49);
    assert.equal((await post(gone, 'POST', '', 'another')).status, 404);
  });
});
