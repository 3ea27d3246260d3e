import assert from 'node:assert/strict';

import { crossValidate, fitTemperature, type Unseen } from '../../bot/understanding/calibrate.ts';
import { FeatureIndex } from '../../bot/understanding/feature-index.ts';
import { createRecogniser } from '../../bot/understanding/recogniser.ts';
import { softmax } from '../../bot/understanding/linear-model.ts';
import { measure } from '../../bot/understanding/measure.ts';
import { valueOf } from '../../bot/understanding/share.ts';
import { readPhrases } from '../support/phrases.ts';

describe('calibration', () => {
  let unseen: Unseen[];
  before(async () => {
    // Two folds are half the work; a model that knows half of the phrases is the harder case.
    unseen = crossValidate(await readPhrases(), 2);
  });

  it('gives confidences within 10 points of the observed accuracy on unseen phrases', () => {
    const temperature = fitTemperature(unseen);
    const bands = new Map<number, { said: number; right: number; count: number }>();
    for (const { example, intents, scores } of unseen) {
      const confidences = softmax(scores, temperature);
      const said = Math.max(...confidences);
      const band = Math.min(4, Math.floor(said * 5));
      const entry = bands.get(band) ?? { said: 0, right: 0, count: 0 };
      entry.said += said;
      entry.right += intents[confidences.indexOf(said)] === example.intent ? 1 : 0;
      entry.count++;
      bands.set(band, entry);
    }
    for (const [band, { said, right, count }] of bands) {
      if (count < 100) continue;
      const difference = Math.abs(said - right) / count;
      assert.ok(difference < 0.1, `from ${band / 5}: off by ${difference.toFixed(2)} over ${count} phrases`);
    }
  });

  it('answers fewer than 5 % of unseen phrases wrongly', () => {
    const temperature = fitTemperature(unseen);
    const results = unseen.map(({ example, intents, scores }) => ({
      message: example,
      ranked: [...softmax(scores, temperature)]
        .map((confidence, i) => ({ intent: intents[i] ?? '', confidence }))
        .sort((a, b) => b.confidence - a.confidence),
    }));
    const figures = measure(results);
    const value = (name: string) => valueOf(figures[name] ?? { right: 0, all: 0 });
    assert.ok((value('confidently wrong') ?? 1) < 0.05, String(value('confidently wrong')));
    assert.ok((value('in scope: top 3') ?? 0) > 0.9, String(value('in scope: top 3')));
    assert.ok((value('out of scope: recall') ?? 0) > 0.8, String(value('out of scope: recall')));
  });
});

describe('fitTemperature', () => {
  const scored = (right: boolean): Unseen => ({
    example: { intent: right ? 'a' : 'b', text: '' },
    intents: ['a', 'b'],
    scores: Float64Array.of(2, 0),
  });

  it('is higher for a model that is often wrong than for one that is always right', () => {
    const modest = fitTemperature([scored(true), scored(false), scored(true)]);
    const sure = fitTemperature([scored(true), scored(true), scored(true)]);
    assert.ok(modest > sure, `${modest} > ${sure}`);
  });
});

describe('createRecogniser', () => {
  it('is less confident of the same scores at a higher temperature', () => {
    const model = {
      intents: ['a', 'b'],
      indexes: new FeatureIndex(new Int32Array()),
      rarity: new Float32Array(),
      weights: new Float32Array(),
      biases: Float32Array.of(1, 0),
    };
    const sureAt = (temperature: number) =>
      createRecogniser({ ...model, temperature })('')[0]?.confidence ?? 0;
    assert.ok(sureAt(2) < sureAt(1));
  });
});
