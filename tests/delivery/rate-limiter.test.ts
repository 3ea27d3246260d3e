import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import sinon from 'sinon';
import { createClock } from '../../bot/platform/clock.ts';
import { createSentWindow } from '../../bot/delivery/sent-window.ts';
import { createRateLimiter, type Slot, type SlotStore } from '../../bot/delivery/rate-limiter.ts';
import { until } from '../support/until.ts';

const THREAD = { tenantId: 't', conversationId: 'c' };
const OTHER = { tenantId: 't', conversationId: 'd' };

/** A pace in real time over a store that gives every request a slot at once. */
function openRateLimiter({ isSingleInstance = true } = {}) {
  const realClock = createClock();
  const now = () => realClock.now().getTime();
  const reserve = sinon.stub<Parameters<SlotStore['reserve']>, ReturnType<SlotStore['reserve']>>();
  reserve.callsFake((requests, at) => Promise.resolve(requests.map(() => ({ at: at.getTime() }))));
  const store = { reserve, hold: () => Promise.resolve(), deleteExpired: () => Promise.resolve() };
  return { rateLimiter: createRateLimiter(store, realClock, { isSingleInstance }), reserve, now };
}

describe('a request that has a slot', () => {
  it('is not sent while its thread is on hold', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter();
    const at = now() + 50;
    const until = now() + 200;
    const left = Promise.all([
      rateLimiter.acquire(THREAD, at),
      rateLimiter.acquire({ ...THREAD, conversationId: 'c;1' }, at),
    ]);
    await rateLimiter.hold(THREAD, new Date(until));
    await rateLimiter.acquire(OTHER, at);
    assert.ok(now() < until, 'other threads go on');
    await left;
    assert.ok(now() >= until);
    sinon.assert.notCalled(reserve);
  });

  it('reserves another one if it is late when a hold ends', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter({ isSingleInstance: false });
    const until = now() + 400;
    await rateLimiter.hold(THREAD, new Date(until));
    await rateLimiter.acquire(THREAD, now());
    assert.ok(now() >= until);
    sinon.assert.calledOnce(reserve);
  });

  it('is given up when its thread is on hold for longer than it can wait', async () => {
    const { rateLimiter, now } = openRateLimiter();
    await rateLimiter.hold(THREAD, new Date(now() + 60_000));
    await assert.rejects(rateLimiter.acquire(THREAD, now()), /rate limit of this thread is exhausted/);
  });

  it('may be late by 500 ms in a single instance, and by 250 ms beside others', async () => {
    for (const [isSingleInstance, lateBy, slots] of [
      [true, 400, 0],
      [true, 600, 1],
      [false, 150, 0],
      [false, 350, 1],
    ] as const) {
      const { rateLimiter, reserve, now } = openRateLimiter({ isSingleInstance });
      await rateLimiter.acquire(THREAD, now() - lateBy);
      assert.equal(
        reserve.callCount,
        slots,
        `${isSingleInstance ? 'alone' : 'beside others'}, ${lateBy} ms late`,
      );
    }
  });

  it('is for an instant after the expected answer of the store', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter();
    reserve.onFirstCall().callsFake(async (requests, at) => {
      await pause(120);
      return requests.map(() => ({ at: at.getTime() }));
    });
    await rateLimiter.reserve(THREAD);
    const asked = now();
    const slot = await rateLimiter.reserve(THREAD);
    assert.ok('at' in slot && slot.at >= asked + 110, JSON.stringify(slot));
  });

  it('counts as waiting until it may be sent or the process stops', async () => {
    const { rateLimiter, now } = openRateLimiter();
    const ending = new AbortController();
    const waits = [rateLimiter.wait(now() + 60_000, ending.signal), rateLimiter.wait(now() + 20)];
    assert.equal(rateLimiter.waiting(), 2);
    await waits[1];
    assert.equal(rateLimiter.waiting(), 1);
    ending.abort();
    await assert.rejects(waits[0] ?? Promise.resolve());
    assert.equal(rateLimiter.waiting(), 0);
    await assert.rejects(rateLimiter.wait(now() - 1, ending.signal), 'nothing begins any more');
  });

  it('waits if seven late requests were sent just before', async () => {
    const { rateLimiter, now } = openRateLimiter();
    const started = now();
    for (let i = 0; i < 7; i++) await rateLimiter.acquire(THREAD, started - 450 + i * 20);
    await rateLimiter.acquire(OTHER, started);
    assert.ok(now() - started < 500);
    await rateLimiter.acquire(THREAD, now());
    assert.ok(now() - started >= 1_000, String(now() - started));
  });
});

describe('a request that must be prepared', () => {
  /** Prepares it in `milliseconds`; says when that began. */
  const preparing = (now: () => number, milliseconds: number) => {
    const begun: number[] = [];
    const prepare = () => {
      begun.push(now());
      return pause(milliseconds);
    };
    return { begun, prepare };
  };

  it('is prepared once, earlier the longer that has taken, and sent in its slot', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter();
    const threadOf = (number: number) => ({ tenantId: String(number), conversationId: 'c' });
    for (let i = 0; i < 12; i++) await rateLimiter.acquire(threadOf(i), now(), () => pause(40));
    const leadsMs: number[] = [];
    // A busy machine is late now and then.
    await until(async () => {
      const { begun, prepare } = preparing(now, 40);
      const at = now() + 100;
      await rateLimiter.acquire(threadOf(100 + leadsMs.length), at, prepare);
      assert.ok(now() >= at);
      assert.equal(begun.length, 1);
      leadsMs.push(at - (begun[0] ?? 0));
      return (leadsMs.at(-1) ?? 0) >= 25;
    }, 'a request that is prepared before its slot');
    sinon.assert.notCalled(reserve);
  });

  it('reserves another slot before it is prepared if it has missed its own', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter();
    reserve.callsFake((requests, at) => Promise.resolve(requests.map(() => ({ at: at.getTime() + 150 }))));
    const asked = now();
    const { begun, prepare } = preparing(now, 0);
    await rateLimiter.acquire(THREAD, asked - 2_000, prepare);
    sinon.assert.calledOnce(reserve);
    assert.ok((begun[0] ?? 0) >= asked + 140);
  });

  it('waits for a second at most if it misses its slot while it is prepared', async () => {
    const { rateLimiter, reserve, now } = openRateLimiter({ isSingleInstance: false });
    for (const [delayMs, isSent] of [
      [200, true],
      [1_500, false],
    ] as const) {
      reserve.callsFake((requests, at) =>
        Promise.resolve(requests.map(() => ({ at: at.getTime() + delayMs }))),
      );
      const sent = rateLimiter.acquire(OTHER, now(), preparing(now, 300).prepare);
      if (isSent) await sent;
      else await assert.rejects(sent, /rate limit of this thread is exhausted/);
    }
  });

  it('is one of ten at most that are not sent yet, the others wait unprepared', async () => {
    const { rateLimiter, now } = openRateLimiter();
    const release: (() => void)[] = [];
    let sent = 0;
    const requests = Array.from({ length: 25 }, (_, i) =>
      rateLimiter
        .acquire(
          { tenantId: String(i), conversationId: 'c' },
          now(),
          () => new Promise((resolve) => release.push(resolve)),
        )
        .then(() => sent++),
    );
    await until(() => release.length === 10, 'ten that are being prepared');
    release.shift()?.();
    await until(() => sent === 1 && release.length === 10, 'another one after the first is sent');
    const all = Promise.all(requests);
    await until(() => {
      release.splice(0).forEach((done) => done());
      return sent === 25;
    }, 'all of them');
    await all;
  });

  it('is not sent when preparing fails, and does not count as sent', async () => {
    const { rateLimiter, now } = openRateLimiter();
    for (let i = 0; i <= 60; i++) {
      const failing = rateLimiter.acquire(THREAD, now(), () => Promise.reject(new Error('no store')));
      await assert.rejects(failing, /no store/, 'a thread takes 60 requests in 30 seconds');
    }
  });
});

describe('what one process has sent', () => {
  it('keeps the windows of a thread, also when requests are late', () => {
    const sentWindow = createSentWindow();
    for (const at of [450, 470, 490, 510, 530, 550, 570]) sentWindow.record(THREAD, at);
    assert.equal(sentWindow.earliest(THREAD, 1_100), 1_450);
    assert.equal(sentWindow.earliest(OTHER, 1_100), 1_100);
    sentWindow.record(THREAD, 1_450);
    assert.equal(sentWindow.earliest(THREAD, 1_500), 2_450);
  });

  it('keeps the window of a tenant across threads', () => {
    const sentWindow = createSentWindow();
    for (let i = 0; i < 50; i++) sentWindow.record({ ...OTHER, conversationId: String(i) }, i);
    assert.equal(sentWindow.earliest(THREAD, 100), 1_005);
    assert.equal(sentWindow.earliest({ ...THREAD, tenantId: 'another' }, 100), 100);
  });

  it('counts a reply in a channel’s thread against the channel', () => {
    const sentWindow = createSentWindow();
    for (let i = 0; i < 7; i++) sentWindow.record({ ...THREAD, conversationId: `c;messageid=${i}` }, i);
    assert.equal(sentWindow.earliest(THREAD, 10), 1_000);
  });
});

describe('a request that does not wait', () => {
  afterEach(() => sinon.restore());

  it('is recorded in the store in batches, sooner if other instances share it', async () => {
    for (const [isSingleInstance, after] of [
      [true, 1_000],
      [false, 250],
    ] as const) {
      const time = sinon.useFakeTimers();
      const { rateLimiter, reserve } = openRateLimiter({ isSingleInstance });
      rateLimiter.record(THREAD);
      rateLimiter.record(OTHER);
      await time.tickAsync(after - 1);
      sinon.assert.notCalled(reserve);
      await time.tickAsync(1);
      sinon.assert.calledOnce(reserve);
      assert.equal(reserve.firstCall.args[0].length, 2);
      time.restore();
    }
  });

  it('is recorded in the store before the process ends', async () => {
    const { rateLimiter, reserve } = openRateLimiter();
    rateLimiter.record(THREAD);
    await rateLimiter.close();
    assert.deepEqual(reserve.firstCall.args[0], [{ ...THREAD, isSent: true }]);
  });

  it('is waited for while it is being recorded when the process ends, and none is recorded afterwards', async () => {
    const time = sinon.useFakeTimers();
    const { rateLimiter, reserve } = openRateLimiter();
    let answer: (slots: Slot[]) => void = () => undefined;
    reserve.onFirstCall().returns(new Promise((resolve) => (answer = resolve)));
    rateLimiter.record(THREAD);
    await time.tickAsync(1_000);
    sinon.assert.calledOnce(reserve);
    let isClosed = false;
    const closed = rateLimiter.close().then(() => (isClosed = true));
    await time.tickAsync(5_000);
    assert.equal(isClosed, false);
    answer([{ at: 0 }]);
    await closed;
    rateLimiter.record(OTHER);
    await time.tickAsync(5_000);
    sinon.assert.calledOnce(reserve);
  });
});
