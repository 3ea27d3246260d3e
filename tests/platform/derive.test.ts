import assert from 'node:assert/strict';
import sinon from 'sinon';
import { derive } from '../../bot/platform/derive.ts';

describe('what is derived', () => {
  it('is made once for each value, when it is asked for', () => {
    let value = { days: 1 };
    const make = sinon.spy(({ days }: { days: number }) => days * 24);
    const hours = derive(() => value, make);
    assert.equal(make.callCount, 0);
    assert.deepEqual([hours(), hours()], [24, 24]);
    assert.equal(make.callCount, 1);
    value = { days: 2 };
    assert.equal(hours(), 48);
  });
});
