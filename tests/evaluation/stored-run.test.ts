import assert from 'node:assert/strict';
import type { Evaluation } from '../../bot/evaluation/evaluation.ts';
import { compareRuns, parseRun, writeRun } from '../../bot/evaluation/stored-run.ts';

function evaluationOf(problems: Record<string, string | null>): Evaluation {
  const verdicts = Object.entries(problems).map(([id, problem]) => ({ id, problem }));
  const right = verdicts.filter(({ problem }) => problem === null).length;
  return { shares: { right: { right, all: verdicts.length } }, notes: {}, verdicts };
}

describe('a stored evaluation', () => {
  it('says which cases have turned since, and by how much the figures differ', () => {
    const before = parseRun(writeRun(evaluationOf({ a: null, b: 'wrong', c: null, d: 'wrong' })));
    assert.ok(before);
    const now = evaluationOf({ a: null, b: null, c: 'wrong', d: null });
    assert.deepEqual(compareRuns(before, now), {
      points: { right: 25 },
      nowRight: ['b', 'd'],
      nowWrong: ['c'],
    });
  });

  it('is refused when the file holds something else', () => {
    assert.equal(parseRun('{"shares":1}'), null);
    assert.equal(parseRun('nonsense'), null);
  });
});
