import assert from 'node:assert/strict';
import { readStatements } from '../../../bot/guidance/milestones/read-statements.ts';
import { SENTENCES_IN_OTHER_WORDS } from './sentences-in-other-words.ts';
import { SENTENCES_OF_ENDS } from './sentences-of-ends.ts';
import { SENTENCES_OF_OTHER_DATES } from './sentences-of-other-dates.ts';
import { SENTENCES_OF_STAGES } from './sentences-of-stages.ts';
import { SENTENCES_OF_VENDORS } from './sentences-of-vendors.ts';

const SENTENCES = {
  ...SENTENCES_OF_ENDS,
  ...SENTENCES_OF_OTHER_DATES,
  ...SENTENCES_IN_OTHER_WORDS,
  ...SENTENCES_OF_STAGES,
  ...SENTENCES_OF_VENDORS,
};

/** The dates and kinds that one sentence states, under a title of its own. */
function kindsIn(sentence: string, heading = ''): Record<string, string> {
  const texts = [{ text: sentence, plain: sentence, line: 1, heading }];
  const { statements } = readStatements({ title: 'Retirement of Fenwick Relay', texts });
  const standing = statements.filter(({ isWithdrawn }) => !isWithdrawn);
  return Object.fromEntries(standing.map(({ date, kind }) => [date, kind]));
}

describe('a dated sentence', () => {
  for (const [group, sentences] of Object.entries(SENTENCES)) {
    describe(`that states ${group}`, () => {
      for (const [sentence, expected] of sentences) {
        it(sentence, () => assert.deepEqual(kindsIn(sentence), expected));
      }
    });
  }
});

describe('a dated text', () => {
  const statementsOf = (texts: readonly [plain: string, heading: string][]) =>
    readStatements({
      title: 'Retirement of Fenwick Relay',
      texts: texts.map(([plain, heading], index) => ({ text: plain, plain, line: index + 1, heading })),
    }).statements.map(({ date, kind }) => `${date} ${kind}`);

  it('means the day whose year another text names', () => {
    assert.deepEqual(
      statementsOf([
        ['Actions by February 1, 2027', ''],
        ['Starting February 1, apps are prevented from calling Relay.', ''],
        ['Starting March 1, apps are prevented from calling Hub.', ''],
      ]).filter((statement) => statement.endsWith('cut-off')),
      ['2027-02-01 cut-off'],
    );
  });

  it('with a label alone means what stands under it', () => {
    const phase = 'Phase 2: August 31, 2027';
    assert.deepEqual(
      statementsOf([
        [phase, phase],
        ['All calls to Relay fail.', phase],
        ['New apps use Hub.', 'Next steps'],
      ]),
      ['2027-08-31 cut-off'],
    );
    assert.deepEqual(statementsOf([[phase, phase]]), []);
    assert.deepEqual(
      statementsOf([
        [phase, phase],
        ['Enabled users can still connect, but others lose access.', phase],
        ['New users cannot connect.', phase],
      ]),
      ['2027-08-31 new-use-ends'],
    );
  });

  it('is the announcement where it is a heading above an end', () => {
    const heading = 'Fenwick Relay reports - June 2, 2026';
    const end = 'The reports will no longer be available after August 31, 2027.';
    assert.deepEqual(
      statementsOf([
        [heading, heading],
        [end, heading],
      ]),
      ['2026-06-02 announced', '2027-08-31 cut-off'],
    );
    const phase = 'Phase 1 - June 2, 2026';
    assert.deepEqual(
      statementsOf([
        [phase, phase],
        [end, phase],
      ]),
      ['2027-08-31 cut-off'],
    );
  });

  it('is the announcement where it stands alone above a later end', () => {
    assert.deepEqual(
      statementsOf([
        ['June 2, 2026', ''],
        ['Starting August 31, 2027, Relay will be closed down.', ''],
      ]),
      ['2026-06-02 announced', '2027-08-31 cut-off'],
    );
  });

  it('says what a later text says of the end of life that it names', () => {
    assert.deepEqual(
      statementsOf([
        ['Relay reaches its end of life on August 31, 2027.', ''],
        ['The last date to renew is June 2, 2026.', ''],
        ['After the EOL date, Relay will stop functioning.', ''],
      ]),
      ['2027-08-31 cut-off', '2026-06-02 new-use-ends'],
    );
  });

  it('is under a heading that only says that it is a date what the title says', () => {
    const text = { text: 'August 31, 2027', plain: 'August 31, 2027', line: 5, heading: 'Target date' };
    const { statements } = readStatements({ title: 'The old settings will be removed', texts: [text] });
    assert.deepEqual(
      statements.map(({ date, kind }) => [date, kind]),
      [['2027-08-31', 'cut-off']],
    );
  });

  it('in a list says what the sentence before the list says', () => {
    assert.deepEqual(
      statementsOf([
        ['The retirement was announced in June 2026, with the following end-of-life dates:', ''],
        ['Relay for Linux: May 2027', ''],
        ['Relay for Windows: August 31, 2027', ''],
      ]),
      ['2026-06 announced', '2027-05 support-ends', '2027-08-31 support-ends'],
    );
    assert.deepEqual(statementsOf([['Relay for Windows: August 31, 2027', '']]), []);
    assert.deepEqual(
      statementsOf([
        ['Relay goes away in stages:', ''],
        ['August 31, 2027 – The new page is shown to everybody.', ''],
      ]),
      [],
    );
  });
});
