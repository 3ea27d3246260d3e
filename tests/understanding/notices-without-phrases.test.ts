import assert from 'node:assert/strict';
import type { Answer } from '../../bot/guidance/answer.ts';
import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { createPortfolio, type Portfolio } from '../../bot/guidance/portfolio.ts';
import { createMessageReader, type MessageReader } from '../../bot/understanding/read-message.ts';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { theOnlyNotice, theRecogniser } from '../support/guide.ts';

const NOW = { now: new Date('2026-11-29T12:00:00Z'), zone: 'Europe/Berlin' };

const FERRY = `---
title: Retirement of Ferry Relay
ms.date: 10/05/2026
canonicalUrl: https://ferry.example/docs/retire-relay
---

# Retirement of Ferry Relay

We announced the retirement of Ferry Relay on October 5, 2026. Ferry Relay stops working on May 3, 2027, because its
certificates can't be renewed. After that day, messages in its queues are deleted.

New relays can't be created after January 15, 2027.

## Move to Ferry Mesh

Create a mesh, point your senders at it, and drain the relay. A drain takes about four hours.

| Plan | Price per month |
| --- | --- |
| Harbour | 12 |
| Ocean | 340 |

## Can I keep the address of a relay?

Yes, with a custom domain.
`;

const PIER = `---
title: Pier Agent
canonicalUrl: https://pier.example/docs/upgrade
---

# Upgrade Pier Agent

Pier Agent below 4.2 stops working on June 1, 2027.
`;

function compile(id: string, files: Record<string, string>) {
  const { map, phrases, problems } = compileNotice({
    id,
    entry: 'notice.md',
    files: new Map(Object.entries(files)),
  });
  assert.ok(map, JSON.stringify(problems));
  return { map, phrases };
}

describe('a notice without phrases', () => {
  let portfolio: Portfolio;
  let reader: MessageReader;

  before(async () => {
    const shipped = await theOnlyNotice();
    const [guide] = shipped.guides.values();
    assert.ok(guide);
    const ferry = compile('ferry-relay', {
      'notice.md': FERRY,
      'notice.yaml': 'subject: Ferry Relay\nnames: [Ferry Relay, Ferry]\n',
    });
    const pier = compile('pier-agent', {
      'notice.md': PIER,
      'notice.yaml': 'subject: Pier Agent below 4.2\nnames: [Pier Agent]\naffects:\n  - versions: "<4.2"\n',
      'phrases.yaml':
        'intents:\n  deadline:\n    title: When\n    phrases:\n      - knell of the pier\n  impact:\n    title: What\n    phrases:\n      - what sinks with the pier\n',
    });
    const about = { map: { ...ferry.map, id: 'about', intents: [] }, phrases: [] };
    const few = createPortfolio([ferry, pier], about);
    portfolio = { guides: new Map([...few.guides, ...shipped.guides]) };
    reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
  });

  function ask(text: string): { notice: string; answer: Answer | null } {
    const urgent = [...portfolio.guides.keys()];
    const { guide, understood } = reader.read(text, { urgent, last: null }, NOW);
    const [first] = understood;
    return { notice: guide.notice.id, answer: first ? answerFor(first, guide, NOW) : null };
  }

  function textOf(text: string, notice = 'ferry-relay'): string {
    const asked = ask(text);
    assert.equal(asked.notice, notice, text);
    if (!asked.answer) return '';
    const { title, paragraphs, table, source } = asked.answer;
    return [title, ...paragraphs, ...(table?.rows.flat() ?? []), source.url].join('\n');
  }

  const questions: [string, string, RegExp][] = [
    ['its deadline', 'by when do we have to be off Ferry Relay?', /3 May 2027/],
    ['its deadline in other words', 'how many days has Ferry Relay left', /in 155 days/],
    ['the other days on which something ends', 'can we still create new Ferry relays', /15 January 2027/],
    ['its impact', 'what happens if we miss the Ferry deadline', /queues are deleted/],
    ['whom it affects', 'does the Ferry Relay retirement concern us', /Everybody who uses Ferry Relay/],
    ['what to do', 'what should we do about Ferry Relay', /point your senders/],
    ['an alternative', 'is there an alternative to Ferry Relay?', /mesh/],
    ['the reason', 'why does Ferry Relay go away', /certificates can't be renewed/],
    ['when it was announced', 'when was the end of Ferry Relay announced?', /5 October 2026/],
    ['its links', 'send me the link about Ferry Relay', /ferry\.example/],
    ['what only a passage says', 'how long does draining the Ferry relay take', /four hours/],
    ['a row of a table', 'what is the price of the Ocean plan of Ferry', /Ocean[\s\S]*340/],
    ['a question of its own', 'can we keep the address of our Ferry relay', /custom domain/],
  ];
  for (const [about, text, expected] of questions) {
    it(`answers a question about ${about}`, () => assert.match(textOf(text), expected));
  }

  it('says of what it does not say that it does not know', () => {
    assert.equal(textOf('what does a licence of Ferry Relay cost in Japan'), '');
  });

  it('quotes the announcement behind a date that may say more', () => {
    assert.match(
      textOf('when does Ferry Relay end?'),
      /stops working[\s\S]*announcement says: “[\s\S]*certificates/,
    );
  });

  it('with a few phrases is understood by them, whatever the thousands of others say', () => {
    assert.match(textOf('the knell of the Pier Agent', 'pier-agent'), /1 June 2027/);
  });
});
