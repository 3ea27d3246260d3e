import assert from 'node:assert/strict';
import { compareWithLimit, limitFor } from '../../bot/understanding/compared-limit.ts';

describe('a quantity in a question', () => {
  const HOLDS = 'LocalDB holds about 100,000 objects. A tenant may hold 50,000 objects.';

  it('is compared with the limit that the passage states', () => {
    assert.match(
      compareWithLimit('are 180k users too many?', HOLDS) ?? '',
      /180,000.* is above the \*\*100,000/,
    );
    assert.match(
      compareWithLimit('will 9.000 objects fit?', HOLDS) ?? '',
      /9,000.* is within the \*\*100,000/,
    );
  });

  it('is compared with what stands under a heading about limits', () => {
    const text = '59 organisational units in one configuration.';
    assert.match(
      compareWithLimit('do 90 separate OUs fit?', text, 'Limits of the relay') ?? '',
      /90.* is above the \*\*59\*\* organisational units/,
    );
    assert.equal(compareWithLimit('do 90 separate OUs fit?', text, 'What the relay is'), null);
  });

  for (const [reason, question, text] of [
    ['the question has none', 'how many objects fit?', HOLDS],
    ['the question has several', '10k objects now, 200k objects later?', HOLDS],
    ['the limit is of something else', '60k members in a group?', HOLDS],
    ['the passage states no limit', '60k objects?', 'We saw 50,000 objects.'],
  ] as const) {
    it(`isn't compared where ${reason}`, () => assert.equal(compareWithLimit(question, text), null));
  }

  it('is looked for where a passage counts the same', () => {
    const has = limitFor('we have 900 members in one group') ?? assert.fail();
    assert.equal(has('Groups hold up to 500 members.'), true);
    assert.equal(has('The relay holds up to 500 objects.'), false);
    assert.equal(limitFor('how many members may a group have?'), null);
  });
});
