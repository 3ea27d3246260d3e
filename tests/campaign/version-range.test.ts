import assert from 'node:assert/strict';
import { parseVersionRange } from '../../bot/campaign/version-range.ts';

describe('a range of versions', () => {
  it('has bounds that all hold', () => {
    assert.deepEqual(parseVersionRange('>= 2.0  <2.4.18.0'), [
      { operator: '>=', version: [2, 0] },
      { operator: '<', version: [2, 4, 18, 0] },
    ]);
    assert.deepEqual(parseVersionRange('1.6.16.0'), [{ operator: '=', version: [1, 6, 16, 0] }]);
  });

  for (const text of ['', 'below 2', '<', '<2.x', '<2..1', '2.0-beta', '<-1']) {
    it(`is none in ${JSON.stringify(text)}`, () => assert.equal(parseVersionRange(text), null));
  }
});
