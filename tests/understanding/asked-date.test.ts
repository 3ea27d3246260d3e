import assert from 'node:assert/strict';
import { findAskedDate } from '../../bot/understanding/asked-date.ts';

const NOW = { now: new Date('2026-11-30T08:00:00Z'), zone: 'UTC', locale: 'en-GB' };

describe('a date of which is asked whether it is early enough', () => {
  it('is found where it is still to come', () => {
    assert.equal(findAskedDate('is it ok if we upgrade in March?', NOW)?.date, '2027-03-31');
    assert.equal(findAskedDate('would 5/2 be soon enough?', NOW)?.date, '2027-02-05');
  });

  it('isn’t the date of a plan behind which something else is asked', () => {
    for (const text of [
      'we upgrade next week, which rights does that take?',
      'The move is planned for May. Who has to be told?',
      'a colleague migrates it in March, what permissions does she need',
    ])
      assert.equal(findAskedDate(text, NOW), null, text);
    for (const text of ['we upgrade in March, what do you think?', 'we finish on 3 May. Is that in time?'])
      assert.notEqual(findAskedDate(text, NOW), null, text);
  });

  it('isn’t the beginning of a version', () => {
    assert.equal(findAskedDate('we put 2.6.3 on it yesterday, is that fine?', NOW), null);
  });
});
