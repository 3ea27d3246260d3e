import assert from 'node:assert/strict';
import {
  askedColumn,
  askedOfVersion,
  asksSpan,
  asksWhenItComes,
  asksYesOrNo,
} from '../../bot/understanding/asked-form.ts';

describe('a question for yes or no', () => {
  for (const text of [
    'does the harbour take relays?',
    'hi, is 4.2 still supported',
    'relays in the harbour: allowed?',
    'is 4.2 supported or not?',
  ]) {
    it(`is "${text}"`, () => assert.equal(asksYesOrNo(text), true));
  }

  for (const text of [
    'which relays does the harbour take?',
    'is it the harbour or the ocean?',
    'doesn’t the harbour take relays?',
    'relays stopped',
  ]) {
    it(`is not "${text}"`, () => assert.equal(asksYesOrNo(text), false));
  }

  it('asks whether a version is supported, or affected', () => {
    assert.equal(askedOfVersion('is 4.2 still supported?'), 'supported');
    assert.equal(askedOfVersion('is 4.2 affected?'), 'affected');
    assert.equal(askedOfVersion('until when is 4.2 supported?'), null);
  });

  it('may ask when something comes', () => {
    for (const text of [
      'when will the harbour take relays?',
      'will it ever take them?',
      'are relays planned?',
    ]) {
      assert.equal(asksWhenItComes(text), true, text);
    }
    for (const text of ['does it take relays when the harbour is full?', 'will it take relays?']) {
      assert.equal(asksWhenItComes(text), false, text);
    }
  });

  it('may ask since or until when something holds', () => {
    for (const text of ['until when is 4.2 good for', 'since what day?', 'how long does 4.2 last']) {
      assert.equal(asksSpan(text), true, text);
    }
    assert.equal(asksSpan('when is it?'), false);
  });

  it('is about the one thing that it names', () => {
    const headers = ['Feature', 'Connect sync', 'Cloud sync'];
    assert.equal(askedColumn('does cloud sync have it?', headers), 2);
    assert.equal(askedColumn('do cloud sync and connect sync have it?', headers), null);
    assert.equal(askedColumn('how does cloud sync do it?', headers), null);
  });
});
