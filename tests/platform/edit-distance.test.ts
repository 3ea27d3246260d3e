import assert from 'node:assert/strict';
import { editDistance } from '../../bot/platform/edit-distance.ts';

describe('the edit distance', () => {
  const cases: [string, string, number][] = [
    ['PORT', 'PORT', 0],
    ['PROT', 'PORT', 1],
    ['PRT', 'PORT', 1],
    ['PORTS', 'PORT', 1],
    ['PART', 'PORT', 1],
    ['TROP', 'PORT', 3],
    ['', 'PORT', 4],
    ['kitten', 'sitting', 3],
  ];
  for (const [a, b, distance] of cases) {
    it(`between "${a}" and "${b}" is ${distance}, in both directions`, () => {
      assert.equal(editDistance(a, b), distance);
      assert.equal(editDistance(b, a), distance);
    });
  }
});
