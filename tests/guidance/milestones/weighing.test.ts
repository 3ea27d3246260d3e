import assert from 'node:assert/strict';
import { mapOf } from '../compile/compile-text.ts';

/** What a document about Fenwick Relay with these sentences states, as `DATE KIND`. */
function about(...sentences: string[]): string[] {
  const map = mapOf(['# Changes to Fenwick Relay', ...sentences].join('\n\n'));
  return map.milestones.map(({ date, kind }) => `${date} ${kind}`);
}

describe('of two days in a row', () => {
  const eve = 'Relay is shut down on May 3, 2030.';
  const morrow = 'Calls to it are refused from May 4, 2030.';

  it('the first is the end, unless more texts name the second', () => {
    assert.deepEqual(about(eve, morrow), ['2030-05-03 cut-off']);
    assert.deepEqual(about(eve, morrow, 'Relay goes dark on May 4, 2030.'), [
      '2030-05-03 other',
      '2030-05-04 cut-off',
    ]);
  });

  it('the one before which customers have to sign up is none beside the one on which that ends', () => {
    const closed = 'Relay is no longer open to new customers from May 4, 2030.';
    assert.deepEqual(about(closed, 'To use it, sign up prior to May 3, 2030.'), ['2030-05-04 new-use-ends']);
    assert.deepEqual(about('To use it, sign up prior to May 3, 2030.'), ['2030-05-03 new-use-ends']);
  });
});

describe('a deprecation', () => {
  it('that is to come is a step to the removal', () => {
    assert.deepEqual(about('Relay will become deprecated on May 4, 2030 and removed on June 4, 2030.'), [
      '2030-05-04 other',
      '2030-06-04 cut-off',
    ]);
  });

  it('is a step where it was announced before', () => {
    const deprecated = 'Relay is deprecated as of May 4, 2030.';
    assert.deepEqual(about(deprecated), ['2030-05-04 announced']);
    assert.deepEqual(about('We announced this on March 4, 2030.', deprecated), [
      '2030-03-04 announced',
      '2030-05-04 other',
    ]);
  });
});

describe('use until a day', () => {
  it('is no new use where it is of what was created already', () => {
    assert.deepEqual(about('Users can access Relay until May 4, 2030 to see the relays they’ve created.'), [
      '2030-05-04 cut-off',
    ]);
  });

  it('is the end where those who have it keep it until then, beside an end of the offer', () => {
    const kept = 'Existing subscribers keep their plan until October 4, 2030.';
    assert.deepEqual(about('The plan will no longer be offered from May 4, 2030.', kept), [
      '2030-05-04 new-use-ends',
      '2030-10-04 cut-off',
    ]);
    assert.deepEqual(about('The plan is shut down on May 4, 2030.', kept)[0], '2030-05-04 cut-off');
  });

  it('is of a part where that is the user interface', () => {
    const [first] = mapOf(
      '# Changes to Fenwick Relay\n\nThe web user interface will be removed on May 4, 2030.\n\nRelay is shut down on June 4, 2030.',
    ).milestones;
    assert.equal(`${first?.kind ?? ''} ${first?.scope ?? ''}`, 'cut-off web user interface');
  });
});
