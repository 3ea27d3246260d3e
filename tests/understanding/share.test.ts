import assert from 'node:assert/strict';
import { intervalOf, shareOf, valueOf, writeShare } from '../../bot/understanding/share.ts';

describe('a share', () => {
  it('has the interval of Wilson, which stays within 0 and 1 at both ends', () => {
    const none = intervalOf({ right: 0, all: 10 });
    assert.equal(none.low, 0);
    assert.ok(Math.abs(none.high - 0.2775) < 0.0005, String(none.high)); // z² / (n + z²)
    const all = intervalOf({ right: 10, all: 10 });
    assert.equal(all.high, 1);
    assert.ok(Math.abs(all.low - 0.7225) < 0.0005, String(all.low));
    const half = intervalOf({ right: 50, all: 100 });
    assert.ok(Math.abs(half.low - 0.4038) < 0.0005 && Math.abs(half.high - 0.5962) < 0.0005);
  });

  it('of no cases says nothing', () => {
    const nothing = shareOf([], () => true);
    assert.equal(valueOf(nothing), null);
    assert.deepEqual(intervalOf(nothing), { low: 0, high: 1 });
    assert.equal(writeShare(nothing), '-');
  });

  it('is written with its counts and its interval', () => {
    assert.equal(writeShare({ right: 5, all: 8 }), '62.5 % (5 of 8, 31 to 86 %)');
  });
});
