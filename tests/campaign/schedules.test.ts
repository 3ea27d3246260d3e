import assert from 'node:assert/strict';
import { DEFAULT_RUNGS, type Schedule } from '../../bot/campaign/ladder.ts';
import { planReminders, type PlanQuestion } from '../../bot/campaign/plan.ts';

const CUT_OFF = '2023-10-01'; // a Sunday

function plan(
  now: string,
  changes: Partial<Omit<PlanQuestion, 'schedule'>> & { schedule?: Partial<Schedule> } = {},
) {
  const { schedule, ...others } = changes;
  return planReminders({
    cutOff: CUT_OFF,
    since: new Date('2023-09-20T00:00:00Z'),
    now: new Date(now),
    ...others,
    schedule: { localTime: '09:00', zone: 'UTC', rungs: DEFAULT_RUNGS, ...schedule },
  });
}

const toldOf = ({ post, skip, upcoming }: ReturnType<typeof plan>) => ({
  post: post?.rung ?? null,
  skip: skip.map(({ rung, reason }) => `${rung} ${reason}`),
  upcoming: upcoming.map(({ rung, dueAt }) => `${rung} ${dueAt.toISOString().slice(0, 16)}`),
});

describe('a schedule', () => {
  it('posts on a weekend, on the Friday before or on the Monday after', () => {
    const upcoming = (weekend: Schedule['weekend']) =>
      toldOf(plan('2023-09-20T00:00:00Z', { schedule: { ...(weekend ? { weekend } : {}) } })).upcoming;
    const onTheDay = ['7 2023-09-24T09:00', '3 2023-09-28T09:00', '1 2023-09-30T09:00', '0 2023-10-01T09:00'];
    assert.deepEqual(upcoming(undefined), onTheDay);
    assert.deepEqual(upcoming('on'), onTheDay);
    assert.deepEqual(upcoming('before'), ['7 2023-09-22T09:00', '3 2023-09-28T09:00', '0 2023-09-29T09:00']);
    assert.deepEqual(upcoming('after'), ['7 2023-09-25T09:00', '3 2023-09-28T09:00', '0 2023-10-02T09:00']);
  });

  it('moves what is due in quiet hours to their end', () => {
    const quietHours = { from: '18:00', until: '10:30' };
    const [next] = toldOf(plan('2023-09-20T00:00:00Z', { schedule: { quietHours } })).upcoming;
    assert.equal(next, '7 2023-09-24T10:30');
  });

  it('holds what was missed until quiet hours end', () => {
    const schedule = { quietHours: { from: '18:00', until: '08:00' } };
    const held = plan('2023-09-24T20:00:00Z', { schedule });
    assert.deepEqual([held.post, held.lookAgainAt.toISOString()], [null, '2023-09-25T08:00:00.000Z']);
    assert.equal(plan('2023-09-25T08:00:00Z', { schedule }).post?.rung, 7);
  });

  it('leaves out what is due while it is snoozed', () => {
    const snoozedUntil = new Date('2023-09-28T00:00:00Z');
    const during = toldOf(plan('2023-09-24T09:00:00Z', { snoozedUntil }));
    assert.deepEqual([during.post, during.skip], [null, ['7 snoozed']]);
    const after = toldOf(plan('2023-09-28T09:00:00Z', { snoozedUntil }));
    assert.deepEqual([after.post, after.skip], [3, ['7 snoozed']]);
  });
});

describe('a campaign in which servers are reported', () => {
  const some = { onRetired: 2, unknown: 0, reported: 5 };
  const none = { onRetired: 0, unknown: 0, reported: 5 };

  it('goes on as it was before the cut-off while one runs V1', () => {
    const told = toldOf(plan('2023-09-24T09:00:00Z', { progress: some }));
    assert.deepEqual([told.post, told.skip], [7, []]);
    assert.equal(told.upcoming.at(-1), '-7 2023-10-08T09:00');
  });

  it('is silent when none does, and says why', () => {
    const told = toldOf(plan('2023-09-28T09:00:00Z', { progress: none }));
    assert.deepEqual(told, { post: null, skip: ['7 migrated', '3 migrated'], upcoming: [] });
  });

  it('is looked at again though it is silent, for a server may turn up', () => {
    assert.equal(
      plan('2023-09-28T09:00:00Z', { progress: none }).lookAgainAt.toISOString(),
      '2023-09-30T09:00:00.000Z',
    );
    assert.equal(
      plan('2023-10-20T09:00:00Z', { progress: none }).lookAgainAt.toISOString(),
      '2023-10-22T09:00:00.000Z',
    );
  });

  it('reminds each week after the cut-off while one runs V1, years later too', () => {
    const since = new Date('2023-10-07T00:00:00Z');
    const told = toldOf(plan('2023-10-08T09:00:00Z', { since, progress: some }));
    assert.deepEqual([told.post, told.upcoming], [-7, ['-14 2023-10-15T09:00']]);
    const years = toldOf(plan('2026-11-22T12:00:00Z', { since, progress: some }));
    assert.deepEqual([years.post, years.skip], [-1_148, []]);
    assert.deepEqual(years.upcoming, ['-1155 2026-11-29T09:00']);
  });

  it('reminds each week at the local time, over clock changes, weekends and quiet hours', () => {
    const schedule: Partial<Schedule> = {
      zone: 'Europe/Berlin',
      weekend: 'after',
      quietHours: { from: '18:00', until: '09:30' },
    };
    const since = new Date('2023-10-03T00:00:00Z');
    const dues: string[] = [];
    let now = since;
    for (let week = 0; week < 60; week++) {
      const { post, upcoming } = plan(now.toISOString(), { since, progress: some, schedule });
      if (week > 0) assert.equal(post?.dueAt.getTime(), now.getTime());
      now = upcoming.at(-1)?.dueAt ?? now;
      dues.push(now.toISOString());
    }
    assert.deepEqual(dues.slice(0, 5), [
      '2023-10-09T07:30:00.000Z',
      '2023-10-16T07:30:00.000Z',
      '2023-10-23T07:30:00.000Z',
      '2023-10-30T08:30:00.000Z',
      '2023-11-06T08:30:00.000Z',
    ]);
    assert.equal(new Set(dues).size, dues.length);
  });

  it('says nothing after the cut-off when nobody has reported a server', () => {
    const told = toldOf(plan('2023-11-05T12:00:00Z', { since: new Date('2023-10-02T00:00:00Z') }));
    assert.deepEqual(told, { post: null, skip: [], upcoming: [] });
  });
});
