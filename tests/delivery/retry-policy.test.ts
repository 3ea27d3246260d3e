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

describe('what becomes of a post', () => {
  it('that is throttled waits exactly as long as Teams asks for', () => {
    const settlement = settlementOf(
      { kind: 'deferred', reason, retryAfterSeconds: 17 },
      { attempts: 9, replaces: null },
      FIRST,
    );
    assert.deepEqual(settlement, { state: 'planned', reason, retryDelaySeconds: 17 });
  });

  it('that is throttled without a time waits longer each time, five minutes at most, and is never given up', () => {
    const pauses = pausesOf({ kind: 'deferred', reason });
    assert.equal(pauses.length, 100);
    for (const [i, pause] of pauses.entries()) {
      const whole = Math.min(300, 2 * 2 ** i);
      assert.ok(pause >= Math.floor(0.75 * whole) && pause <= whole, `${i}: ${pause}`);
    }
  });

  it('to a conversation that Teams does not know is tried for a day, however often it was taken before', () => {
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

  it('of a bot that Teams refuses stays planned, and is tried again within five minutes', () => {
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

  it('is final where Teams will not take it, and suspends where the bot may not post', () => {
    const [blocked, rejected, large] = (['blocked', 'rejected', 'too-large'] as const).map((kind) =>
      settlementOf({ kind, reason }, { attempts: 1, replaces: null }, FIRST),
    );
    assert.deepEqual(blocked, { state: 'failed', reason, suspend: true });
    assert.deepEqual(rejected, { state: 'failed', reason, suspend: false });
    assert.deepEqual(large, rejected);
  });

  it('of which nobody knows is left alone for as long as Teams asks for', () => {
    assert.deepEqual(
      settlementOf(
        { kind: 'ambiguous', reason, retryAfterSeconds: 600 },
        { attempts: 1, replaces: null },
        FIRST,
      ),
      { state: 'unknown', reason, retryDelaySeconds: 600 },
    );
  });

  it('that is an update of a known message is sent again without fear, for an hour or more', () => {
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
