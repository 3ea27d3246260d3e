import assert from 'node:assert/strict';
import { isComparison } from '../../bot/guidance/comparison.ts';
import { splitComparison, toTableData } from '../../bot/rendering/tables.ts';

const features = {
  headers: ['Feature', 'Connect sync', 'Cloud sync'],
  rows: [
    ['Groups', '●', '●'],
    ['Devices', '●', ''],
    ['Agents', '', '✓'],
    ['Neither', '', ''],
    ['Objects', 'no limit', '150,000'],
  ],
};

describe('tables', () => {
  it('of marks are comparisons, tables of words are not', () => {
    assert.equal(isComparison(features), true);
    assert.equal(isComparison({ headers: ['A', 'B', 'C'], rows: [['a', 'b', 'c']] }), false);
    assert.equal(isComparison({ headers: ['A', 'B'], rows: [['a', '●']] }), false);
    assert.equal(
      isComparison({
        headers: ['A', 'B', 'C'],
        rows: [
          ['a', '2022', ''],
          ['b', '', ''],
        ],
      }),
      false,
    );
    assert.equal(isComparison({ headers: ['A', 'B', 'C'], rows: [] }), false);
  });

  it('split into rows that differ and rows that don’t', () => {
    const { differing, same } = splitComparison(features);
    assert.deepEqual(
      differing.rows.map(({ cells }) => cells),
      [
        ['Devices', '✔ Yes', '✖ No'],
        ['Agents', '✖ No', '✔ Yes'],
        ['Objects', 'no limit', '150,000'],
      ],
    );
    assert.deepEqual(same, [
      { heading: '✔ Yes in both (1 of 5)', names: '- Groups' },
      { heading: '✖ No in both (1 of 5)', names: '- Neither' },
    ]);
    assert.deepEqual(differing.captions, ['Where they differ (3 of 5)']);
  });

  it('are cut after six rows, with a caption that says so', () => {
    const rows = Array.from({ length: 9 }, (_, i) => [`${i}`, 'x']);
    const { captions, rows: shown } = toTableData({ headers: ['A', 'B'], rows });
    assert.deepEqual(captions, ['Showing 6 of 9 rows. See the source for the rest.']);
    assert.equal(shown.length, 6);
    assert.equal(toTableData({ headers: ['A', 'B'], rows: rows.slice(0, 6) }).captions.length, 0);
  });

  it('fill the cells that a row lacks', () => {
    const { rows } = toTableData({ headers: ['A', 'B', 'C'], rows: [['a']] });
    assert.deepEqual(rows[0]?.cells, ['a', '–', '–']);
  });
});
