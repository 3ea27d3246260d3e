import assert from 'node:assert/strict';
import { byUrgency } from '../../bot/guidance/portfolio.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { expectedBy } from '../../bot/understanding/expected.ts';
import { createMessageReader } from '../../bot/understanding/read-message.ts';
import { theRecogniser } from '../support/guide.ts';

describe('What a question asks for', () => {
  const has: [string, string, boolean][] = [
    ['which build has the mesh?', 'It came with 3.1.7.0.', true],
    ['which build has the mesh?', 'It came with a later one.', false],
    ['who may pair a relay?', 'You must be a member of RelayAdmins.', true],
    ['who may pair a relay?', 'A relay is paired with its code.', false],
    ['what permissions does pairing take?', 'The page does not say which.', true],
    ['how many relays fit?', 'Up to 40 relays.', true],
    ['how long does pairing take?', 'It takes an hour or two: count on two hours.', true],
    ['how long does pairing take?', 'Pairing is one step.', false],
    ['where do I get it?', 'The installer is in the admin center.', true],
    ['where do I get it?', 'It is a relay.', false],
    ['how do I see whether it is paired?', 'Get-FerryPairing shows it.', true],
    ['how do I see whether it is paired?', 'A relay is paired with its code.', false],
  ];
  for (const [question, text, expected] of has) {
    it(`is ${expected ? '' : 'not '}in "${text}" for "${question}"`, () => {
      assert.equal(expectedBy(question)?.(text), expected);
    });
  }

  it('is nothing of the kind where a question asks how, or who is meant', () => {
    assert.equal(expectedBy('how do I pair a relay?'), null);
    assert.equal(expectedBy('who is affected?'), null);
    assert.equal(expectedBy('who can help us with the relay?'), null);
  });

  it('comes before its topic, which lacks it', async () => {
    const now = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC', locale: 'en-GB' };
    const portfolio = await loadPortfolio();
    const urgent = byUrgency(portfolio, now).map(({ notice: { id } }) => id);
    const reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
    const { guide, understood } = reader.read('who may upgrade the server?', { urgent, last: null }, now);
    assert.match(
      (understood[0] && answerFor(understood[0], guide, now)?.paragraphs[0]) ?? '',
      /ADSyncAdmins/,
    );
  });
});
