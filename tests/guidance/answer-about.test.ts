import assert from 'node:assert/strict';
import { tellGist, tellSource, tellStill } from '../../bot/guidance/answer-about.ts';
import type { Answer } from '../../bot/guidance/answer.ts';

const ANSWER: Answer = {
  intent: 'upgrade',
  title: 'How to move',
  paragraphs: [
    'The mesh needs power. There are two ways:',
    '- **Boat**, for few.\n- **Train**, for many.',
    'Go soon.',
  ],
  table: null,
  source: {
    article: 'The mesh',
    heading: 'Moving',
    url: 'https://example.com/mesh#moving',
    revised: '2031-05-02',
  },
  followUps: [],
};
const localNow = { now: new Date('2031-06-01T12:00:00Z'), zone: 'UTC', locale: 'en-GB' };

describe('what is told about an answer', () => {
  it('is where it is from', () => {
    const { title, paragraphs } = tellSource(ANSWER, localNow);
    assert.equal(title, 'Where this is from');
    assert.deepEqual(paragraphs, [
      '“How to move” is from **Moving** in [The mesh](https://example.com/mesh#moving), as of Friday 2 May 2031.',
    ]);
  });

  it('is its first sentences, with the heads of their list', () => {
    assert.deepEqual(tellGist(ANSWER).paragraphs, [
      'The mesh needs power. There are two ways:',
      '- **Boat**\n- **Train**',
    ]);
    const long = { ...ANSWER, paragraphs: [`${'The mesh is wide. '.repeat(20)}The end.`] };
    assert.ok((tellGist(long).paragraphs[0] ?? '').length < 200);
  });

  it('is the day for which it holds', () => {
    assert.match(
      tellStill(ANSWER, localNow).paragraphs[0] ?? '',
      /today, \*\*Sunday 1 June 2031\*\*, by documents as of .*2 May 2031:$/,
    );
  });
});
