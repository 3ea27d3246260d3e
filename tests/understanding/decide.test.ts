import assert from 'node:assert/strict';
import { decide, nearestTopics } from '../../bot/understanding/decide.ts';

const ranked = (...pairs: [string, number][]) =>
  pairs.map(([intent, confidence]) => ({ intent, confidence }));

describe('decide', () => {
  it('answers what is likely, asks about what may be, and says that it does not know the rest', () => {
    assert.equal(decide(ranked(['deadline', 0.9], ['none', 0.1])), 'answer');
    assert.equal(decide(ranked(['deadline', 0.5], ['impact', 0.4])), 'ask');
    assert.equal(decide(ranked(['deadline', 0.1], ['impact', 0.1])), 'unknown');
    assert.equal(decide([]), 'unknown');
  });

  it('never answers what is out of scope, and asks when that is in doubt', () => {
    assert.equal(decide(ranked(['none', 0.99])), 'unknown');
    assert.equal(decide(ranked(['none', 0.4], ['impact', 0.35])), 'ask');
  });
});

describe('nearestTopics', () => {
  it('offers three topics at most, the likeliest first, never out of scope', () => {
    const list = ranked(
      ['none', 0.4],
      ['impact', 0.3],
      ['compare', 0.2],
      ['deadline', 0.06],
      ['reminders', 0.04],
    );
    assert.deepEqual(nearestTopics(list), ['impact', 'compare', 'deadline']);
  });
});
