import assert from 'node:assert/strict';
import { daysUntil, phaseOf } from '../../bot/campaign/calendar.ts';

const date = '2023-10-01';
const days = (now: string, zone: string) => daysUntil({ date, now: new Date(now), zone });
const phase = (now: string, zone: string) => phaseOf({ date, now: new Date(now), zone });

describe('the calendar', () => {
  it('gives the day of an instant in each zone', () => {
    const now = '2023-09-30T11:00:00Z';
    assert.equal(days(now, 'Pacific/Kiritimati'), 0);
    assert.equal(days(now, 'Asia/Tokyo'), 1);
    assert.equal(days(now, 'America/Los_Angeles'), 1);
  });

  for (const [zone, begins, ends] of [
    ['Pacific/Kiritimati', '2023-09-30T10:00:00Z', '2023-10-01T10:00:00Z'],
    ['Asia/Tokyo', '2023-09-30T15:00:00Z', '2023-10-01T15:00:00Z'],
    ['America/Los_Angeles', '2023-10-01T07:00:00Z', '2023-10-02T07:00:00Z'],
  ] as const) {
    it(`begins and ends a day at midnight in ${zone}`, () => {
      const second = (iso: string, change: number) =>
        new Date(Date.parse(iso) + change * 1_000).toISOString();
      assert.equal(phase(second(begins, -1), zone), 'before');
      assert.equal(phase(begins, zone), 'on');
      assert.equal(phase(second(ends, -1), zone), 'on');
      assert.equal(phase(ends, zone), 'after');
    });
  }

  it('counts calendar days, not hours', () => {
    assert.equal(days('2023-09-30T00:00:00Z', 'UTC'), 1);
    assert.equal(days('2023-09-30T23:59:59Z', 'UTC'), 1);
    assert.equal(days('2023-10-02T00:00:00Z', 'UTC'), -1);
  });

  it('counts whole days across a clock change', () => {
    const over = (date: string, now: string) =>
      daysUntil({ date, now: new Date(now), zone: 'Europe/Berlin' });
    assert.equal(over('2023-03-27', '2023-03-25T22:30:00Z'), 2);
    assert.equal(over('2023-10-30', '2023-10-28T21:30:00Z'), 2);
  });

  it('counts days after the date, across leap years', () => {
    assert.equal(days('2026-11-22T12:00:00Z', 'UTC'), -1148);
  });

  it('counts a month from its first day', () => {
    assert.equal(daysUntil({ date: '2021-08', now: new Date('2021-07-30T12:00:00Z'), zone: 'UTC' }), 2);
  });
});
