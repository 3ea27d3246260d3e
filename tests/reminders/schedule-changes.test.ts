import assert from 'node:assert/strict';
import { DEFAULT_OFFSETS, type DueReminder, type Schedule } from '../../bot/reminders/schedule.ts';
import { comingReminders, planReminders, sinceChange, type PlanQuestion } from '../../bot/reminders/plan.ts';

const CUT_OFF = '2023-10-01'; // a Sunday

describe('the reminders to come', () => {
  const schedule = { localTime: '09:00', zone: 'UTC', offsets: DEFAULT_OFFSETS };
  const expect = (now: string, changes: Partial<PlanQuestion> = {}) =>
    comingReminders({
      cutOff: CUT_OFF,
      since: new Date('2023-09-20T00:00:00Z'),
      schedule,
      now: new Date(now),
      ...changes,
    }).map(({ offset, dueAt }) => `${offset} ${dueAt.toISOString().slice(0, 16)}`);

  it('begin with one that waits until quiet hours end', () => {
    const quietHours = { from: '18:00', until: '08:00' };
    const [first, second] = expect('2023-09-24T20:00:00Z', { schedule: { ...schedule, quietHours } });
    assert.deepEqual([first, second], ['7 2023-09-25T08:00', '3 2023-09-28T09:00']);
  });

  it('leave out snoozed ones, also weekly ones', () => {
    const snoozedUntil = new Date('2023-09-28T09:00:00Z');
    assert.deepEqual(expect('2023-09-24T08:00:00Z', { snoozedUntil })[0], '3 2023-09-28T09:00');
    const progress = { affected: 1, unknown: 0, reported: 1 };
    const weeks = { snoozedUntil: new Date('2023-11-01T00:00:00Z'), progress };
    assert.deepEqual(expect('2023-10-09T08:00:00Z', weeks), ['-36 2023-11-06T09:00']);
  });
});

describe('a schedule that is changed', () => {
  const usual: Schedule = { localTime: '09:00', zone: 'UTC', offsets: [7, 3, 1, 0] };
  function change(
    now: string,
    after: Partial<Schedule>,
    changes: Partial<Parameters<typeof sinceChange>[0]> = {},
  ) {
    const schedule = { ...usual, ...after };
    const since = sinceChange({
      cutOff: CUT_OFF,
      before: { schedule: usual, since: new Date('2023-09-01T00:00:00Z') },
      after: schedule,
      posted: [],
      skipped: [],
      now: new Date(now),
      ...changes,
    });
    const { post, skip, upcoming } = planReminders({ cutOff: CUT_OFF, schedule, since, now: new Date(now) });
    const tell = ({ offset, dueAt }: DueReminder) => `${offset} ${dueAt.toISOString().slice(0, 16)}`;
    return { post: post?.offset ?? null, skip, upcoming: upcoming.map(tell) };
  }

  it('posts nothing late for a time before it was asked for', () => {
    const { post, skip, upcoming } = change('2023-09-20T12:00:00Z', { offsets: DEFAULT_OFFSETS });
    assert.deepEqual([post, skip, upcoming[0]], [null, [], '7 2023-09-24T09:00']);
  });

  it('posts at once a reminder that was to come and is now overdue', () => {
    assert.equal(change('2023-09-24T08:00:00Z', { localTime: '07:00' }).post, 7);
    assert.equal(change('2023-09-30T08:00:00Z', { weekend: 'before' }, { posted: [7, 3] }).post, 0);
  });

  it('posts a reminder that was waiting', () => {
    assert.equal(change('2023-09-24T09:30:00Z', { zone: 'Europe/Berlin' }).post, 7);
    assert.deepEqual(
      change('2023-09-24T09:30:00Z', { localTime: '10:00' }).upcoming[0],
      '7 2023-09-24T10:00',
    );
  });

  it('posts nothing again', () => {
    const moved = change('2023-09-24T10:00:00Z', { weekend: 'after' }, { posted: [7] });
    assert.deepEqual([moved.post, moved.upcoming], [null, ['3 2023-09-28T09:00', '0 2023-10-02T09:00']]);
    const later = change('2023-09-24T10:00:00Z', { localTime: '17:00' }, { posted: [7], before: null });
    assert.equal(later.upcoming[0], '3 2023-09-28T17:00');
  });

  it('posts the cut-off reminder, even if the weekend rule moves it to the day of a posted one', () => {
    const moved = change('2023-09-30T10:00:00Z', { weekend: 'after' }, { posted: [7, 3, 1] });
    assert.deepEqual(moved.upcoming, ['0 2023-10-02T09:00']);
  });

  it('posts a skipped reminder if it is due again in the future, and not if its time is over', () => {
    const skipped = [7];
    const again = change('2023-09-24T10:00:00Z', { localTime: '17:00' }, { skipped });
    assert.equal(again.upcoming[0], '7 2023-09-24T17:00');
    assert.equal(change('2023-09-24T10:00:00Z', { localTime: '08:00' }, { skipped }).post, null);
  });

  it('still brings the day itself a week later, where no weekly one comes', () => {
    assert.equal(change('2023-10-08T09:30:00Z', {}, { skipped: [7, 3, 1] }).post, 0);
  });

  it('keeps the weekly one that was still to come', () => {
    const progress = { affected: 1, unknown: 0, reported: 1 };
    const after = { ...usual, localTime: '08:00' };
    const now = new Date('2023-10-09T08:30:00Z');
    const before = { schedule: usual, since: new Date('2023-09-01T00:00:00Z') };
    const posted = [7, 3, 1, 0, -1];
    const since = sinceChange({ cutOff: CUT_OFF, before, after, posted, skipped: [], now });
    const { post } = planReminders({ cutOff: CUT_OFF, schedule: after, since, progress, now });
    assert.deepEqual([post?.offset, post?.dueAt.toISOString()], [-8, '2023-10-09T08:00:00.000Z']);
  });
});
