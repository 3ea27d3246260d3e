import assert from 'node:assert/strict';
import {
  localTimeIn,
  parseZone,
  searchZones,
  suggestZones,
  widespreadZones,
} from '../../bot/campaign/zones.ts';

describe('zones', () => {
  it('are parsed in any case', () => {
    assert.equal(parseZone('Europe/Berlin'), 'Europe/Berlin');
    assert.equal(parseZone('europe/berlin'), 'Europe/Berlin');
    assert.equal(parseZone('AMERICA/NEW_YORK'), 'America/New_York');
    assert.equal(parseZone('UTC'), 'UTC');
  });

  it('can have a name that the time zone database has replaced', () => {
    assert.ok(parseZone('Asia/Calcutta'));
    assert.ok(parseZone('Asia/Kolkata'));
    assert.ok(parseZone('US/Pacific'));
  });

  it('are not guessed', () => {
    for (const text of ['', 'Berlin', 'Europe', 'Europe/Atlantis', 'tomorrow', 'W. Europe Standard Time']) {
      assert.equal(parseZone(text), null, text);
    }
  });

  it('are suggested by city and despite misspellings', () => {
    assert.equal(suggestZones('berlin')[0], 'Europe/Berlin');
    assert.equal(suggestZones('new york')[0], 'America/New_York');
    assert.equal(suggestZones('Europe/Berln')[0], 'Europe/Berlin');
    assert.equal(suggestZones('Tokio')[0], 'Asia/Tokyo');
  });

  it('are not suggested when none is similar', () => {
    assert.deepEqual(suggestZones('xqzwvkjhgf'), []);
    assert.ok(suggestZones('a').length <= 3);
  });

  it('are not searched for a text that is longer than any name', () => {
    assert.deepEqual(suggestZones(`Europe/Berlin${'n'.repeat(40)}`), []);
  });

  it('have their own local time', () => {
    const instant = new Date('2023-10-01T12:30:00Z');
    assert.equal(localTimeIn('Asia/Kathmandu', instant), '18:15');
    assert.equal(localTimeIn('America/Los_Angeles', instant), '05:30');
  });

  it('are found by the beginning of the city, by any part of the name, and despite misspellings', () => {
    assert.equal(searchZones('berl', 15)[0], 'Europe/Berlin');
    assert.equal(searchZones('new y', 15)[0], 'America/New_York');
    assert.equal(searchZones('kolkata', 15)[0], 'Asia/Kolkata');
    assert.ok(searchZones('hagen', 15).includes('Europe/Copenhagen'));
    assert.equal(searchZones('Berlni', 15)[0], 'Europe/Berlin');
  });

  it('are listed without a search, including every zone of the platform', () => {
    assert.deepEqual(searchZones('  ', 3), widespreadZones().slice(0, 3));
    for (const zone of widespreadZones()) assert.equal(parseZone(zone), zone);
  });
});
