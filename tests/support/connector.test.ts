import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { startConnector, type Connector } from './connector.ts';

describe('the loopback connector', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const post = (conversationId: string, method = 'POST', activityId = '') =>
    fetch(`${connector.url}v3/conversations/${conversationId}/activities${activityId}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'message' }),
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
    connector.keepThreadLimits();
    const id = randomUUID();
    const statuses: number[] = [];
    for (let i = 0; i < 8; i++) statuses.push((await post(id)).status);
    assert.deepEqual(statuses, [201, 201, 201, 201, 201, 201, 201, 429]);
    const refused = await post(id);
    assert.equal(refused.headers.get('retry-after'), '1');
    assert.equal((await post(randomUUID())).status, 201);
  });
});
