import assert from 'node:assert/strict';
import { createFailureHistory } from '../../bot/delivery/failure-history.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the failureHistory with a post', () => {
  const open = () => {
    const clock = createManualClock('2026-11-22T12:00:00Z');
    return { clock, failureHistory: createFailureHistory(clock) };
  };

  it('ends when it has come to the same for a day', () => {
    const { clock, failureHistory } = open();
    assert.deepEqual(failureHistory.note('post', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 23 });
    assert.deepEqual(failureHistory.note('post', 'not-found'), { times: 2, isForADay: false });
    assert.deepEqual(failureHistory.note('other', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 1 });
    assert.deepEqual(failureHistory.note('post', 'not-found'), { times: 3, isForADay: true });
  });

  it('begins anew when it came to something else meanwhile', () => {
    const { clock, failureHistory } = open();
    failureHistory.note('post', 'not-found');
    clock.advance({ hours: 30 });
    failureHistory.note('post', 'deferred');
    assert.deepEqual(failureHistory.note('post', 'not-found'), { times: 1, isForADay: false });
    clock.advance({ hours: 30 });
    failureHistory.forget('post');
    assert.deepEqual(failureHistory.note('post', 'not-found'), { times: 1, isForADay: false });
  });
});
