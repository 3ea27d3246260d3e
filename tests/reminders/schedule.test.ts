import assert from 'node:assert/strict';
import { scheduledReminders, DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';

const dueAt = (day: string, localTime: string, zone: string) =>
  scheduledReminders(day, { localTime, zone, offsets: [0] }).map((offset) => offset.dueAt.toISOString());

describe('a schedule', () => {
  it('has the same local time on both sides of a clock change', () => {
    const schedule = { localTime: '09:00', zone: 'Europe/Berlin', offsets: [1, 0] };
    const climb = (cutOff: string) =>
      scheduledReminders(cutOff, schedule).map((offset) => offset.dueAt.toISOString());
    assert.deepEqual(climb('2023-03-26'), ['2023-03-25T08:00:00.000Z', '2023-03-26T07:00:00.000Z']);
    assert.deepEqual(climb('2023-10-29'), ['2023-10-28T07:00:00.000Z', '2023-10-29T08:00:00.000Z']);
  });

  it('moves a time that a clock change skips forward', () => {
    assert.deepEqual(dueAt('2023-03-26', '02:30', 'Europe/Berlin'), ['2023-03-26T01:30:00.000Z']);
    assert.deepEqual(dueAt('2018-11-04', '00:00', 'America/Sao_Paulo'), ['2018-11-04T03:00:00.000Z']);
    assert.deepEqual(dueAt('2023-10-01', '02:15', 'Australia/Lord_Howe'), ['2023-09-30T15:45:00.000Z']);
  });

  it('has one instant, the first, when a clock change repeats the hour', () => {
    assert.deepEqual(dueAt('2023-10-29', '02:30', 'Europe/Berlin'), ['2023-10-29T00:30:00.000Z']);
    assert.deepEqual(dueAt('2023-11-05', '01:30', 'America/Los_Angeles'), ['2023-11-05T08:30:00.000Z']);
  });

  it('keeps the reader’s day on both sides of the date line', () => {
    assert.deepEqual(dueAt('2023-10-01', '00:00', 'Pacific/Kiritimati'), ['2023-09-30T10:00:00.000Z']);
    assert.deepEqual(dueAt('2023-10-01', '23:59', 'America/Los_Angeles'), ['2023-10-02T06:59:00.000Z']);
    assert.deepEqual(dueAt('2023-10-01', '09:00', 'Asia/Tokyo'), ['2023-10-01T00:00:00.000Z']);
  });

  it('goes from the largest offset to the cut-off, with each offset once', () => {
    const reminders = scheduledReminders('2023-10-01', {
      localTime: '09:00',
      zone: 'UTC',
      offsets: [0, 7, 1, 7],
    });
    assert.deepEqual(
      reminders.map(({ offset, dueAt }) => [offset, dueAt.toISOString()]),
      [
        [7, '2023-09-24T09:00:00.000Z'],
        [1, '2023-09-30T09:00:00.000Z'],
        [0, '2023-10-01T09:00:00.000Z'],
      ],
    );
  });

  it('ends on the cut-off day by default', () => {
    const reminders = scheduledReminders('2023-10-01', {
      localTime: '09:00',
      zone: 'UTC',
      offsets: DEFAULT_OFFSETS,
    });
    assert.equal(reminders[0]?.dueAt.toISOString(), '2022-10-01T09:00:00.000Z');
    assert.equal(reminders.at(-1)?.dueAt.toISOString(), '2023-10-01T09:00:00.000Z');
    assert.equal(reminders.length, DEFAULT_OFFSETS.length);
  });
});
