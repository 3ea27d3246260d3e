import assert from 'node:assert/strict';
import { answerPassage, answerTopic, passageId, passageTopics } from '../../bot/guidance/answer-passage.ts';
import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { createGuide, type Guide } from '../../bot/guidance/guide.ts';

const FERRY = `---
title: Retirement of Ferry
canonicalUrl: https://ferry.example/retire
---

# Retirement of Ferry

Ferry stops working on May 3, 2027.

## Needs

The agent needs:

- 4 GB of memory
- **Ports**: 80 and 443

Restart it afterwards.

## Limits

A relay has limits:

${Array.from({ length: 12 }, (_, i) => `- Limit ${i + 1} of a relay is a number of messages in one queue.`).join('\n')}

They are raised on request.

## Steps

1. Stop the relay.
2. Drain it by May 3, 2027.

## Prices

| Plan | Since | Price |
| --- | --- | --- |
| Harbour | 2026-01-02 | 12 |
| Ocean | 2026-03-04 | 340 |
`;

const NOW = { now: new Date('2027-04-01T12:00:00Z'), zone: 'UTC', locale: 'en-GB' };

function guideOf(status: string): Guide {
  const files = new Map([
    ['notice.md', FERRY],
    ['notice.yaml', `subject: Ferry\nstatus: ${status}\n`],
  ]);
  const { map, problems } = compileNotice({ id: 'ferry', entry: 'notice.md', files });
  assert.ok(map, JSON.stringify(problems));
  return createGuide({ map, phrases: [] }, { map: { ...map, id: 'about', intents: [] }, phrases: [] });
}

describe('an answer from a passage', () => {
  const guide = guideOf('confirmed');
  const said = (section: string, quote: number, near: number[] = []) =>
    answerPassage(guide, { section, quote, near }, NOW)?.paragraphs;

  it('begins with the item that answers, behind its lead', () => {
    assert.deepEqual(said('needs', 2), [
      'The agent needs: **Ports: 80 and 443**',
      '- 4 GB of memory',
      'Restart it afterwards.',
    ]);
  });

  it('quotes of a long block what answers, with a button for the rest', () => {
    const answer = answerPassage(guide, { section: 'limits', quote: 5, near: [2], isExcerpt: true }, NOW);
    assert.deepEqual(answer?.paragraphs, [
      'A relay has limits: **Limit 5 of a relay is a number of messages in one queue.**',
      '- Limit 2 of a relay is a number of messages in one queue.',
    ]);
    const [more] = answer.followUps;
    assert.equal(more?.title, 'More: Limits');
    assert.match(
      answerTopic(guide, more.intent, NOW)?.paragraphs.join('\n') ?? '',
      /Limit 12[\s\S]*on request/,
    );
  });

  it('quotes a short block as a whole', () => {
    const answer = answerPassage(guide, { section: 'needs', quote: 2, isExcerpt: true }, NOW);
    assert.deepEqual([answer?.paragraphs.length, answer?.followUps], [3, []]);
  });

  it('leaves steps in their order', () => {
    assert.deepEqual(said('steps', 1), ['1. Stop the relay.\n2. Drain it by 3 May 2027.']);
  });

  it('has a row in words, with those that fit nearly as well', () => {
    assert.deepEqual(said('prices', 1, [0]), [
      '**Ocean**: Since: 4 March 2026; Price: 340.',
      '**Harbour**: Since: 2 January 2026; Price: 12.',
    ]);
  });

  it('cites its heading and link', () => {
    const answer = answerPassage(guide, { section: 'needs', quote: 1 }, NOW);
    assert.deepEqual([answer?.title, answer?.source.url], ['Needs', 'https://ferry.example/retire#needs']);
  });

  it('says of a date that nobody has confirmed that it is unconfirmed', () => {
    const [last] =
      answerPassage(guideOf('unconfirmed'), { section: 'steps', quote: 1 }, NOW)?.paragraphs.slice(-1) ?? [];
    assert.match(last ?? '', /unconfirmed/);
  });

  it('is null for a place that the notice does not have', () => {
    assert.equal(answerPassage(guide, { section: 'needs', quote: 99 }, NOW), null);
    assert.equal(answerPassage(guide, { section: 'nowhere', quote: 0 }, NOW), null);
  });

  it('is found again by the id on its button', () => {
    const [topic] = passageTopics([{ guide, section: 'needs', quote: 1 }]);
    assert.equal(topic?.title, 'Needs');
    assert.equal(topic.intent, passageId({ section: 'needs', quote: 1 }));
    assert.equal(answerTopic(guide, topic.intent, NOW)?.title, 'Needs');
  });

  it('is offered once for each heading', () => {
    const places = [0, 1, 2].map((quote) => ({ guide, section: 'needs', quote }));
    assert.equal(passageTopics(places).length, 1);
  });
});
