import assert from 'node:assert/strict';
import { DateTime, IANAZone } from 'luxon';
import { localInstant } from '../../bot/campaign/ladder.ts';

const FIRST = Date.parse('2023-01-01T00:00:00Z');
const DAYS = 731; // 2024 has a leap day
const TIMES = ['00:30', '02:30', '09:00'];
const DAY_MS = 86_400_000;

const isoDay = (number: number) => new Date(FIRST + number * DAY_MS).toISOString().slice(0, 10);

/** Days on which, or next to which, the zone's clock changes, and every ninth of the others. */
function daysWorthLookingAt(zone: string): number[] {
  const known = IANAZone.create(zone);
  const offset = (day: number) => known.offset(FIRST + day * DAY_MS);
  const offsets = Array.from({ length: DAYS + 2 }, (_, i) => offset(i - 1));
  const changes = (i: number) => offsets[i] !== offsets[i + 1];
  return Array.from({ length: DAYS }, (_, day) => day).filter(
    (day) => day % 9 === 0 || changes(day) || changes(day + 1) || (day > 0 && changes(day - 1)),
  );
}

describe('every time zone that the platform knows', function () {
  this.timeout(60_000);

  it('has one instant a day for a local time, in order, that shows this time unless a clock change skips it', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    assert.ok(zones.length > 400);
    for (const zone of zones) {
      const days = daysWorthLookingAt(zone);
      for (const time of TIMES) {
        let before = { day: -2, instant: -Infinity };
        for (const day of days) {
          const instant = localInstant(isoDay(day), time, zone).getTime();
          const name = `${zone} ${isoDay(day)} ${time}`;
          assert.ok(instant > before.instant, `${name} is in order`);
          if (before.day === day - 1)
            assert.ok(Math.abs(instant - before.instant - DAY_MS) <= 3 * 3_600_000, name);
          const shown = DateTime.fromMillis(instant, { zone });
          const early = DateTime.fromMillis(instant - 1, { zone });
          const isSkipped = early.offset !== shown.offset || shown.toFormat('HH:mm') > time;
          assert.ok(isSkipped || shown.toFormat('yyyy-MM-dd HH:mm') === `${isoDay(day)} ${time}`, name);
          before = { day, instant };
        }
      }
    }
  });

  it('gives a time that occurs twice its first instant, of the changes of half an hour too', () => {
    const first = localInstant('2024-04-07', '01:45', 'Australia/Lord_Howe');
    assert.equal(first.toISOString(), '2024-04-06T14:45:00.000Z');
    assert.equal(
      localInstant('2023-03-19', '02:30', 'Africa/Casablanca').toISOString(),
      '2023-03-19T01:30:00.000Z',
    );
    assert.equal(
      localInstant('2024-02-29', '09:00', 'Asia/Kathmandu').toISOString(),
      '2024-02-29T03:15:00.000Z',
    );
  });

  it('moves a day that a zone leaves out to the next one', () => {
    const days = ['2011-12-29', '2011-12-30', '2011-12-31'];
    assert.deepEqual(
      days.map((day) => localInstant(day, '09:00', 'Pacific/Apia').toISOString()),
      ['2011-12-29T19:00:00.000Z', '2011-12-30T19:00:00.000Z', '2011-12-30T19:00:00.000Z'],
    );
  });
});
