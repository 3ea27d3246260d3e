import assert from 'node:assert/strict';
import { readStatedDay } from '../../bot/understanding/stated-day.ts';

describe('a day that somebody states', () => {
  const read = (text: string, locale?: string) =>
    readStatedDay(text, { now: new Date('2026-11-30T12:00:00Z'), zone: 'Europe/Berlin', locale });
  const dayIn = (text: string, locale?: string) => {
    const day = read(text, locale);
    return day?.kind === 'day' ? day.date : (day?.kind ?? null);
  };

  for (const text of [
    '15 March 2027',
    'March 15, 2027',
    'the 15th of March 2027',
    'on Monday 15 March 2027',
    '2027-03-15',
    '15.03.2027',
    '15.3.27',
    '15/03/2027',
    '03/15/2027',
  ]) {
    it(`is 15 March 2027 in “${text}”, whoever reads it`, () => {
      for (const locale of [undefined, 'en-GB', 'en-US', 'de-DE', 'sv-SE', 'nonsense!']) {
        assert.equal(dayIn(text, locale), '2027-03-15', locale ?? 'no locale');
      }
    });
  }

  it('follows the reader’s locale where numbers can mean two days', () => {
    assert.equal(dayIn('03/04/2027', 'en-GB'), '2027-04-03');
    assert.equal(dayIn('03/04/2027', 'de-DE'), '2027-04-03');
    assert.equal(dayIn('03/04/2027', 'en-US'), '2027-03-04');
    assert.equal(dayIn('03.04.2027', 'en-US'), '2027-04-03');
  });

  it('is unclear in such numbers without a locale, or with one that writes the year first', () => {
    for (const locale of [undefined, 'sv-SE', 'ja-JP']) {
      assert.deepEqual(read('03/04/2027', locale), {
        kind: 'unclear',
        words: '03/04/2027',
        readings: ['2027-04-03', '2027-03-04'],
      });
    }
  });

  it('is unclear without a year, as a weekday alone, and as the end of a month', () => {
    const likeliest = (text: string) => {
      const day = read(text, 'en-GB');
      return day?.kind === 'unclear' ? day.readings[0] : day?.kind;
    };
    assert.equal(likeliest('15 March'), '2027-03-15');
    assert.equal(likeliest('the end of March 2027'), '2027-03-31');
    assert.equal(likeliest('next Friday'), '2026-12-11');
  });

  for (const text of [
    '15 March 2027 and 16 March 2027',
    '2027-03-15 or 2027-03-16',
    '15.03.2027/16.03.2027',
    '15 March, no wait, 16 March',
    '15 March 2027, or maybe the 16th of March 2027',
    '15 - 16 March 2027',
  ]) {
    it(`is one of two in “${text}”`, () => {
      const day = read(text, 'en-GB');
      assert.deepEqual(day?.kind === 'unclear' && day.readings, ['2027-03-15', '2027-03-16']);
    });
  }

  it('stays one where the other day is part of the reason', () => {
    for (const reason of [
      ' because it was moved from 1 March 2027',
      ', Microsoft wrote on 1 December 2026',
      ' instead of 1 March 2027',
    ]) {
      assert.deepEqual(read(`15 March 2027${reason}`), { kind: 'day', date: '2027-03-15', rest: reason });
    }
  });

  it('is the reader’s own day for words such as tomorrow', () => {
    const late = { now: new Date('2026-11-30T23:30:00Z'), zone: 'Europe/Berlin' };
    const day = readStatedDay('tomorrow', late);
    assert.equal(day?.kind === 'day' && day.date, '2026-12-02');
  });

  it('is none in a month, a year, a day that doesn’t exist or one with another weekday', () => {
    for (const text of [
      'March 2027',
      '2027',
      'mid-March 2027',
      'Q1 2027',
      '31 February 2027',
      '31/02/2027',
    ]) {
      assert.equal(dayIn(text, 'en-GB'), 'no-day', text);
    }
    assert.equal(dayIn('Tuesday 15 March 2027', 'en-GB'), 'no-day');
  });

  it('leaves what follows it', () => {
    const day = read('15 March 2027, because Microsoft told us on 3 July', 'en-GB');
    assert.deepEqual(day, {
      kind: 'day',
      date: '2027-03-15',
      rest: ', because Microsoft told us on 3 July',
    });
  });

  it('is nowhere in a text that doesn’t begin with it', () => {
    for (const text of ['too early', 'what matters on 15 March 2027', 'announced in the Message Center']) {
      assert.equal(read(text, 'en-GB'), null, text);
    }
  });
});
