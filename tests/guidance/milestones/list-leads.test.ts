import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document about Fenwick Relay with these lines states, as `DATE KIND`. */
function about(...lines: string[]): string[] {
  const map = mapOf(['# Changes to Fenwick Relay', '', ...lines].join('\n'));
  return map.milestones.map(({ date, kind }) => `${date} ${kind}`);
}

describe('a sentence that a list completes', () => {
  const lead = ['Starting May 4, 2030, users will no longer be able to:', ''];

  it('says of its date what the items say', () => {
    assert.deepEqual(about(...lead, '- Create relays.', '- Add routes to relays.'), [
      '2030-05-04 new-use-ends',
    ]);
    assert.deepEqual(about(...lead, '- Sign in to relays.', '- Create relays.'), ['2030-05-04 cut-off']);
  });

  it('is not completed by what stands under another date or heading', () => {
    const later = '- Create relays, from June 4, 2030.';
    assert.deepEqual(about(...lead, later)[0], '2030-05-04 cut-off');
    assert.deepEqual(about(...lead, '## Relays', '', 'Create relays.'), ['2030-05-04 cut-off']);
  });
});
