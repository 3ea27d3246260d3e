import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what is no fact of a server that is named', () => {
  const { read, assertDone } = useActReader();

  it('is what belongs to it, and is asked back', () => {
    for (const text of [
      'the disk of SYNC7 was removed',
      'the test database on SYNC7 is gone',
      'SYNC7’s predecessor is decommissioned',
      'a clone of SYNC7 runs 2.5.79.0',
      'the driver on SYNC7 is 2.5.79.0',
    ]) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
    for (const text of ['the wizard on SYNC7 shows 2.5.79.0', 'the server in Oslo, SYNC7, runs 2.5.79.0']) {
      assertDone(text, 'SYNC7 runs 2.5.79.0');
    }
  });

  it('is the end of a step, whatever is said of the server beside it', () => {
    const act = read('the update on SYNC7 is completed, its version reads 2.5.79.0');
    assert.deepEqual(linesOf(act), ['SYNC7 runs 2.5.79.0']);
    assert.deepEqual(read('the update on SYNC7 is completed'), { kind: 'which-version', names: ['SYNC7'] });
    assertDone('the migration of SYNC7 is completed', 'SYNC7 is migrated');
    assert.equal(read('SYNC7 export is done'), null);
  });

  it('is where it is', () => {
    const act = read('SYNC7 on HYPER3 runs 2.5.79.0');
    assert.deepEqual(linesOf(act), ['SYNC7 runs 2.5.79.0']);
  });

  it('is a move to something that replaces nothing', () => {
    for (const text of ['SYNC7 was moved to a new VM', 'SYNC7 has been migrated to Windows Server 2022']) {
      assert.equal(read(text)?.kind, 'ask', text);
    }
    assertDone('SYNC7 has been migrated to cloud sync', 'SYNC7 is migrated');
    assertDone('SYNC7 has been migrated', 'SYNC7 is migrated');
  });

  it('is what holds for all others', () => {
    for (const text of ['all but SYNC7 are migrated', 'everything except SYNC7 is migrated']) {
      assert.equal(read(text)?.kind, 'denied', text);
    }
  });

  it('is what holds for one of two', () => {
    assert.equal(read('SYNC7 or SYNC8 runs 2.5.79.0')?.kind, 'ask');
    assert.equal(read('either SYNC7 or SYNC8 is migrated')?.kind, 'ask');
  });

  it('is what all but one are', () => {
    for (const text of ['all but SYNC7 are migrated', 'every server is migrated except SYNC7']) {
      assert.equal(read(text)?.kind, 'denied', text);
    }
  });

  it('is an address, or the build of its Windows', () => {
    for (const text of ['SYNC7 10.1.2.3', 'SYNC7 is 192.168.20.4', 'SYNC7 has 10.0.17763']) {
      assert.doesNotMatch(JSON.stringify(read(text)), /runs/, text);
    }
    assertDone('SYNC7 2.5.79.0 10.0.20348.0', 'SYNC7 runs 2.5.79.0');
  });
});
