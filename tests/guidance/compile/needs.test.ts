import assert from 'node:assert/strict';
import { errorsOf, mapOf } from './compile-text.ts';

const notice = [
  '# T',
  '',
  '<!-- intent: deadline -->',
  'It stops working on May 4, 2030.',
  '',
  '<!-- intent: compare -->',
  'They differ.',
  '',
  '|Feature|Old|New|',
  '|-|-|-|',
  '|Users|●|●|',
  '|Devices|●||',
].join('\n');
const folder = (needs: string) => ({
  'notice.md': notice,
  'phrases.yaml': `intents: {}\nneeds:\n  ${needs}\n`,
});

describe('needs in phrases.yaml', () => {
  it('are matched to rows of the comparison', () => {
    assert.deepEqual(mapOf(folder('Devices: Our laptops')).needs, [{ row: 'Devices', words: 'Our laptops' }]);
  });

  it('are optional', () => assert.ok(!('needs' in mapOf(notice))));

  it('are an error for a row that the comparison does not have', () => {
    assert.deepEqual(errorsOf(folder('Printers: x')), [
      'phrases.yaml:3: the comparison has no row "Printers": copy the first cell of a row',
    ]);
  });

  it('are an error for a row that is the same in every column', () => {
    assert.deepEqual(errorsOf(folder('Users: x')), [
      'phrases.yaml:3: the row "Users" is the same in every column, so it decides nothing: remove it',
    ]);
  });
});
