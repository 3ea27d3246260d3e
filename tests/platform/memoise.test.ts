import assert from 'node:assert/strict';
import sinon from 'sinon';
import { memoise } from '../../bot/platform/memoise.ts';

describe('a memoised function', () => {
  it('computes once for a key, also when the result is null', () => {
    const compute = sinon.spy((a: number, b: number) => (a === b ? null : a + b));
    const sum = memoise(compute, (a, b) => `${a} ${b}`);
    assert.deepEqual([sum(1, 2), sum(1, 2), sum(2, 1), sum(3, 3), sum(3, 3)], [3, 3, 3, null, null]);
    sinon.assert.callCount(compute, 3);
  });

  it('does not cache a key that is too long', () => {
    const compute = sinon.spy((text: string) => text.length);
    const length = memoise(compute, String);
    const long = 'a'.repeat(401);
    assert.deepEqual([length(long), length(long)], [401, 401]);
    sinon.assert.callCount(compute, 2);
  });

  it('evicts the oldest key when it is full', () => {
    const compute = sinon.spy((i: number) => i);
    const same = memoise(compute, String);
    for (let i = 0; i <= 1_000; i++) same(i);
    same(1_000);
    sinon.assert.callCount(compute, 1_001);
    same(0);
    sinon.assert.callCount(compute, 1_002);
  });
});
