import assert from 'node:assert/strict';
import { answerIntent } from '../../bot/guidance/answer.ts';
import { byUrgency, type Portfolio } from '../../bot/guidance/portfolio.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { createMessageReader, type MessageReader } from '../../bot/understanding/read-message.ts';
import { theRecogniser } from '../support/guide.ts';

const NOW = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC', locale: 'en-GB' };

/** How people call each notice that is shipped. */
const NAMES: Record<string, string[]> = {
  'azure-ad-connect-v1': ['Azure AD Connect V1', 'AADC V1', 'Azure AD Connect 1.x'],
  'connect-sync-2-5-79': ['the hardening update', '2.5.79.0'],
  'connect-sync-app-authentication': ['application authentication', 'app-based auth', 'app auth'],
  'connect-to-cloud-sync': ['the move to cloud sync', 'the cloud sync migration'],
};
/** Questions about a notice as a whole. Some of their words are in passages about something else. */
const QUESTIONS: Record<string, string[]> = {
  deadline: [
    'what is the deadline for {name}?',
    'is there any date by which {name} must be finished?',
    'Hello, when is the last day for {name}? Thanks',
  ],
  impact: ['what will go wrong because of {name}?', 'what do we risk if {name} is late?'],
};

describe('A question about a notice as a whole', () => {
  let portfolio: Portfolio;
  let reader: MessageReader;
  let urgent: string[];

  before(async () => {
    portfolio = await loadPortfolio();
    reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
    urgent = byUrgency(portfolio, NOW).map(({ notice: { id } }) => id);
  });

  for (const [id, names] of Object.entries(NAMES)) {
    for (const name of names) {
      for (const [intent, questions] of Object.entries(QUESTIONS)) {
        for (const question of questions) {
          const text = question.replace('{name}', name);
          it(`gets its ${intent} first: "${text}"`, () => {
            const { guide, understood } = reader.read(text, { urgent, last: null }, NOW);
            assert.equal(guide.notice.id, id);
            const [first] = understood;
            assert.ok(first);
            assert.equal(answerFor(first, guide, NOW)?.title, answerIntent(guide, intent, NOW)?.title);
          });
        }
      }
    }
  }

  it('gets the sentence of its topic first that says clearly what is asked', () => {
    const { guide, understood } = reader.read(
      'is cloud sync affected by the hardening?',
      { urgent, last: null },
      NOW,
    );
    const [first] = understood;
    assert.ok(first);
    assert.match(answerFor(first, guide, NOW)?.paragraphs[0] ?? '', /about connect sync only/);
  });
});
