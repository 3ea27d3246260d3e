import assert from 'node:assert/strict';
import { collectVocabulary, countFeatures, toVector } from '../../bot/understanding/features.ts';

describe('a vector of features', () => {
  const phrases = ['when is the deadline', 'compare cloud sync and V2', 'what is the provisioning agent'];
  const vocabulary = collectVocabulary(phrases.map(countFeatures));

  it('is 1 long for what the vocabulary holds', () => {
    const { values } = toVector(countFeatures('the deadline of cloud sync'), vocabulary);
    const length = Math.hypot(...values);
    assert.ok(Math.abs(length - 1) < 1e-6, String(length));
  });

  it('holds nothing of a word that no phrase has, however many are tried', () => {
    for (let i = 0; i < 20_000; i++) {
      const strange = (i * 7919).toString(8);
      assert.deepEqual([...toVector(countFeatures(strange), vocabulary).places], [], strange);
    }
  });

  it('finds a word with a typo by runs of its letters', () => {
    const right = toVector(countFeatures('deadline'), vocabulary).places;
    const typo = toVector(countFeatures('deadlien'), vocabulary).places;
    const shared = typo.filter((place) => right.includes(place));
    assert.ok(shared.length >= 10, String(shared));
  });

  it('weighs a word that all phrases share less than one that a single phrase has', () => {
    const { places, rarity } = collectVocabulary(
      ['sync agent', 'sync date', 'sync server'].map(countFeatures),
    );
    const weightOf = (word: string) =>
      Math.max(...[...countFeatures(word).keys()].map((hash) => rarity[places.get(hash) ?? -1] ?? 0));
    assert.ok(weightOf('sync') < weightOf('agent'), `${weightOf('sync')} < ${weightOf('agent')}`);
  });
});
