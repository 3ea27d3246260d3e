import assert from 'node:assert/strict';
import { readClause, STATEMENT_RULES } from '../../../bot/guidance/milestones/statement-rules.ts';

describe('the rules that read a dated clause', () => {
  for (const { reading, certainty, examples } of STATEMENT_RULES) {
    for (const example of examples) {
      it(`read "${example}" as ${reading}, ${certainty}`, () => {
        const read = readClause(example);
        assert.deepEqual([read?.reading, read?.certainty], [reading, certainty]);
      });
    }
  }
});
