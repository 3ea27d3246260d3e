import assert from 'node:assert/strict';
import { writeOutNumbers } from '../../../bot/understanding/acts/numbered-names.ts';
import { useActReader } from '../../support/act-reader.ts';

describe('servers that are named by their numbers', () => {
  const { read, assertDone } = useActReader();
  const migrated = (...numbers: string[]) => numbers.map((number) => `SYNC${number} is migrated`);

  for (const [said, numbers] of [
    ['SYNC01, 02 and 03', ['01', '02', '03']],
    ['SYNC01/02/03', ['01', '02', '03']],
    ['SYNC1, 4 & 7', ['1', '4', '7']],
    ['SYNC01 and 12', ['01', '12']],
    ['SYNC08 to SYNC11', ['08', '09', '10', '11']],
    ['SYNC08-SYNC10', ['08', '09', '10']],
    ['SYNC08–10', ['08', '09', '10']],
    ['SYNC08 through 10', ['08', '09', '10']],
    ['SYNC08..SYNC10', ['08', '09', '10']],
  ] as const) {
    it(`are all recorded: ${said}`, () => assertDone(`${said} are migrated`, ...migrated(...numbers)));
  }

  it('have their versions', () => {
    assertDone('SYNC01 and 02 both run 2.5.3.0', 'SYNC01 runs 2.5.3.0', 'SYNC02 runs 2.5.3.0');
  });

  it('are written out of a list of ranges', () => {
    assert.equal(writeOutNumbers('EU-S08-09 run it'), 'EU-S08 and EU-S09 run it');
  });

  it('are none where a number is something else', () => {
    for (const text of [
      'rename SYNC01 to SYNC05',
      'the role went from SYNC01 to SYNC05',
      'SYNC01, 30 days before',
      'SYNC01 and 3 others are migrated',
      'SYNC09 to SYNC01 are migrated',
      'SYNC01 and 2.5.3.0 are old',
      'SYNC0001 to SYNC9999 are migrated',
    ]) {
      assert.equal(writeOutNumbers(text), text);
    }
  });

  it('take time in proportion to the text', () => {
    const text = 'SYNC01, 02'.repeat(20_000) + ', 01'.repeat(20_000);
    const start = process.cpuUsage();
    writeOutNumbers(text);
    assert.ok(process.cpuUsage(start).user < 500_000);
  });

  it('leave out nothing in silence', () => {
    for (const others of ['3 others', 'the other three', 'the rest', 'all remaining servers']) {
      const act = read(`SYNC01 and ${others} are migrated`);
      assert.deepEqual(act, { kind: 'do', lines: ['SYNC01 is migrated'], unread: [others] });
    }
  });
});
