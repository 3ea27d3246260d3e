import assert from 'node:assert/strict';
import { afterQuietHours } from '../../bot/campaign/quiet-hours.ts';

const after = (iso: string, from: string, until: string, zone = 'UTC') =>
  afterQuietHours(new Date(iso), { from, until }, zone).toISOString();

describe('quiet hours', () => {
  it('across midnight end in the morning, before and after midnight', () => {
    assert.equal(after('2023-09-24T23:00:00Z', '18:00', '08:00'), '2023-09-25T08:00:00.000Z');
    assert.equal(after('2023-09-25T03:00:00Z', '18:00', '08:00'), '2023-09-25T08:00:00.000Z');
  });

  it('within a day end on the same day', () => {
    assert.equal(after('2023-09-24T12:30:00Z', '12:00', '13:00'), '2023-09-24T13:00:00.000Z');
  });

  it('include their start and exclude their end', () => {
    assert.equal(after('2023-09-24T18:00:00Z', '18:00', '08:00'), '2023-09-25T08:00:00.000Z');
    assert.equal(after('2023-09-24T17:59:59Z', '18:00', '08:00'), '2023-09-24T17:59:59.000Z');
    assert.equal(after('2023-09-25T08:00:00Z', '18:00', '08:00'), '2023-09-25T08:00:00.000Z');
  });

  it('are in the zone’s local time', () => {
    assert.equal(after('2023-09-24T22:00:00Z', '18:00', '08:00', 'Asia/Tokyo'), '2023-09-24T23:00:00.000Z');
  });

  it('end after the instant when a clock change repeats the hour', () => {
    assert.equal(
      after('2023-10-29T01:10:00Z', '18:00', '02:30', 'Europe/Berlin'),
      '2023-10-29T01:30:00.000Z',
    );
    assert.equal(
      after('2023-10-29T00:10:00Z', '18:00', '02:30', 'Europe/Berlin'),
      '2023-10-29T00:30:00.000Z',
    );
    assert.equal(
      after('2023-03-26T00:30:00Z', '18:00', '02:30', 'Europe/Berlin'),
      '2023-03-26T01:30:00.000Z',
    );
  });
});
