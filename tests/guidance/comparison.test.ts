import assert from 'node:assert/strict';
import { judgeRows, wordTable } from '../../bot/guidance/comparison.ts';

describe('rows of a comparison', () => {
  const table = wordTable({
    headers: ['Feature', 'Relay', 'Mesh'],
    rows: [
      ['Queues', '●', ''],
      ['Harbours', '●', '●'],
      ['Oceans', '', '●'],
      ['Rivers', '●', 'In preview'],
    ],
  });
  const row = (index: number) => ({ ...table, rows: table.rows.slice(index, index + 1) });

  it('answer a question for yes or no with that word first', () => {
    assert.deepEqual(judgeRows(row(0), 2), ['**No**: **Queues** is only in Relay, not in **Mesh**.']);
    assert.deepEqual(judgeRows(row(1), 2), ['**Yes**: **Harbours** is in both **Mesh** and Relay.']);
    assert.deepEqual(judgeRows(row(2), 2), ['**Yes**: **Oceans** is in **Mesh** only.']);
  });

  it('have neither word for a cell that is a sentence, or without such a question', () => {
    assert.deepEqual(judgeRows(row(3), 2), ['**Rivers**: Relay: ✔ Yes; Mesh: In preview.']);
    assert.deepEqual(judgeRows(row(0)), ['**Queues**: Relay: ✔ Yes; Mesh: ✖ No.']);
  });

  it('are a list where there are several', () => {
    assert.deepEqual(judgeRows({ ...table, rows: table.rows.slice(0, 2) }, 2), [
      '- **Queues**: Relay: ✔ Yes; Mesh: ✖ No.\n- **Harbours**: Relay: ✔ Yes; Mesh: ✔ Yes.',
    ]);
  });
});
