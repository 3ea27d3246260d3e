import assert from 'node:assert/strict';
import { groupBySimilarity } from '../../bot/understanding/similarity.ts';

describe('groupBySimilarity', () => {
  const group = (...texts: string[]) => groupBySimilarity(texts, (text) => text);

  it('groups rewordings of a question, the largest group first', () => {
    const groups = group(
      'how much is a P2 licence',
      'can I mirror a printer queue to the cloud',
      'price of a P2 licence?',
      'mirroring a printer queue to the cloud',
      'printer queues mirrored to the cloud',
    );
    assert.deepEqual(
      groups.map((texts) => texts.length),
      [3, 2],
    );
    assert.deepEqual(groups[1], ['how much is a P2 licence', 'price of a P2 licence?']);
  });

  it('separates texts that share only frequent words', () => {
    assert.equal(group('how do I bake a cake', 'how do I paint a fence', 'how do I tie a knot').length, 3);
  });

  it('accepts no texts, identical texts and texts without words, which it groups', () => {
    assert.deepEqual(group(), []);
    assert.deepEqual(group('reset my password', 'reset my password'), [
      ['reset my password', 'reset my password'],
    ]);
    assert.deepEqual(group('', '…'), [['', '…']]);
  });
});
