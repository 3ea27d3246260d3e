import assert from 'node:assert/strict';
import { batch, type NonEmptyArray } from '../../bot/platform/batch.ts';

/** Doubles numbers when it is told to go on, and fails for those that are not numbers. */
function openDoubler() {
  const runs: number[][] = [];
  const goOn: (() => void)[] = [];
  const double = batch(async (items: NonEmptyArray<number>) => {
    runs.push([...items]);
    await new Promise<void>((resolve) => goOn.push(resolve));
    const strange = items.find(Number.isNaN);
    if (strange !== undefined) throw new Error('no number');
    return items.map((item) => item * 2);
  });
  /** Everybody who has asked is in a run by then. */
  const next = async () => {
    await new Promise(setImmediate);
    goOn.shift()?.();
    await new Promise(setImmediate);
  };
  return { runs, double, next };
}

describe('a batch', () => {
  it('runs at once for the first call, and once more for all calls made meanwhile', async () => {
    const { runs, double, next } = openDoubler();
    const first = double(1);
    await new Promise(setImmediate);
    const others = Promise.all([double(2), double(3), double(2)]);
    await new Promise(setImmediate);
    assert.deepEqual(runs, [[1]]);
    await next();
    assert.equal(await first, 2);
    assert.deepEqual(runs, [[1], [2, 3, 2]]);
    await next();
    assert.deepEqual(await others, [4, 6, 4]);
  });

  it('fails only for the call that cannot succeed', async () => {
    const { runs, double, next } = openDoubler();
    const all = Promise.allSettled([double(1), double(NaN), double(3)]);
    await next();
    assert.deepEqual(runs.slice(1), [[1], [NaN], [3]], 'each by itself');
    for (let i = 0; i < 3; i++) await next();
    const [one, strange, three] = await all;
    assert.deepEqual(
      [one, three],
      [1, 3].map((item) => ({ status: 'fulfilled', value: item * 2 })),
    );
    assert.ok(strange.status === 'rejected');
    assert.match(String(strange.reason), /no number/);
    const afterwards = double(5);
    await next();
    assert.equal(await afterwards, 10);
  });
});
