import assert from 'node:assert/strict';
import type { Guide } from '../../bot/guidance/guide.ts';
import { createAnswers, type Answers } from '../../bot/teams/answers.ts';
import type { Named } from '../../bot/understanding/find-named.ts';
import type { Understood } from '../../bot/understanding/read-question.ts';
import { theGuide } from '../support/guide.ts';
import { textOf } from '../support/official-card-check.ts';

describe('the answers', () => {
  let guide: Guide;
  let answers: Answers;

  before(async () => {
    guide = await theGuide();
  });
  beforeEach(() => {
    answers = createAnswers();
  });

  const question = (intent: string, named: Named): Understood => ({
    text: 'anything',
    after: null,
    isTopicTold: false,
    wanted: 'answer',
    decision: 'answer',
    ranked: [{ intent, confidence: 0.9 }],
    named,
    passages: [],
  });
  const aboutVersion = (version: string, server: string | null = null) =>
    question('am-i-affected', { kind: 'versions', versions: [version], server });
  const aboutDate = (date: string) =>
    question('deadline', { kind: 'date', asked: { date, isDay: true, hasYear: true, asksIfLate: false } });
  const reader = { now: new Date('2023-09-22T12:00:00Z'), zone: 'Europe/Berlin', locale: 'en-GB' };
  const ask = (understood: Understood, localNow = reader) => answers.toQuestion(guide, understood, localNow);

  it('render a card about a version once for a locale and a day', () => {
    const first = ask(aboutVersion('1.6.16.0'));
    assert.equal(ask(aboutVersion('1.6.16.0'), { ...reader, now: new Date('2023-09-22T21:59:00Z') }), first);
    assert.equal(ask(aboutVersion('1.6.16.0'), { ...reader, zone: 'Europe/London' }), first);
  });

  it('render another card for another version, server, date, day or locale', () => {
    const cards = [
      ask(aboutVersion('1.6.16.0')),
      ask(aboutVersion('2.0.89.0')),
      ask(aboutVersion('1.6.16.0', 'AADC01')),
      ask(aboutDate('2023-09-30')),
      ask(aboutDate('2023-10-02')),
      ask(question('compare', { kind: 'rows', rows: [1] })),
      ask(question('compare', { kind: 'rows', rows: [2] })),
      ask(aboutVersion('1.6.16.0'), { ...reader, now: new Date('2023-09-22T22:00:00Z') }), // the 23rd in Berlin
      ask(aboutVersion('1.6.16.0'), { ...reader, locale: 'en-US' }),
    ].map(({ card }) => textOf(card));
    assert.equal(new Set(cards).size, cards.length);
    assert.match(cards[0] ?? '', /in 9 days/);
    assert.match(cards[7] ?? '', /in 8 days/);
  });

  it('keep no card under a key that a person can make long', () => {
    const long = aboutVersion('1.6.16.0', `S${'1'.repeat(500)}`);
    assert.notEqual(ask(long), ask(long));
  });
});
