import assert from 'node:assert/strict';
import type { Guide } from '../bot/guidance/guide.ts';
import { loadRecogniser } from '../bot/recognition/model-store.ts';
import type { Recogniser } from '../bot/recognition/recogniser.ts';
import { answerFor, createReader } from '../bot/reply.ts';
import { theGuide } from './support/guide.ts';

describe('a question about features', () => {
  let guide: Guide;
  let recognise: Recogniser;
  before(async () => {
    guide = await theGuide();
    recognise = await loadRecogniser(guide.phrases);
  });
  const answerTo = (text: string) =>
    answerFor(createReader({ guide, recognise }).understand(text), guide, {
      now: new Date('2026-11-22'),
      zone: 'UTC',
    });

  it('is answered from its row, in words, with the comparison as the source', () => {
    const answer = answerTo('does cloud sync support pass-through authentication?');
    assert.equal(answer?.title, 'Support for Pass-Through Authentication');
    assert.deepEqual(answer.paragraphs, ['**Connect sync**: ✔ Yes', '**Cloud sync**: ✖ No']);
    assert.equal(answer.source.heading, 'Comparison between Azure AD Connect and cloud sync');
  });

  it('keeps a cell that is a sentence', () => {
    const [, cloudSync] = answerTo('does cloud sync do device writeback?')?.paragraphs ?? [];
    assert.match(cloudSync ?? '', /^\*\*Cloud sync\*\*: .*Cloud Kerberos trust/);
  });

  it('that names a quantity and a need gets the rows that decide', () => {
    const answer = answerTo('would cloud sync work for us with 200,000 users and group writeback?');
    assert.deepEqual(
      answer?.table?.rows.map(([name]) => name),
      ['Support for group writeback', 'Unlimited number of objects per AD domain'],
    );
    assert.deepEqual(answer.paragraphs, [
      '**Connect sync**: yes.',
      '**Cloud sync**: lacks Support for group writeback; Unlimited number of objects per AD domain.',
    ]);
  });

  it('without a feature gets the whole answer', () => {
    assert.equal(answerTo('compare')?.table?.rows.length, 38);
  });
});

describe('a message', () => {
  let guide: Guide;
  let recognise: Recogniser;
  before(async () => {
    guide = await theGuide();
    recognise = await loadRecogniser(guide.phrases);
  });
  const intentsOf = (text: string) =>
    createReader({ guide, recognise })
      .understandAll(text)
      .map(({ ranked }) => ranked[0]?.intent);

  it('with two questions gets two answers', () => {
    assert.deepEqual(intentsOf('When does V1 stop working? And what do we have to do?'), [
      'deadline',
      'what-to-do',
    ]);
    assert.deepEqual(intentsOf('what is cloud sync and when does V1 stop working?'), [
      'what-is-cloud-sync',
      'deadline',
    ]);
  });

  it('that asks the same twice gets one answer', () => {
    assert.deepEqual(intentsOf('When does V1 stop working? Which date is the deadline for V1?'), [
      'deadline',
    ]);
  });

  it('with context before its question gets one answer', () => {
    assert.equal(
      intentsOf('We inherited a server. It is old. When does Azure AD Connect V1 stop working?').length,
      1,
    );
  });

  it('with more questions than two gets two answers', () => {
    const text = 'When does V1 stop working? What is cloud sync? What is the provisioning agent?';
    assert.deepEqual(intentsOf(text), ['deadline', 'what-is-cloud-sync']);
  });
});
