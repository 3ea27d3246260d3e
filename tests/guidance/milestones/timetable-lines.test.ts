import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document about Fenwick Relay with these lines states, as `DATE KIND`. */
function about(...lines: string[]): string[] {
  const map = mapOf(['# Changes to Fenwick Relay', '', ...lines].join('\n'));
  return map.milestones.map(({ date, kind }) => `${date} ${kind}`);
}

describe('the lines of a timetable', () => {
  it('are read one by one where only line breaks separate them', () => {
    assert.deepEqual(
      about(
        '**Deprecation date:** March 4, 2030',
        '**End of support:** June 4, 2030',
        '**Removal date:** May 4, 2031',
      ),
      ['2030-03-04 announced', '2030-06-04 support-ends', '2031-05-04 cut-off'],
    );
  });

  it('may do without auxiliary verbs', () => {
    assert.deepEqual(about('- **May 4, 2030** – Servers shut down, backups deleted'), ['2030-05-04 cut-off']);
    assert.deepEqual(about('- May 4, 2030: API endpoints turned off'), ['2030-05-04 cut-off']);
  });

  it('say more than the end of support that they name where they describe what stops', () => {
    const item = 'End of support (May 4, 2030):';
    assert.deepEqual(about(`- ${item} The tool is removed from all workspaces.`), ['2030-05-04 cut-off']);
    assert.deepEqual(about('- May 4, 2030: End of support: Relays that use it fail.'), [
      '2030-05-04 cut-off',
    ]);
    assert.deepEqual(about(`- ${item} Relay is removed from the catalog.`), ['2030-05-04 support-ends']);
    assert.deepEqual(
      about(
        '| Date | Step | What happens |',
        '| --- | --- | --- |',
        '| May 4, 2030 | End of support | Relay removed |',
      ),
      ['2030-05-04 cut-off'],
    );
  });
});
