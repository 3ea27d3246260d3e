import assert from 'node:assert/strict';
import { FeatureIndex } from '../../bot/understanding/feature-index.ts';
import { collectVocabulary, createVectorizer } from '../../bot/understanding/features.ts';

describe('a feature vector', () => {
  const phrases = ['when is the deadline', 'compare cloud sync and V2', 'what is the provisioning agent'];
  const vectorize = createVectorizer(collectVocabulary(phrases));

  it('has length 1', () => {
    const { values } = vectorize('the deadline of cloud sync');
    const length = Math.hypot(...values);
    assert.ok(Math.abs(length - 1) < 1e-6, String(length));
  });

  it('is empty for a word that is in no phrase, for each of 20,000 words', () => {
    for (let i = 0; i < 20_000; i++) {
      const strange = (i * 7919).toString(8);
      assert.deepEqual([...vectorize(strange).indexes], [], strange);
    }
  });

  it('shares n-grams between a word and its misspelling', () => {
    const right = vectorize('deadline').indexes;
    const typo = vectorize('deadlien').indexes;
    const shared = typo.filter((index) => right.includes(index));
    assert.ok(shared.length >= 10, String(shared));
  });

  it('shares the group of words that mean much the same', () => {
    const ends = createVectorizer(collectVocabulary(['EOL', 'lunch']));
    assert.equal(ends('out of support').indexes.length, 1);
  });

  it('tells emoji apart', () => {
    const symbols = createVectorizer(collectVocabulary(['done ✅', 'done ❌']));
    const indexesOf = (text: string) => [...symbols(text).indexes].sort();
    assert.notDeepEqual(indexesOf('done ✅'), indexesOf('done ❌'));
  });

  it('weights a word in every phrase less than a word in one phrase', () => {
    const vocabulary = collectVocabulary(['sync agent', 'sync date', 'sync server']);
    const vectorizeSync = createVectorizer(vocabulary);
    const weightOf = (word: string) =>
      Math.max(...Array.from(vectorizeSync(word).indexes, (index) => vocabulary.rarity[index] ?? 0));
    assert.ok(weightOf('sync') < weightOf('agent'), `${weightOf('sync')} < ${weightOf('agent')}`);
  });

  it('is the same whatever was read before', () => {
    const alone = createVectorizer(collectVocabulary(phrases))('the deadline of cloud sync');
    vectorize('the sync deadline, the agent and the cloud');
    assert.deepEqual(vectorize('the deadline of cloud sync'), alone);
  });
});

describe('a feature index', () => {
  const hashes = Int32Array.from({ length: 50_000 }, (_, i) => Math.imul(i, 0x45d9f3b));
  const index = new FeatureIndex(hashes);

  it('finds each feature by its hash, 0 and negative numbers included', () => {
    assert.ok(hashes.includes(0) && hashes.some((hash) => hash < 0));
    hashes.forEach((hash, i) => assert.equal(index.get(hash), i));
  });

  it('finds no other feature', () => {
    const known = new Set(hashes);
    const others = Array.from({ length: 50_000 }, (_, i) => i * 3 + 1).filter((hash) => !known.has(hash));
    assert.ok(others.length > 10_000);
    for (const hash of others) assert.equal(index.get(hash), undefined);
    assert.equal(new FeatureIndex(new Int32Array()).get(0), undefined);
  });
});
