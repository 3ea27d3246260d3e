import assert from 'node:assert/strict';
import { localTimeIn, parseZone, suggestZones } from '../../bot/campaign/zones.ts';

describe('zones', () => {
  it('are read whatever their case', () => {
    assert.equal(parseZone('Europe/Berlin'), 'Europe/Berlin');
    assert.equal(parseZone('europe/berlin'), 'Europe/Berlin');
    assert.equal(parseZone('AMERICA/NEW_YORK'), 'America/New_York');
    assert.equal(parseZone('UTC'), 'UTC');
  });

  it('may have the name that the database gave up', () => {
    assert.ok(parseZone('Asia/Calcutta'));
    assert.ok(parseZone('Asia/Kolkata'));
    assert.ok(parseZone('US/Pacific'));
  });

  it('are not guessed', () => {
    for (const text of ['', 'Berlin', 'Europe', 'Europe/Atlantis', 'tomorrow', 'W. Europe Standard Time']) {
      assert.equal(parseZone(text), null, text);
    }
  });

  it('are suggested by the city alone and by few wrong letters', () => {
    assert.equal(suggestZones('berlin')[0], 'Europe/Berlin');
    assert.equal(suggestZones('new york')[0], 'America/New_York');
    assert.equal(suggestZones('Europe/Berln')[0], 'Europe/Berlin');
    assert.equal(suggestZones('Tokio')[0], 'Asia/Tokyo');
  });

  it('are not suggested when nothing resembles', () => {
    assert.deepEqual(suggestZones('xqzwvkjhgf'), []);
    assert.ok(suggestZones('a').length <= 3);
  });

  it('have their own time of day', () => {
    const instant = new Date('2023-10-01T12:30:00Z');
    assert.equal(localTimeIn('Asia/Kathmandu', instant), '18:15');
    assert.equal(localTimeIn('America/Los_Angeles', instant), '05:30');
  });
});
