import assert from 'node:assert/strict';
import { readCorrection } from '../../../bot/understanding/acts/read-correction.ts';
import { readUtterance } from '../../../bot/understanding/acts/utterance.ts';

/** Monday, 10:00 in Berlin. */
const NOW = new Date('2023-09-04T08:00:00Z');

function correct(text: string, ...last: string[]) {
  const utterance = readUtterance(text, {
    now: NOW,
    zone: 'Europe/Berlin',
    locale: 'en-GB',
    isKnownServer: () => false,
    findNotices: () => [],
  });
  return readCorrection(utterance, last);
}

describe('a correction of the last act', () => {
  function assertCorrected(text: string, last: string, ...lines: string[]): void {
    assert.deepEqual(correct(text, ...last.split('; '))?.lines, lines, text);
  }

  it('names the day that was meant, however it was typed', () => {
    for (const day of ['2027-02-12', '12 February 2027', 'February 12th, 2027', '12.02.2027']) {
      assertCorrected(
        'wrong, it’s 19 February 2027',
        `our deadline for V2 is ${day}`,
        'our deadline for V2 is 2027-02-19',
      );
    }
  });

  it('names a time that suits better', () => {
    for (const text of ['actually 11:30 would suit us better', '11:30 please', 'sorry, 11:30 works better']) {
      assertCorrected(text, 'remind us at 11', 'remind us at 11:30');
    }
  });

  it('names what is wrong beside a number that is right', () => {
    for (const text of [
      'make that 11 rather than 10',
      'make it 11, not 10',
      'could you make it 11 instead of 10?',
      '11 would be better than 10',
    ]) {
      assertCorrected(text, 'remind us at 10', 'remind us at 11:00');
    }
    assertCorrected('make that 4 instead of 6', 'remind us 6 days before', 'remind us 4 days before');
  });

  it('is doubtful where something else may be said of the version', () => {
    assert.equal(correct('actually it needs 2.5.190.0', 'SYNC01 runs 2.4.18.0')?.isDoubtful, true);
    for (const text of ['actually it is 2.5.190.0', 'no, it runs 2.5.190.0', 'wait, 2.5.190.0']) {
      assert.equal(correct(text, 'SYNC01 runs 2.4.18.0')?.isDoubtful, false, text);
    }
  });

  it('names the server that was meant', () => {
    const last = 'SYNC01 runs 2.5.190.0, staging';
    for (const text of [
      'no, SYNC02',
      'sorry, I meant SYNC02',
      'not SYNC01 but SYNC02',
      'oops, wrong server: SYNC02',
      'I mixed them up, it was SYNC02',
      'it should have been SYNC02, not SYNC01',
    ]) {
      assertCorrected(text, last, 'SYNC02 runs 2.5.190.0, staging');
    }
    assertCorrected('no, SYNC02', 'SYNC01 is migrated', 'SYNC02 is migrated');
    assertCorrected('no, SYNC02', 'SYNC01 has 2.1.20.0', 'SYNC02 has 2.1.20.0');
    assertCorrected('sorry, SYNC02', 'forget SYNC01', 'forget SYNC02');
    assertCorrected('no, SYNC03', 'rename SYNC01 to SYNC02', 'rename SYNC01 to SYNC03');
  });

  it('names the version, time, zone, day or number of days that was meant', () => {
    assertCorrected('I meant 2.3.2.0', 'SYNC01 runs 2.5.190.0', 'SYNC01 runs 2.3.2.0');
    assertCorrected('not 2.5.190.0, 2.3.2.0', 'SYNC01 runs 2.5.190.0', 'SYNC01 runs 2.3.2.0');
    assertCorrected('not 9, 10:00', 'remind us at 09:00 Europe/London', 'remind us at 10:00 Europe/London');
    assertCorrected('no, 10:00', 'remind us at 9 Europe/London', 'remind us at 10:00 Europe/London');
    assertCorrected('sorry, Sydney time', 'remind us at 09:00', 'remind us at 09:00 Australia/Sydney');
    assertCorrected('no, until Friday', 'snooze until 2023-09-14', 'snooze until 2023-09-08');
    assertCorrected('oops, 11', 'remind us at 09:00 Europe/London', 'remind us at 11:00 Europe/London');
    assertCorrected('sorry, 5', 'no reminder 3 days before', 'no reminder 5 days before');
    assertCorrected('no, three weeks', 'snooze for 14 days', 'snooze for 21 days');
  });

  it('is of every server with the wrong version, and of the one that is named among several', () => {
    const last = 'SYNC01 runs 2.5.190.0; SYNC02 runs 2.5.190.0';
    assertCorrected('sorry, 2.3.2.0', last, 'SYNC01 runs 2.3.2.0', 'SYNC02 runs 2.3.2.0');
    assertCorrected('not SYNC02, SYNC03', last, 'SYNC01 runs 2.5.190.0', 'SYNC03 runs 2.5.190.0');
  });

  it('is to be asked where both may be meant', () => {
    const correction = correct('I mixed them up, SYNC02 has 2.3.2.0', 'SYNC01 runs 2.3.2.0');
    assert.deepEqual(correction, { lines: ['SYNC02 runs 2.3.2.0'], isDoubtful: true });
  });

  it('is none where it isn’t plain what is wrong', () => {
    assert.equal(correct('no, SYNC03', 'SYNC01 runs 2.1.20.0', 'SYNC02 runs 2.3.2.0'), null);
    assert.equal(correct('no, 10:00', 'quiet hours 22:00 to 07:00'), null);
    assert.equal(correct('no, 2.3.2.0', 'remind us at 09:00'), null);
    assert.equal(correct('no, SYNC02 or SYNC03', 'SYNC01 is migrated'), null);
  });

  it('is none where something of its own is said, or asked', () => {
    const last = 'SYNC01 runs 2.5.190.0';
    assert.equal(correct('SYNC02 runs 2.3.2.0', last), null);
    assert.equal(correct('no, SYNC02 will be upgraded next week', last), null);
    assert.equal(correct('not SYNC02?', last), null);
    assert.equal(correct('no', last), null);
    assert.equal(correct('no, SYNC01', last), null);
    assert.equal(correct('no, SYNC02'), null);
  });
});
