import assert from 'node:assert/strict';
import { markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
import sinon from 'sinon';
import { createCircuitBreaker } from '../../bot/delivery/circuit-breaker.ts';
import { createSender } from '../../bot/delivery/sender.ts';
import { createConversation } from '../support/conversation.ts';
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
  conversation: createConversation({ tenantId: 't', id: 'c' }),
  dueAt: new Date('2023-09-24T07:00:00Z'),
  isRepeat: false,
  attempts: 1,
  replaces: null,
};

const MESSAGE = { card: { body: [] }, summary: 'a reminder' };

/** A sender that is handed the same post each time, and what happens to it in order. */
function deliverWith(write: PostRenderer, changes: Partial<Post> = {}) {
  const clock = createManualClock(NOW);
  const { log } = createLogBook();
  const steps: string[] = [];
  const settled: Settlement[] = [];
  const send = sinon.stub<Parameters<Messenger['send']>, ReturnType<Messenger['send']>>();
  /** Passes on what `beforeRequest` rejects with as the messenger does. */
  const answerWith = (outcome: SendOutcome) =>
    send.callsFake(async (_conversation, _message, beforeRequest) => {
      try {
        await beforeRequest();
      } catch (error) {
        return { kind: 'deferred', reason: String(error) };
      }
      steps.push('sent');
      return outcome;
    });
  answerWith({ kind: 'accepted', activityId: '1' });
  const rateLimiter = createUnlimitedRateLimiter(clock);
  let attempts = 0;
  const recordable = sinon.stub<[], Promise<void>>().resolves();
  const depart = sinon.stub<Parameters<Ledger['depart']>, ReturnType<Ledger['depart']>>().resolves(true);
  const noteLeaving = sinon.stub<Parameters<Ledger['noteLeaving']>, ReturnType<Ledger['noteLeaving']>>();
  const ledger = {
    claim: () => {
      steps.push('claimed');
      return Promise.resolve({ ...POST, ...changes, attempts: ++attempts });
    },
    depart: (...how) => {
      steps.push('departed');
      return depart(...how);
    },
    noteLeaving: (...what) => {
      steps.push('leaving');
      noteLeaving(...what);
    },
    settle: async (_post, settlement) => {
      await recordable();
      steps.push(settlement.state);
      settled.push(settlement);
    },
  } satisfies Partial<Ledger>;
  const delivery = createSender({
    clock,
    realClock: clock,
    ledger: ledger as unknown as Ledger,
    messenger: {
      send,
      update: (conversation, _activityId, message, beforeRequest) =>
        send(conversation, message, beforeRequest),
    },
    rateLimiter,
    circuitBreaker: createCircuitBreaker(clock, log),
    renderers: {
      reminder: (post, now) => {
        steps.push('rendered');
        return write(post, now);
      },
    },
    markRepeated,
    shorten: renderSummaryOnly,
    log,
    count: () => undefined,
    onBlocked: () => undefined,
    onThrottled: () => undefined,
    onUnauthorised: () => undefined,
  });
  const once = async () => {
    await delivery.deliver(
      { postId: POST.id, tenantId: 't', conversationId: 'c' },
      new AbortController().signal,
    );
    return settled.at(-1);
  };
  return { clock, rateLimiter, send, answerWith, depart, noteLeaving, recordable, steps, once, delivery };
}

describe('a post that is sent', () => {
  it('departs after it was rendered, and is noted as leaving right before its request', async () => {
    const { steps, once } = deliverWith(() => MESSAGE);
    await once();
    assert.deepEqual(steps, ['claimed', 'rendered', 'departed', 'leaving', 'sent', 'sent']);
  });

  it('is neither sent nor settled once its claim is over', async () => {
    const { steps, depart, once } = deliverWith(() => MESSAGE);
    depart.resolves(false);
    await once();
    assert.deepEqual(steps, ['claimed', 'rendered', 'departed']);
  });

  it('stays planned when its departure cannot be recorded', async () => {
    const { steps, depart, once } = deliverWith(() => MESSAGE);
    depart.rejects(new Error('the database system is shutting down'));
    const settlement = await once();
    assert.ok(settlement?.state === 'planned');
    assert.match(settlement.reason, /the database system is shutting down/);
    assert.deepEqual(steps, ['claimed', 'rendered', 'departed', 'planned']);
  });

  it('stays planned when its leaving cannot be noted', async () => {
    const { steps, noteLeaving, once } = deliverWith(() => MESSAGE);
    noteLeaving.throws(new Error('no space left on device'));
    const settlement = await once();
    assert.ok(settlement?.state === 'planned');
    assert.match(settlement.reason, /no space left on device/);
    assert.deepEqual(steps, ['claimed', 'rendered', 'departed', 'leaving', 'planned']);
  });

  it('does not depart when nothing is left to say or it must wait', async () => {
    for (const [rendered, state] of [
      [{ skip: 'stopped' }, 'skipped'],
      [{ wait: 'not-due' }, 'withdrawn'],
    ] as const) {
      const { steps, once } = deliverWith(() => rendered);
      await once();
      assert.deepEqual(steps, ['claimed', 'rendered', state]);
    }
  });

  it('is shortened at the next attempt when Teams finds it too large, and then given up', async () => {
    const { answerWith, send, once } = deliverWith(() => MESSAGE);
    const reason = 'Teams answered 413';
    answerWith({ kind: 'too-large', reason });
    assert.deepEqual(await once(), { state: 'planned', reason, retryDelaySeconds: 0 });
    assert.deepEqual(await once(), { state: 'failed', reason, suspend: false });
    assert.deepEqual(
      send.args.map(([, message]) => message),
      [MESSAGE, renderSummaryOnly(MESSAGE)],
    );
  });

  it('is recorded as sent after a minute without the store, and not sent again', async () => {
    const timers = sinon.useFakeTimers({ toFake: ['setTimeout'] });
    const { recordable, steps, once } = deliverWith(() => MESSAGE);
    recordable.rejects(new Error('the database system is shutting down'));
    const done = once();
    await timers.tickAsync(60_000);
    recordable.resolves();
    await timers.tickAsync(5_000);
    assert.equal((await done)?.state, 'sent');
    assert.deepEqual(steps, ['claimed', 'rendered', 'departed', 'leaving', 'sent', 'sent']);
    timers.restore();
  });

  it('needs no departure when it updates a card', async () => {
    const replaces = { activityId: '1', revision: 1 };
    const { steps, once } = deliverWith(() => MESSAGE, { replaces });
    await once();
    assert.deepEqual(steps, ['claimed', 'rendered', 'sent', 'sent']);
  });
});

describe('a post whose card cannot be rendered', () => {
  it('is retried within seconds, and sent when the store is back', async () => {
    const write = sinon.stub<Parameters<PostRenderer>, ReturnType<PostRenderer>>();
    write.onFirstCall().rejects(new Error('the database system is shutting down'));
    write.resolves(MESSAGE);
    const { send, once } = deliverWith(write);
    const first = await once();
    assert.ok(first?.state === 'planned' && first.retryDelaySeconds <= 5, JSON.stringify(first));
    assert.match(first.reason, /the database system is shutting down/);
    assert.equal((await once())?.state, 'sent');
    assert.equal(send.callCount, 1);
  });

  it('is given up after a day', async () => {
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

describe('a process with posts in progress', () => {
  it('takes more only when others are done or wait for Teams', async () => {
    const { send, once, delivery } = deliverWith(() => MESSAGE);
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

  it('does not count those that wait for their slot', () => {
    const { rateLimiter, delivery } = deliverWith(() => MESSAGE);
    const most = delivery.capacity(0);
    rateLimiter.waiting = () => 7;
    assert.equal(delivery.capacity(most), 7);
  });
});
