import assert from 'node:assert/strict';
import { createFailureHistory } from '../../bot/delivery/failure-history.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the failure history of a post', () => {
  const open = () => {
    const clock = createManualClock('2026-11-22T12:00:00Z');
    return { clock, failureHistory: createFailureHistory(clock) };
  };

  it('says when the same failure has lasted a day', () => {
    const { clock, failureHistory } = open();
    assert.deepEqual(failureHistory.record('post', 'not-found'), { count: 1, hasLastedADay: false });
    clock.advance({ hours: 23 });
    assert.deepEqual(failureHistory.record('post', 'not-found'), { count: 2, hasLastedADay: false });
    assert.deepEqual(failureHistory.record('other', 'not-found'), { count: 1, hasLastedADay: false });
    clock.advance({ hours: 1 });
    assert.deepEqual(failureHistory.record('post', 'not-found'), { count: 3, hasLastedADay: true });
  });

  it('starts over after a different failure', () => {
    const { clock, failureHistory } = open();
    failureHistory.record('post', 'not-found');
    clock.advance({ hours: 30 });
    failureHistory.record('post', 'deferred');
    assert.deepEqual(failureHistory.record('post', 'not-found'), { count: 1, hasLastedADay: false });
    clock.advance({ hours: 30 });
    failureHistory.forget('post');
    assert.deepEqual(failureHistory.record('post', 'not-found'), { count: 1, hasLastedADay: false });
  });
});
