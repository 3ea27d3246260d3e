import assert from 'node:assert/strict';
import { formatDay, formatInstant, formatLocalTime, parseLocalTime } from '../../bot/tab/format.ts';

const BRITISH = { locale: 'en-GB', zone: 'Europe/Berlin' };
const AMERICAN = { locale: 'en-US', zone: 'America/New_York' };

describe('dates and times in the dashboard', () => {
  it('follow the reader’s locale and zone', () => {
    const instant = '2023-09-24T07:05:00Z';
    assert.equal(formatInstant(instant, BRITISH), '24 September 2023, 09:05');
    assert.equal(formatInstant(instant, AMERICAN), 'September 24, 2023, 3:05 AM');
    assert.equal(formatLocalTime('09:00', BRITISH), '09:00');
    assert.equal(formatLocalTime('21:00', AMERICAN), '9:00 PM');
  });

  it('keep a calendar date, and give an instant its day in the reader’s zone', () => {
    assert.equal(formatDay('2023-10-01', AMERICAN), 'October 1, 2023');
    assert.equal(formatDay('2023-10-01T02:00:00Z', AMERICAN), 'September 30, 2023');
  });

  it('can be typed with and without AM and PM', () => {
    for (const [typed, expected] of [
      ['9:00', '09:00'],
      ['09:00', '09:00'],
      ['23.59', '23:59'],
      ['9:00 AM', '09:00'],
      ['9:00\u202fPM', '21:00'],
      ['12:30 a.m.', '00:30'],
      ['12 pm', '12:00'],
      ['9', null],
      ['24:00', null],
      ['13:00 PM', null],
      ['0 am', null],
      ['9:60', null],
      ['soon', null],
      ['', null],
    ] as const) {
      assert.equal(parseLocalTime(typed), expected, typed);
    }
  });
});
