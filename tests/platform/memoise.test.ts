import assert from 'node:assert/strict';
import sinon from 'sinon';
import { memoise } from '../../bot/platform/memoise.ts';

describe('a memoised function', () => {
  it('computes once for a key, also when the result is nothing', () => {
    const compute = sinon.spy((a: number, b: number) => (a === b ? null : a + b));
    const sum = memoise(compute, (a, b) => `${a} ${b}`);
    assert.deepEqual([sum(1, 2), sum(1, 2), sum(2, 1), sum(3, 3), sum(3, 3)], [3, 3, 3, null, null]);
    sinon.assert.callCount(compute, 3);
  });

  it('keeps nothing of a key that is too long to be meant', () => {
    const compute = sinon.spy((text: string) => text.length);
    const length = memoise(compute, String);
    const long = 'a'.repeat(201);
    assert.deepEqual([length(long), length(long)], [201, 201]);
    sinon.assert.callCount(compute, 2);
  });

  it('forgets the oldest, however many keys there are', () => {
    const compute = sinon.spy((i: number) => i);
    const same = memoise(compute, String);
    for (let i = 0; i <= 1_000; i++) same(i);
    same(1_000);
    sinon.assert.callCount(compute, 1_001);
    same(0);
    sinon.assert.callCount(compute, 1_002);
  });
});
