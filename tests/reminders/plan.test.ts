import assert from 'node:assert/strict';
import { DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import { planReminders } from '../../bot/reminders/plan.ts';

const offsetsOf = (since: string, now: string, zone = 'UTC') => {
  const plan = planReminders({
    cutOff: '2023-10-01',
    schedule: { localTime: '09:00', zone, offsets: DEFAULT_OFFSETS },
    since: new Date(since),
    now: new Date(now),
  });
  return {
    post: plan.post?.offset ?? null,
    skip: plan.skip.map(({ offset, reason }) => `${offset} ${reason}`),
    upcoming: plan.upcoming.map(({ offset }) => offset),
  };
};

describe('the plan', () => {
  it('is empty before the first reminder is due', () => {
    assert.deepEqual(offsetsOf('2022-01-01T00:00:00Z', '2022-10-01T08:59:59Z'), {
      post: null,
      skip: [],
      upcoming: [...DEFAULT_OFFSETS],
    });
  });

  it('posts a reminder from the instant at which it is due', () => {
    const since = '2023-09-20T00:00:00Z';
    assert.equal(offsetsOf(since, '2023-09-24T08:59:59.999Z').post, null);
    assert.deepEqual(offsetsOf(since, '2023-09-24T09:00:00Z'), { post: 7, skip: [], upcoming: [3, 1, 0] });
  });

  it('ignores reminders due before the subscription', () => {
    assert.equal(offsetsOf('2023-09-24T09:00:00Z', '2023-09-25T00:00:00Z').post, null);
    assert.equal(offsetsOf('2023-09-24T08:59:59Z', '2023-09-25T00:00:00Z').post, 7);
  });

  it('posts the newest reminder after downtime and skips the older ones as superseded', () => {
    assert.deepEqual(offsetsOf('2023-08-20T00:00:00Z', '2023-09-28T10:00:00Z'), {
      post: 3,
      skip: ['30 superseded', '14 superseded', '7 superseded'],
      upcoming: [1, 0],
    });
  });

  it('posts a missed reminder until seven days after the cut-off', () => {
    const since = '2023-09-29T00:00:00Z';
    assert.deepEqual(offsetsOf(since, '2023-10-03T10:00:00Z'), {
      post: 0,
      skip: ['1 superseded'],
      upcoming: [],
    });
    assert.equal(offsetsOf(since, '2023-10-08T23:59:59Z').post, 0);
  });

  it('skips an older one with the reason', () => {
    assert.deepEqual(offsetsOf('2023-09-29T00:00:00Z', '2023-10-09T00:00:00Z'), {
      post: null,
      skip: ['1 cut-off-passed', '0 cut-off-passed'],
      upcoming: [],
    });
  });

  it('counts the seven days in the subscription’s zone', () => {
    const [since, now] = ['2023-09-29T00:00:00Z', '2023-10-09T01:00:00Z'];
    assert.equal(offsetsOf(since, now, 'America/Los_Angeles').post, 0);
    assert.equal(offsetsOf(since, now, 'Asia/Tokyo').post, null);
  });

  it('is empty for a subscription made after the last reminder', () => {
    const nothing = { post: null, skip: [], upcoming: [] };
    assert.deepEqual(offsetsOf('2023-10-01T09:00:00Z', '2023-10-01T09:00:01Z'), nothing);
    assert.deepEqual(offsetsOf('2026-11-22T00:00:00Z', '2026-11-22T00:00:00Z'), nothing);
  });

  it('plans nothing due before the subscription when the clock goes back', () => {
    assert.deepEqual(offsetsOf('2023-09-25T00:00:00Z', '2023-09-20T00:00:00Z'), {
      post: null,
      skip: [],
      upcoming: [3, 1, 0],
    });
  });
});
