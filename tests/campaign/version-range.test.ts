import assert from 'node:assert/strict';
import { isInRange, parseVersionRange } from '../../bot/campaign/version-range.ts';

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

  const contained: [string, string, boolean][] = [
    ['<2.5.79.0', '2.5.3.0', true],
    ['<2.5.79.0', '2.5.79.0', false],
    ['<2.5.79.0', '2.10.0.0', false],
    ['<=2.5.79', '2.5.79.0', true],
    ['>=2 <3', '2.6.1.0', true],
    ['>=2 <3', '3.0', false],
    ['2.5.79.0', '2.5.79', true],
    ['>1.6.16.0', '1.6.16.0', false],
  ];
  for (const [range, version, isInside] of contained) {
    it(`${range} ${isInside ? 'contains' : 'does not contain'} ${version}`, () => {
      assert.equal(isInRange(version, parseVersionRange(range) ?? []), isInside);
    });
  }
});
