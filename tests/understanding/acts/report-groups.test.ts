import assert from 'node:assert/strict';
import { linesOf, openActReader } from '../../support/act-reader.ts';

describe('what a sentence says of servers together', () => {
  let read: Awaited<ReturnType<typeof openActReader>>;
  before(async () => {
    read = await openActReader();
  });

  /** Read as these commands in their plain form, without a doubt. */
  function assertDone(text: string, ...lines: string[]): void {
    assert.deepEqual(linesOf(read(text)), lines, text);
  }

  it('is the opposite of staging where the staging mode is off', () => {
    for (const text of [
      'the staging mode on SYNC7 is off',
      'the staging mode of SYNC7 is switched off now',
      'staging mode isn’t on at SYNC7',
      'staging is disabled on SYNC7',
      'we turned off the staging mode on SYNC7',
      'SYNC7: staging mode = false',
    ]) {
      assertDone(text, 'SYNC7 is active');
    }
    for (const text of ['staging mode on SYNC7 is active', 'SYNC7 has staging mode enabled']) {
      assertDone(text, 'SYNC7 is staging');
    }
    assertDone('SYNC7 is staging, SYNC8 is active', 'SYNC7 is staging', 'SYNC8 is active');
  });

  it('offers each of several that may be meant', () => {
    const titlesOf = (text: string) => {
      const act = read(text);
      return act?.kind === 'ask' ? act.options.map(({ title }) => title) : act;
    };
    assert.deepEqual(titlesOf('either SYNC7, SYNC8 or SYNC9 is migrated'), ['SYNC7', 'SYNC8', 'SYNC9']);
    assert.deepEqual(titlesOf('one of SYNC7 and SYNC8 runs 2.5.3.0'), ['SYNC7', 'SYNC8']);
    const each = ['SYNC7 runs 2.5.3.0', 'SYNC8 runs 2.5.79.0'];
    assert.deepEqual(titlesOf('SYNC7 has 2.5.3.0, or SYNC8 has 2.5.79.0'), each);
    assert.deepEqual(titlesOf('SYNC7 is on 2.5.3.0 or 2.5.79.0'), [each[0], 'SYNC7 runs 2.5.79.0']);
    const many = 'SYNC1, SYNC2, SYNC3, SYNC4, SYNC5 or SYNC6 is migrated';
    assert.equal(read(many)?.kind, 'which-server');
  });
});
