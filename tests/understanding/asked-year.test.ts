import assert from 'node:assert/strict';
import { asksOfEarlier } from '../../bot/understanding/asked-year.ts';

describe('a year in a question', () => {
  const asked: [string, boolean][] = [
    ['could the relay filter in 2021?', true],
    ['what was there as of September 2022', true],
    ['what can the relay do in 2024?', false],
    ['what can the relay do in 2026?', false],
    ['does the relay run on Windows Server 2016?', false],
    ['does the relay run?', false],
  ];
  for (const [text, isEarlier] of asked) {
    it(`is ${isEarlier ? '' : 'not '}before the document: "${text}"`, () => {
      assert.equal(asksOfEarlier(text, '2024-02-17'), isEarlier);
    });
  }

  it('is not before a document without a date', () => {
    assert.equal(asksOfEarlier('could the relay filter in 2021?', null), false);
  });
});
