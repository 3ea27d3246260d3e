import assert from 'node:assert/strict';
import { createPatience } from '../../bot/delivery/failure-history.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the patience with a post', () => {
  const open = () => {
    const clock = createManualClock('2026-11-22T12:00:00Z');
    return { clock, patience: createPatience(clock) };
  };

  it('ends when it has come to the same for a day', () => {
    const { clock, patience } = open();
    assert.deepEqual(patience.note('post', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 23 });
    assert.deepEqual(patience.note('post', 'not-found'), { times: 2, isForADay: false });
    assert.deepEqual(patience.note('other', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 1 });
    assert.deepEqual(patience.note('post', 'not-found'), { times: 3, isForADay: true });
  });

  it('begins anew when it came to something else meanwhile', () => {
    const { clock, patience } = open();
    patience.note('post', 'not-found');
    clock.advance({ hours: 30 });
    patience.note('post', 'deferred');
    assert.deepEqual(patience.note('post', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 30 });
    patience.forget('post');
    assert.deepEqual(patience.note('post', 'not-found'), { times: 1, isForADay: false });
  });
});
