import assert from 'node:assert/strict';
import { useActReader } from '../../support/act-reader.ts';

describe('what a sentence says of servers together', () => {
  const { read, assertDone } = useActReader();

  it('is the opposite of staging where the staging mode is off', () => {
    for (const text of [
      'the staging mode on SYNC7 is off',
      'the staging mode of SYNC7 is switched off now',
      'staging mode isn’t on at SYNC7',
      'staging is disabled on SYNC7',
      'we turned off the staging mode on SYNC7',
      'SYNC7: staging mode = false',
      'the staging mode got disabled on SYNC7',
    ]) {
      assertDone(text, 'SYNC7 is active');
    }
    for (const text of ['staging mode on SYNC7 is active', 'SYNC7 has staging mode enabled']) {
      assertDone(text, 'SYNC7 is staging');
    }
    assertDone('SYNC7 is staging, SYNC8 is active', 'SYNC7 is staging', 'SYNC8 is active');
    assertDone('staging is SYNC7, active is SYNC8', 'SYNC7 is staging', 'SYNC8 is active');
    assertDone('the staging server SYNC7 is switched off', 'SYNC7 is decommissioned');
    assert.equal(read('please disable the staging mode on SYNC7')?.kind, 'ask');
    assert.equal(read('staging mode on SYNC7 should be off')?.kind, 'ask');
    assert.equal(read('SYNC7 was taken out of staging mode')?.kind, 'denied');
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
    assert.deepEqual(titlesOf('SYNC7 is staging or active'), ['SYNC7 is staging', 'SYNC7 is active']);
    assert.deepEqual(titlesOf('SYNC7 has 2.5.3.0 or perhaps 2.5.79.0'), [
      'SYNC7 runs 2.5.3.0',
      'SYNC7 runs 2.5.79.0',
    ]);
    assert.deepEqual(titlesOf('forget SYNC7 or SYNC8'), ['SYNC7', 'SYNC8']);
    assert.deepEqual(titlesOf('rename SYNC7 or SYNC8 to SYNC9'), ['SYNC7', 'SYNC8']);
    const many = 'SYNC1, SYNC2, SYNC3, SYNC4, SYNC5 or SYNC6 is migrated';
    assert.equal(read(many)?.kind, 'which-server');
  });

  it('asks whether all servers on the list are meant', () => {
    const serverNames = new Set(['sync7', 'sync8']);
    for (const text of [
      'all servers are migrated',
      'everything is migrated',
      'mark all our servers as migrated',
      'mark all as migrated',
      'mark them all as migrated',
      'set all to migrated',
      'all are migrated',
      'we’ve migrated all our servers',
    ]) {
      const act = read(text, { serverNames });
      assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'SYNC7 is migrated\nSYNC8 is migrated', text);
    }
    assert.notEqual(read('are all servers migrated?', { serverNames })?.kind, 'ask');
    assert.equal(read('mark all as migrated', { serverNames, subjects: ['SYNC7', 'SYNC8'] })?.kind, 'ask');
  });

  it('asks once for all servers of a list that is too long to name them', () => {
    const serverNames = new Set(Array.from({ length: 400 }, (_, i) => `sync${i}`));
    const offered = (text: string) => {
      const act = read(text, { serverNames });
      return act?.kind === 'ask' ? act.options.map((option) => option.text) : act;
    };
    assert.deepEqual(offered('mark all as migrated'), ['each of 400 servers is migrated']);
    assert.deepEqual(offered('all servers run 2.5.79.0'), ['each of 400 servers runs 2.5.79.0']);
  });
});
