import assert from 'node:assert/strict';
import { beginningOf, MAX_TEXT_LENGTH } from '../../../bot/teams/turn/long-text.ts';

describe('a text that is too long', () => {
  for (const [what, gap] of [
    ['a line', '\n'],
    ['a sentence', '. '],
    ['a clause', ', '],
    ['a word', ' '],
  ] as const) {
    it(`is read up to the end of ${what}`, () => {
      const said = Array.from({ length: 400 }, (_, i) => `SYNC${1_000 + i} runs 2.6.84.0`).join(gap);
      for (let shift = 0; shift < 30; shift++) {
        const text = beginningOf('.'.repeat(shift) + said);
        assert.ok(text.length > MAX_TEXT_LENGTH - 100, String(text.length));
        assert.ok(text.length <= MAX_TEXT_LENGTH);
        const whole = gap === ' ' ? /(?:runs|SYNC\d{4}|2\.6\.84\.0)$/ : /2\.6\.84\.0$/;
        assert.match(text.slice(-30), whole);
      }
    });
  }

  it('is read although its only line ends at its start', () => {
    const text = beginningOf(`hello\n${'is 1.6.16.0 supported '.repeat(400)}`);
    assert.ok(text.length > MAX_TEXT_LENGTH - 100, String(text.length));
  });
});
