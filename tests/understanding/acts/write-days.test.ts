import assert from 'node:assert/strict';
import { useActReader } from '../../support/act-reader.ts';

describe('the days before a deadline', () => {
  const { read, assertDone } = useActReader();

  it('are the only ones where the others are to go', () => {
    for (const text of [
      'three weeks and one day before is enough, leave out the rest',
      'we need it three weeks ahead and one day ahead, the others can go',
      'three weeks before and the day before will do',
      'skip all but three weeks and one day before',
    ]) {
      assertDone(text, 'remind us only 21, 1 days before');
    }
  });

  it('take the place of others', () => {
    for (const text of [
      'remind us 10 days before instead of 7 days',
      'instead of 7 days before remind us 10 days before',
    ]) {
      assertDone(text, 'no reminder 7 days before', 'remind us 10 days before');
    }
  });

  it('are left out where the others stay', () => {
    assertDone('skip the reminder 3 days before but keep the others', 'no reminder 3 days before');
    assertDone('60 days before is too early', 'no reminder 60 days before');
  });

  it('are asked back or explained where more or fewer may be meant', () => {
    assert.equal(read('10 days before is early enough')?.kind, 'ask');
    assert.equal(read('10 days before is not enough')?.kind, 'explain');
  });
});
