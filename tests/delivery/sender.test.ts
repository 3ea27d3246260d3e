import assert from 'node:assert/strict';
import { markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
import sinon from 'sinon';
import { createCircuitBreaker } from '../../bot/delivery/circuit-breaker.ts';
import { createSender } from '../../bot/delivery/sender.ts';
import { createLogBook } from '../support/cutover.ts';
import { createUnlimitedRateLimiter } from '../support/unlimited-rate-limiter.ts';
import { createManualClock } from '../support/manual-clock.ts';
import type {
  Post,
  PostRenderer,
  Ledger,
  Settlement,
  Messenger,
  SendOutcome,
} from '../../bot/delivery/ports.ts';

const NOW = '2026-11-22T12:00:00Z';
const POST: Post = {
  id: 'post',
  kind: 'reminder',
  subjectId: 'subscription',
  occasion: 'a-notice 2023-10-01 7',
  conversation: {
    tenantId: 't',
    id: 'c',
    kind: 'channel',
    serviceUrl: 'https://smba.example.com/',
    botId: 'b',
  },
  dueAt: new Date('2023-09-24T07:00:00Z'),
  isRepeat: false,
  attempts: 1,
  replaces: null,
};

/** A delivery that is handed the same post each time. */
function deliverWith(write: PostRenderer) {
  const clock = createManualClock(NOW);
  const { log } = createLogBook();
  const settled: Settlement[] = [];
  const send = sinon.stub<Parameters<Messenger['send']>, ReturnType<Messenger['send']>>();
  send.resolves({ kind: 'accepted', activityId: '1' });
  const rateLimiter = createUnlimitedRateLimiter(clock);
  let attempts = 0;
  const ledger = {
    claim: () => Promise.resolve({ ...POST, attempts: ++attempts }),
    settle: (_post, settlement) => Promise.resolve(void settled.push(settlement)),
  } satisfies Partial<Ledger>;
  const delivery = createSender({
    clock,
    realClock: clock,
    ledger: ledger as unknown as Ledger,
    messenger: { send, update: () => Promise.reject(new Error('nothing asks for an update here')) },
    rateLimiter,
    circuitBreaker: createCircuitBreaker(clock, log),
    renderers: { reminder: write },
    markRepeated,
    shorten: renderSummaryOnly,
    log,
    count: () => undefined,
    onBlocked: () => undefined,
  });
  const once = async () => {
    await delivery.deliver(
      { postId: POST.id, tenantId: 't', conversationId: 'c' },
      new AbortController().signal,
    );
    return settled.at(-1);
  };
  return { clock, rateLimiter, send, once, delivery };
}

describe('a post whose card cannot be written', () => {
  const message = { card: { body: [] }, summary: 'a reminder' };

  it('waits a little, and is sent when the store is back', async () => {
    const write = sinon.stub<Parameters<PostRenderer>, ReturnType<PostRenderer>>();
    write.onFirstCall().rejects(new Error('the database system is shutting down'));
    write.resolves(message);
    const { send, once } = deliverWith(write);
    const first = await once();
    assert.ok(first?.state === 'planned' && first.retryDelaySeconds <= 5, JSON.stringify(first));
    assert.match(first.reason, /the database system is shutting down/);
    assert.equal((await once())?.state, 'sent');
    assert.equal(send.callCount, 1);
  });

  it('is given up when that has gone on for a day', async () => {
    const { clock, once } = deliverWith(() => Promise.reject(new Error('no such notice')));
    let last = await once();
    for (let minutes = 0; last?.state === 'planned' && minutes < 2 * 24 * 60; minutes += 5) {
      assert.ok(last.retryDelaySeconds <= 300);
      clock.advance({ minutes: 5 });
      last = await once();
    }
    assert.equal(last?.state, 'failed');
    assert.equal(clock.now().toISOString(), '2026-11-23T12:00:00.000Z');
  });
});

describe('a process that has posts in hand', () => {
  const message = { card: { body: [] }, summary: 'a reminder' };

  it('takes more of them only as it is done with others or they wait for Teams', async () => {
    const { send, once, delivery } = deliverWith(() => message);
    const most = delivery.capacity(0);
    assert.equal(delivery.capacity(most), 0);
    const answers: ((outcome: SendOutcome) => void)[] = [];
    send.callsFake(async (_conversation, _message, leave) => {
      await leave();
      return new Promise((resolve) => answers.push(resolve));
    });
    const delivered = once();
    while (answers.length === 0) await new Promise(setImmediate);
    assert.equal(delivery.capacity(most), 1, 'one waits for Teams');
    answers.forEach((answer) => answer({ kind: 'accepted', activityId: '1' }));
    await delivered;
    assert.equal(delivery.capacity(most), 0, 'and then for nothing any more');
  });

  it('does not count those that wait for their turn', () => {
    const { rateLimiter, delivery } = deliverWith(() => message);
    const most = delivery.capacity(0);
    rateLimiter.waiting = () => 7;
    assert.equal(delivery.capacity(most), 7);
  });
});
