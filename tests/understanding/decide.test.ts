import assert from 'node:assert/strict';
import { decide, nearestTopics } from '../../bot/understanding/decide.ts';

const ranked = (...pairs: [string, number][]) =>
  pairs.map(([intent, confidence]) => ({ intent, confidence }));

describe('decide', () => {
  it('answers at high confidence, asks at medium confidence, and is unknown below', () => {
    assert.equal(decide(ranked(['deadline', 0.75], ['none', 0.1])), 'answer');
    assert.equal(decide(ranked(['deadline', 0.7], ['impact', 0.2])), 'ask');
    assert.equal(decide(ranked(['deadline', 0.5], ['impact', 0.4])), 'ask');
    assert.equal(decide(ranked(['deadline', 0.1], ['impact', 0.1])), 'unknown');
    assert.equal(decide([]), 'unknown');
  });

  it('never answers an out-of-scope message, and asks at low confidence', () => {
    assert.equal(decide(ranked(['none', 0.99])), 'unknown');
    assert.equal(decide(ranked(['none', 0.4], ['impact', 0.35])), 'ask');
  });
});

describe('nearestTopics', () => {
  it('returns at most three topics, the most likely first, without small talk and out of scope', () => {
    const list = ranked(
      ['none', 0.4],
      ['thanks-bye', 0.35],
      ['human-handoff', 0.33],
      ['impact', 0.3],
      ['compare', 0.2],
      ['deadline', 0.06],
      ['reminders', 0.04],
    );
    assert.deepEqual(nearestTopics(list), ['impact', 'compare', 'deadline']);
  });
});
