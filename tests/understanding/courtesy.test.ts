import assert from 'node:assert/strict';
import { withoutCourtesy } from '../../bot/understanding/courtesy.ts';

describe('A message without its courtesies', () => {
  const CASES: [string, string][] = [
    ['Hi, could you tell me the date of V1?', 'could you tell me the date of V1?'],
    ['Good morning all! When is V1 off?', 'When is V1 off?'],
    ['when is V1 off? Many thanks in advance', 'when is V1 off?'],
    ['ok, back to the certificate: when is it renewed?', 'the certificate: when is it renewed?'],
    ['Going back to our OUs, how many may there be', 'our OUs, how many may there be'],
    ['Hello team, which rights do I need? Kind regards', 'which rights do I need?'],
    ['Dear Cutover, which rights do I need?\nBest regards,\nKim Doe', 'which rights do I need?'],
  ];
  for (const [text, rest] of CASES) {
    it(`leaves the question of ${JSON.stringify(text)}`, () => {
      assert.equal(withoutCourtesy(text), rest);
    });
  }

  for (const text of [
    ...['hi', 'Hello there!', 'thanks a lot', 'Hi all, thanks', 'hiking boots for Connect'],
    ...[
      'back to the first one, please',
      'back to the first question',
      'can we go back to V1, or is that refused?',
    ],
  ]) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => {
      assert.equal(withoutCourtesy(text), text);
    });
  }
});
