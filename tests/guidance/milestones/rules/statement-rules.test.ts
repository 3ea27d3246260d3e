import assert from 'node:assert/strict';
import { readClause, STATEMENT_RULES } from '../../../../bot/guidance/milestones/rules/statement-rules.ts';

describe('the rules that read a dated clause', () => {
  for (const { reading, certainty, constructions } of STATEMENT_RULES) {
    for (const { says, examples } of constructions) {
      for (const example of examples) {
        it(`read "${example}" as ${reading}, ${certainty}`, () => {
          assert.match(example, says);
          const read = readClause(example);
          assert.deepEqual([read?.reading, read?.certainty], [reading, certainty]);
        });
      }
    }
  }
});
