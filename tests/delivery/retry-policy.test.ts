import assert from 'node:assert/strict';
import { settlementOf } from '../../bot/delivery/retry-policy.ts';
import type { SendOutcome } from '../../bot/delivery/ports.ts';

const reason = 'Teams said so';
const FIRST = { count: 1, hasLastedADay: false };

/** The pauses after each attempt, as long as it is tried again. */
function pausesOf(outcome: SendOutcome, most = 100): number[] {
  const pauses: number[] = [];
  for (let attempts = 1; attempts <= most; attempts++) {
    const hindrance = { count: attempts, hasLastedADay: false };
    const settlement = settlementOf(outcome, { attempts, replaces: null }, hindrance);
    if (settlement.state !== 'planned') break;
    pauses.push(settlement.retryDelaySeconds);
  }
  return pauses;
}

describe('a post', () => {
  it('is retried after exactly the Retry-After of a 429', () => {
    const settlement = settlementOf(
      { kind: 'deferred', reason, retryAfterSeconds: 17 },
      { attempts: 9, replaces: null },
      FIRST,
    );
    assert.deepEqual(settlement, { state: 'planned', reason, retryDelaySeconds: 17 });
  });

  it('is retried with a backoff of up to five minutes after a 429 without Retry-After, and never given up', () => {
    const pauses = pausesOf({ kind: 'deferred', reason });
    assert.equal(pauses.length, 100);
    for (const [i, pause] of pauses.entries()) {
      const whole = Math.min(300, 2 * 2 ** i);
      assert.ok(pause >= Math.floor(0.75 * whole) && pause <= whole, `${i}: ${pause}`);
    }
  });

  it('is retried for a day, whatever its attempts, when Teams does not know the conversation', () => {
    const outcome = { kind: 'not-found', reason } as const;
    const taken = { attempts: 500, replaces: null };
    const pauses = pausesOf(outcome);
    assert.equal(pauses.length, 100, 'no number of attempts is too many');
    assert.ok((pauses[0] ?? 0) <= 60 && Math.max(...pauses) <= 7_200);
    const early = settlementOf(outcome, taken, FIRST);
    assert.ok(early.state === 'planned' && early.retryDelaySeconds <= 60);
    assert.deepEqual(settlementOf(outcome, taken, { count: 20, hasLastedADay: true }), {
      state: 'failed',
      reason: `${reason} (for 24 hours)`,
      suspend: false,
    });
  });

  it('stays planned when Teams refuses the bot, and is retried within five minutes', () => {
    const pauses = pausesOf({ kind: 'unauthorised', reason });
    assert.equal(pauses.length, 100);
    assert.ok(Math.max(...pauses) <= 300 && (pauses[0] ?? 0) >= 45);
    const settlement = settlementOf(
      { kind: 'unauthorised', reason },
      { attempts: 500, replaces: null },
      FIRST,
    );
    assert.equal(settlement.state, 'planned');
  });

  it('fails when Teams rejects it, and suspends reminders when the bot is blocked', () => {
    const [blocked, rejected, large] = (['blocked', 'rejected', 'too-large'] as const).map((kind) =>
      settlementOf({ kind, reason }, { attempts: 1, replaces: null }, FIRST),
    );
    assert.deepEqual(blocked, { state: 'failed', reason, suspend: true });
    assert.deepEqual(rejected, { state: 'failed', reason, suspend: false });
    assert.deepEqual(large, rejected);
  });

  it('is repeated after the Retry-After of an ambiguous answer', () => {
    assert.deepEqual(
      settlementOf(
        { kind: 'ambiguous', reason, retryAfterSeconds: 600 },
        { attempts: 1, replaces: null },
        FIRST,
      ),
      { state: 'unknown', reason, retryDelaySeconds: 600 },
    );
  });

  it('is retried after ambiguous answers for about an hour if it updates a card', () => {
    const replaces = { activityId: '1700', revision: 1 };
    const pauses: number[] = [];
    for (let attempts = 1; ; attempts++) {
      const settlement = settlementOf({ kind: 'ambiguous', reason }, { attempts, replaces }, FIRST);
      if (settlement.state !== 'planned') {
        assert.deepEqual(settlement, { state: 'failed', reason, suspend: false });
        break;
      }
      pauses.push(settlement.retryDelaySeconds);
    }
    assert.ok((pauses[0] ?? 0) <= 2);
    assert.ok(pauses.reduce((sum, pause) => sum + pause, 0) > 2_700);
  });
});
