import assert from 'node:assert/strict';
import { DEFAULT_OFFSETS, type Schedule } from '../../bot/reminders/schedule.ts';
import { planReminders, type PlanQuestion } from '../../bot/reminders/plan.ts';

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
    schedule: { localTime: '09:00', zone: 'UTC', offsets: DEFAULT_OFFSETS, ...schedule },
  });
}

const toldOf = ({ post, skip, upcoming }: ReturnType<typeof plan>) => ({
  post: post?.offset ?? null,
  skip: skip.map(({ offset, reason }) => `${offset} ${reason}`),
  upcoming: upcoming.map(({ offset, dueAt }) => `${offset} ${dueAt.toISOString().slice(0, 16)}`),
});

describe('a schedule', () => {
  it('posts on a weekend, or on the Friday before or the Monday after', () => {
    const upcoming = (weekend: Schedule['weekend']) =>
      toldOf(plan('2023-09-20T00:00:00Z', { schedule: { ...(weekend ? { weekend } : {}) } })).upcoming;
    const onTheDay = ['7 2023-09-24T09:00', '3 2023-09-28T09:00', '1 2023-09-30T09:00', '0 2023-10-01T09:00'];
    assert.deepEqual(upcoming(undefined), onTheDay);
    assert.deepEqual(upcoming('on'), onTheDay);
    assert.deepEqual(upcoming('before'), ['7 2023-09-22T09:00', '3 2023-09-28T09:00', '0 2023-09-29T09:00']);
    assert.deepEqual(upcoming('after'), ['7 2023-09-25T09:00', '3 2023-09-28T09:00', '0 2023-10-02T09:00']);
  });

  it('moves reminders due in quiet hours to their end', () => {
    const quietHours = { from: '18:00', until: '10:30' };
    const [next] = toldOf(plan('2023-09-20T00:00:00Z', { schedule: { quietHours } })).upcoming;
    assert.equal(next, '7 2023-09-24T10:30');
  });

  it('delays the newest missed reminder until quiet hours end, and skips those it supersedes', () => {
    const schedule = { quietHours: { from: '18:00', until: '08:00' } };
    const since = new Date('2023-09-20T00:00:00Z');
    const held = plan('2023-09-24T20:00:00Z', { since, schedule });
    assert.deepEqual([held.post, held.planAgainAt.toISOString()], [null, '2023-09-25T08:00:00.000Z']);
    assert.deepEqual([held.held?.offset, toldOf(held).skip], [7, []]);
    assert.equal(plan('2023-09-25T08:00:00Z', { since, schedule }).post?.offset, 7);
    const later = plan('2023-09-28T20:00:00Z', { since, schedule });
    assert.deepEqual([later.post, later.held?.offset, toldOf(later).skip], [null, 3, ['7 superseded']]);
  });

  it('keeps the weekend rule at the end of a month, a year and a leap day', () => {
    const dueOf = (cutOff: string, offsets: number[], weekend: Schedule['weekend'] = 'on') =>
      toldOf(
        planReminders({
          cutOff,
          since: new Date('2023-01-01T00:00:00Z'),
          now: new Date('2023-01-01T00:00:00Z'),
          schedule: { localTime: '09:00', zone: 'UTC', offsets, weekend },
        }),
      ).upcoming;
    // 30 September and 1 October 2023 are a Saturday and a Sunday, as are 30 and 31 December.
    assert.deepEqual(dueOf('2023-09-30', [0], 'after'), ['0 2023-10-02T09:00']);
    assert.deepEqual(dueOf('2023-10-01', [0], 'before'), ['0 2023-09-29T09:00']);
    assert.deepEqual(dueOf('2023-12-30', [0], 'after'), ['0 2024-01-01T09:00']);
    assert.deepEqual(dueOf('2023-12-31', [1, 0], 'before'), ['0 2023-12-29T09:00']);
    // 2024 has a 29 February, a Thursday; 2025 has none, and its 1 March is a Saturday.
    assert.deepEqual(dueOf('2024-03-01', [7, 1, 0]), [
      '7 2024-02-23T09:00',
      '1 2024-02-29T09:00',
      '0 2024-03-01T09:00',
    ]);
    assert.deepEqual(dueOf('2024-03-02', [2, 0], 'before'), ['2 2024-02-29T09:00', '0 2024-03-01T09:00']);
    assert.deepEqual(dueOf('2024-02-29', [365, 0]), ['365 2023-03-01T09:00', '0 2024-02-29T09:00']);
    assert.deepEqual(dueOf('2025-03-01', [366, 365, 1]), [
      '366 2024-02-29T09:00',
      '365 2024-03-01T09:00',
      '1 2025-02-28T09:00',
    ]);
    assert.deepEqual(dueOf('2025-03-01', [0], 'before'), ['0 2025-02-28T09:00']);
    assert.deepEqual(dueOf('2025-03-01', [0], 'after'), ['0 2025-03-03T09:00']);
  });

  it('crosses 29 February in the weeks after a cut-off', () => {
    const progress = { affected: 1, unknown: 0, reported: 1 };
    const since = new Date('2024-02-01T00:00:00Z');
    const week = (now: string) =>
      toldOf(
        plan(now, { cutOff: '2024-02-15', since, progress, schedule: { weekday: 'thursday' } }),
      ).upcoming.at(-1);
    assert.equal(week('2024-02-22T09:00:00Z'), '-14 2024-02-29T09:00');
    assert.equal(week('2024-02-29T09:00:00Z'), '-21 2024-03-07T09:00');
  });

  it('keeps weekends free when quiet hours end on one', () => {
    const dueOf = (weekend: Schedule['weekend'] = 'on', localTime = '20:00') =>
      toldOf(
        plan('2023-09-20T00:00:00Z', {
          cutOff: '2023-09-29', // a Friday
          schedule: { offsets: [0], localTime, weekend, quietHours: { from: '18:00', until: '08:00' } },
        }),
      ).upcoming;
    assert.deepEqual(dueOf('on'), ['0 2023-09-30T08:00']);
    assert.deepEqual(dueOf('before'), ['0 2023-09-29T17:59']);
    assert.deepEqual(dueOf('after'), ['0 2023-10-02T08:00']);
    assert.deepEqual(dueOf('before', '06:00'), ['0 2023-09-29T08:00']);
  });

  it('skips reminders due while it is snoozed', () => {
    const snoozedUntil = new Date('2023-09-28T00:00:00Z');
    const during = toldOf(plan('2023-09-24T09:00:00Z', { snoozedUntil }));
    assert.deepEqual([during.post, during.skip], [null, ['7 snoozed']]);
    const after = toldOf(plan('2023-09-28T09:00:00Z', { snoozedUntil }));
    assert.deepEqual([after.post, after.skip], [3, ['7 snoozed']]);
  });
});

describe('a campaign in which servers are reported', () => {
  const some = { affected: 2, unknown: 0, reported: 5 };
  const none = { affected: 0, unknown: 0, reported: 5 };

  it('continues until the cut-off while a server runs V1', () => {
    const told = toldOf(plan('2023-09-24T09:00:00Z', { progress: some }));
    assert.deepEqual([told.post, told.skip], [7, []]);
    assert.equal(told.upcoming.at(-1), '-1 2023-10-02T09:00');
  });

  it('is silent when none does, with the reason', () => {
    const told = toldOf(plan('2023-09-28T09:00:00Z', { progress: none }));
    assert.deepEqual(told, { post: null, skip: ['7 migrated', '3 migrated'], upcoming: [] });
  });

  it('is planned again while it is silent, because a server may be reported', () => {
    assert.equal(
      plan('2023-09-28T09:00:00Z', { progress: none }).planAgainAt.toISOString(),
      '2023-09-30T09:00:00.000Z',
    );
    assert.equal(
      plan('2023-10-20T09:00:00Z', { progress: none }).planAgainAt.toISOString(),
      '2023-10-23T09:00:00.000Z',
    );
  });

  it('reminds each week after the cut-off while a server runs V1, also years later', () => {
    const since = new Date('2023-10-07T00:00:00Z');
    const told = toldOf(plan('2023-10-09T09:00:00Z', { since, progress: some }));
    assert.deepEqual([told.post, told.upcoming], [-8, ['-15 2023-10-16T09:00']]);
    const years = toldOf(plan('2026-11-22T12:00:00Z', { since, progress: some }));
    assert.deepEqual([years.post, years.skip], [-1_142, []]);
    assert.deepEqual(years.upcoming, ['-1149 2026-11-23T09:00']);
  });

  it('posts the newest weekly reminder after downtime and skips those not planned yet as superseded', () => {
    const since = new Date('2023-09-20T00:00:00Z');
    const after = (changes: Partial<PlanQuestion>) =>
      toldOf(plan('2023-11-06T12:00:00Z', { since, progress: some, ...changes }));
    const reminders = ['7 superseded', '3 superseded', '1 superseded', '0 superseded'];
    const plannedUntil = new Date('2023-10-16T09:00:00Z');
    assert.deepEqual(after({ plannedUntil }).skip, [
      ...reminders,
      '-15 superseded',
      '-22 superseded',
      '-29 superseded',
    ]);
    assert.equal(after({ plannedUntil }).post, -36);
    assert.deepEqual(after({ plannedUntil: new Date('2023-10-16T09:00:01Z') }).skip, [
      ...reminders,
      '-22 superseded',
      '-29 superseded',
    ]);
    const all = after({ plannedUntil: new Date('2023-09-24T09:00:00Z') });
    assert.deepEqual(
      [all.post, all.skip.slice(4)],
      [-36, ['-1 superseded', '-8 superseded', '-15 superseded', '-22 superseded', '-29 superseded']],
    );
    const snoozedUntil = new Date('2023-10-24T00:00:00Z');
    assert.deepEqual(after({ plannedUntil, snoozedUntil }).skip.slice(4), [
      '-15 snoozed',
      '-22 snoozed',
      '-29 superseded',
    ]);
  });

  it('reminds each week at the local time, across clock changes, weekends and quiet hours', () => {
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

  it('reminds on the working day that was chosen, first within a week after the cut-off', () => {
    const firstAfter = (cutOff: string, weekday: NonNullable<Schedule['weekday']>) =>
      toldOf(
        plan(`${cutOff}T12:00:00Z`, {
          cutOff,
          since: new Date(`${cutOff}T12:00:00Z`),
          progress: some,
          schedule: { weekday },
        }),
      ).upcoming.at(-1);
    assert.equal(firstAfter('2023-10-01', 'monday'), '-1 2023-10-02T09:00');
    assert.equal(firstAfter('2023-10-01', 'friday'), '-5 2023-10-06T09:00');
    assert.equal(firstAfter('2023-10-02', 'monday'), '-7 2023-10-09T09:00');
    assert.equal(firstAfter('2026-09-30', 'tuesday'), '-6 2026-10-06T09:00');
    assert.equal(firstAfter('2026-10-03', 'monday'), '-2 2026-10-05T09:00');
  });

  it('is silent after the cut-off if no server was reported', () => {
    const told = toldOf(plan('2023-11-05T12:00:00Z', { since: new Date('2023-10-02T00:00:00Z') }));
    assert.deepEqual(told, { post: null, skip: [], upcoming: [] });
  });
});
