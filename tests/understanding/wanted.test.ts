import assert from 'node:assert/strict';
import { wantedOf } from '../../bot/understanding/wanted.ts';

describe('what is wanted of an answer', () => {
  const told = {
    source: [
      'Source?',
      'where does it say that?',
      'do you have a link for that',
      'which document is that?',
      'who says so, Microsoft?',
    ],
    gist: ['in short?', 'TLDR', 'the short version please', 'can you summarise that?', 'in plain English'],
    more: [
      'more',
      'tell me more about it',
      'continue',
      'what else?',
      'and in more detail, please',
      'is that all?',
    ],
    still: [
      'is that confirmed yet?',
      'are you sure about that?',
      'is it official?',
      'is that still true?',
      'are they still valid',
      'does that still apply?',
      'still correct?',
    ],
    answer: [
      'is 2.4.18.0 still supported?',
      'what is the source anchor?',
      'how many more servers?',
      'a short outage?',
      'is it true for staging servers?',
      'more memory for the agent?',
    ],
  };
  for (const [wanted, texts] of Object.entries(told)) {
    it(`is: ${wanted}`, () => {
      for (const text of texts) assert.equal(wantedOf(text), wanted, text);
    });
  }
});
