import assert from 'node:assert/strict';
import { IANAZone } from 'luxon';
import { reminderDueAt } from '../../bot/reminders/schedule.ts';
import { zoneNames } from '../../bot/campaign/zones.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const FIRST = Date.parse('2023-01-01T00:00:00Z');
const DAYS = 731; // 2024 has a leap day
const DAY_NAMES = Array.from({ length: DAYS }, (_, i) =>
  new Date(FIRST + i * DAY_MS).toISOString().slice(0, 10),
);
const TIMES = ['00:30', '02:30', '09:00'];

/** When a reminder on the cut-off itself is due. */
function dueOn(day: string, localTime: string, zone: string): Date {
  return reminderDueAt(day, 0, { offsets: [0], localTime, zone });
}

/** A time in which a zone's clock does not change. */
interface Stretch {
  from: number;
  until: number;
  /** Of the local clock before UTC. */
  offsetMs: number;
}

/** What the zone's clock does from two days before the first day to two days after the last. */
function stretchesOf(zone: string): Stretch[] {
  const known = IANAZone.create(zone);
  const offsetAt = (instant: number) => known.offset(instant) * MINUTE_MS;
  const end = FIRST + (DAYS + 2) * DAY_MS;
  const stretches: Stretch[] = [];
  let from = FIRST - 2 * DAY_MS;
  for (let day = from; day < end; day += DAY_MS) {
    if (offsetAt(day) === offsetAt(day + DAY_MS)) continue;
    let [before, after] = [day, day + DAY_MS];
    while (after - before > MINUTE_MS) {
      const middle = before + Math.floor((after - before) / 2 / MINUTE_MS) * MINUTE_MS;
      if (offsetAt(middle) === offsetAt(day)) before = middle;
      else after = middle;
    }
    stretches.push({ from, until: after, offsetMs: offsetAt(day) });
    from = after;
  }
  return [...stretches, { from, until: end, offsetMs: offsetAt(end) }];
}

/** Every instant at which the zone's clocks show a time; where they skip it, that much later by the old clock. */
function instantsOf(wall: number, stretches: readonly Stretch[]): number[] {
  const shown = stretches.filter(({ from, until, offsetMs }) => {
    return wall - offsetMs >= from && wall - offsetMs < until;
  });
  const before = stretches.findLast(({ until, offsetMs }) => wall - offsetMs >= until);
  return shown.length > 0 ? shown.map(({ offsetMs }) => wall - offsetMs) : [wall - (before?.offsetMs ?? NaN)];
}

describe('every time zone that the platform knows', () => {
  it('has one instant for a local time each day, in order: its first occurrence, or the end of the gap', () => {
    const zones = zoneNames();
    assert.ok(zones.length > 400);
    for (const zone of zones) {
      const stretches = stretchesOf(zone);
      for (const time of TIMES) {
        let last = -Infinity;
        for (const [i, day] of DAY_NAMES.entries()) {
          const wall = FIRST + i * DAY_MS + Date.parse(`1970-01-01T${time}Z`);
          const instant = dueOn(day, time, zone).getTime();
          if (instant !== instantsOf(wall, stretches)[0] || instant <= last) {
            assert.fail(`${zone} ${day} ${time} is ${new Date(instant).toISOString()}`);
          }
          last = instant;
        }
      }
    }
  });

  it('takes the first instant of a time that occurs twice, also in half-hour changes', () => {
    const first = dueOn('2024-04-07', '01:45', 'Australia/Lord_Howe');
    assert.equal(first.toISOString(), '2024-04-06T14:45:00.000Z');
    assert.equal(dueOn('2023-03-19', '02:30', 'Africa/Casablanca').toISOString(), '2023-03-19T01:30:00.000Z');
    assert.equal(dueOn('2024-02-29', '09:00', 'Asia/Kathmandu').toISOString(), '2024-02-29T03:15:00.000Z');
  });

  it('moves a day that a zone skips to the next one', () => {
    const days = ['2011-12-29', '2011-12-30', '2011-12-31'];
    assert.deepEqual(
      days.map((day) => dueOn(day, '09:00', 'Pacific/Apia').toISOString()),
      ['2011-12-29T19:00:00.000Z', '2011-12-30T19:00:00.000Z', '2011-12-30T19:00:00.000Z'],
    );
  });

  it('is named in the error if it does not exist', () => {
    assert.throws(() => dueOn('2023-10-01', '09:00', 'Mars/Olympus'), {
      code: 'unknown-zone',
      message: /does not know the time zone "Mars\/Olympus"/,
    });
  });
});
