import assert from 'node:assert/strict';
import { createScorer, softmax, trainModel, type Example } from '../../bot/understanding/linear-model.ts';

const EXAMPLES: Example[] = ['ferry', 'lighthouse'].flatMap((intent) =>
  ['when', 'where', 'how', 'why', 'who'].flatMap((word) =>
    ['leaves', 'stops', 'waits', 'turns'].map((verb) => ({ intent, text: `${word} the ${intent} ${verb}` })),
  ),
);

describe('a linear model', () => {
  const probabilities = (examples: Example[]): number[] => {
    const score = createScorer(trainModel(examples));
    return ['the ferry of today', 'does it turn', 'who stops', 'nothing of either'].map(
      (text) => softmax(score(text))[0] ?? 0,
    );
  };

  it('is the same in whichever order the examples are given', () => {
    const first = probabilities(EXAMPLES);
    for (const [i, probability] of probabilities(EXAMPLES.toReversed()).entries()) {
      assert.ok(
        Math.abs(probability - (first[i] ?? 0)) < 0.001,
        `${String(probability)} for text ${String(i)}`,
      );
    }
  });
});
