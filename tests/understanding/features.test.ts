import assert from 'node:assert/strict';
import { collectVocabulary, countFeatures, toVector } from '../../bot/understanding/features.ts';

describe('a feature vector', () => {
  const phrases = ['when is the deadline', 'compare cloud sync and V2', 'what is the provisioning agent'];
  const vocabulary = collectVocabulary(phrases.map(countFeatures));

  it('has length 1', () => {
    const { values } = toVector(countFeatures('the deadline of cloud sync'), vocabulary);
    const length = Math.hypot(...values);
    assert.ok(Math.abs(length - 1) < 1e-6, String(length));
  });

  it('is empty for a word that is in no phrase, for each of 20,000 words', () => {
    for (let i = 0; i < 20_000; i++) {
      const strange = (i * 7919).toString(8);
      assert.deepEqual([...toVector(countFeatures(strange), vocabulary).indexes], [], strange);
    }
  });

  it('shares n-grams between a word and its misspelling', () => {
    const right = toVector(countFeatures('deadline'), vocabulary).indexes;
    const typo = toVector(countFeatures('deadlien'), vocabulary).indexes;
    const shared = typo.filter((index) => right.includes(index));
    assert.ok(shared.length >= 10, String(shared));
  });

  it('weights a word in every phrase less than a word in one phrase', () => {
    const { indexes, rarity } = collectVocabulary(
      ['sync agent', 'sync date', 'sync server'].map(countFeatures),
    );
    const weightOf = (word: string) =>
      Math.max(...[...countFeatures(word).keys()].map((hash) => rarity[indexes.get(hash) ?? -1] ?? 0));
    assert.ok(weightOf('sync') < weightOf('agent'), `${weightOf('sync')} < ${weightOf('agent')}`);
  });
});
