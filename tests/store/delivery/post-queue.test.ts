import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Kysely, Transaction } from 'kysely';
import type { PgBoss } from 'pg-boss';
import sinon from 'sinon';
import type { Schema } from '../../../bot/store/database/schema.ts';
import { createPostQueue, type PostQueue } from '../../../bot/store/delivery/post-queue.ts';

describe('the post queue', () => {
  const job = { postId: 'post-1', tenantId: 'tenant-1', conversationId: 'chat-1' };
  const trx = Object.create(null) as Transaction<Schema>;
  let time: sinon.SinonFakeTimers;
  let fetch: sinon.SinonStub;
  let queue: PostQueue;

  beforeEach(() => {
    time = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    fetch = sinon.stub().resolves([]);
    const done = () => Promise.resolve();
    const boss = { fetch, insert: done, send: done, complete: done, stop: done };
    const emitter = Object.assign(new EventEmitter(), boss) as unknown as PgBoss;
    queue = createPostQueue(emitter, Object.create(null) as Kysely<Schema>, (error) =>
      assert.fail(String(error)),
    );
    queue.work({ deliver: () => Promise.resolve(null), capacity: () => 25, pausedTenants: () => [] });
  });
  afterEach(async () => {
    await queue.stop();
    sinon.restore();
  });

  /** How often the queue looks for jobs in this time. */
  async function fetchesIn(milliseconds: number): Promise<number> {
    const earlier = fetch.callCount;
    await time.tickAsync(milliseconds);
    return fetch.callCount - earlier;
  }

  it('polls once a second when there has been no job for five seconds', async () => {
    await fetchesIn(1_000);
    assert.equal(await fetchesIn(10_000), 10);
  });

  it('looks at once for a job that is added during a rest, and often while its transaction may last', async () => {
    await fetchesIn(10_000);
    await queue.addAll(trx, [job]);
    assert.equal(await fetchesIn(0), 1);
    assert.ok((await fetchesIn(4_500)) >= 30);
    await fetchesIn(2_000);
    assert.equal(await fetchesIn(10_000), 10);
  });

  it('polls often after a job that another process added', async () => {
    await fetchesIn(10_000);
    fetch.onCall(fetch.callCount).resolves([{ id: 'job-1', data: job }]);
    await fetchesIn(1_000);
    assert.ok((await fetchesIn(4_000)) >= 25);
  });

  it('stops at once during a rest', async () => {
    await fetchesIn(10_000);
    const earlier = fetch.callCount;
    await queue.stop();
    assert.equal(fetch.callCount, earlier);
  });
});
