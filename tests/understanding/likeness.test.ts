import assert from 'node:assert/strict';
import { groupByLikeness } from '../../bot/understanding/likeness.ts';

describe('groupByLikeness', () => {
  const group = (...texts: string[]) => groupByLikeness(texts, (text) => text);

  it('puts one question in other words together, the most frequent first', () => {
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

  it('keeps apart what has only common words in common', () => {
    assert.equal(group('how do I bake a cake', 'how do I paint a fence', 'how do I tie a knot').length, 3);
  });

  it('takes nothing, the same text twice, and texts without words, which are all alike', () => {
    assert.deepEqual(group(), []);
    assert.deepEqual(group('reset my password', 'reset my password'), [
      ['reset my password', 'reset my password'],
    ]);
    assert.deepEqual(group('', '🙂'), [['', '🙂']]);
  });
});
