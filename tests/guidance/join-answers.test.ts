import assert from 'node:assert/strict';
import type { Answer } from '../../bot/guidance/answer.ts';
import { UNCONFIRMED } from '../../bot/guidance/cut-off-text.ts';
import { joinAnswers } from '../../bot/guidance/join-answers.ts';

function answerOf(title: string, paragraphs: string[], url = `https://x.example/${title}`): Answer {
  const source = { article: 'Article', heading: title, url, revised: null };
  return { intent: title, title, paragraphs, table: null, source, followUps: [] };
}

describe('answers that are joined', () => {
  it('keep the first one’s title and source, and put the others below headings that link to theirs', () => {
    const joined = joinAnswers(answerOf('A', ['one']), [
      answerOf('B', ['two']),
      answerOf('C', ['three'], ''),
    ]);
    assert.deepEqual([joined.title, joined.source.heading], ['A', 'A']);
    assert.deepEqual(joined.paragraphs, ['one', '**[B](https://x.example/B)**', 'two', '**C**', 'three']);
  });

  it('say nothing twice', () => {
    const joined = joinAnswers(answerOf('A', ['one', 'two']), [
      answerOf('B', ['two']),
      answerOf('C', ['two', 'three']),
    ]);
    assert.deepEqual(joined.paragraphs, ['one', 'two', '**[C](https://x.example/C)**', 'three']);
  });

  it('keep the beginning of what is too long, and that a date in it is unconfirmed', () => {
    const long = 'x'.repeat(320);
    const joined = joinAnswers(answerOf('A', [long]), [
      answerOf('B', ['two', `${long}b`, UNCONFIRMED]),
      answerOf('C', ['these:', `${long}c`]),
    ]);
    assert.deepEqual(joined.paragraphs, [long, '**[B](https://x.example/B)**', 'two', UNCONFIRMED]);
  });

  it('leave out what would make them too long for a phone', () => {
    const long = 'x'.repeat(650);
    const joined = joinAnswers(answerOf('A', [long]), [
      answerOf('B', [`${long}b`]),
      answerOf('C', ['short']),
    ]);
    assert.deepEqual(joined.paragraphs, [long, '**[C](https://x.example/C)**', 'short']);
  });
});
