import assert from 'node:assert/strict';
import { linesOf, useActReader } from '../../support/act-reader.ts';

describe('what is said of one server and holds for another', () => {
  const { read, assertDone } = useActReader();

  it('is the version, beside a role of its own', () => {
    for (const text of [
      'SYNC7 is on 2.5.3.0, its standby SYNC8 has the same version',
      'SYNC7 with 2.5.3.0 and as standby SYNC8, identical build',
      'SYNC7 on 2.5.3.0, standby SYNC8 likewise',
      'SYNC7 and its standby SYNC8 run 2.5.3.0',
      'two servers, both on 2.5.3.0: SYNC7 and its standby SYNC8',
      'SYNC7 runs 2.5.3.0. SYNC8 is the staging one, same release.',
    ]) {
      assertDone(text, 'SYNC7 runs 2.5.3.0', 'SYNC8 runs 2.5.3.0, staging');
    }
  });

  it('is the version that was recorded last', () => {
    const last = { lines: ['SYNC7 runs 2.5.3.0'], changes: ['1'] };
    assert.deepEqual(linesOf(read('SYNC8 is on standby, same version', { last })), [
      'SYNC8 runs 2.5.3.0, staging',
    ]);
    assert.deepEqual(linesOf(read('SYNC8 is on standby, still the same version', { last })), [
      'SYNC8 is staging',
    ]);
  });

  it('is asked back where it may be that of a third one', () => {
    assert.equal(read('SYNC7 runs 2.5.3.0, SYNC8 has the same version as SYNC9')?.kind, 'ask');
  });

  it('is nothing where they differ', () => {
    const act = read('SYNC7 runs 2.5.3.0, its standby SYNC8 isn’t on the same version');
    assert.equal(act?.kind === 'ask' && act.options[0]?.text, 'SYNC7 runs 2.5.3.0\nSYNC8 is staging');
  });

  it('is none of what people do', () => {
    const known = { subjects: ['SYNC7'], serverNames: new Set(['sync7']) };
    assert.deepEqual(linesOf(read('same hour but Oslo time, the office has moved', known)), [
      'remind us Europe/Oslo',
    ]);
  });
});
