import assert from 'node:assert/strict';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { createMessageReader, type MessageReader } from '../../bot/understanding/read-message.ts';
import type { Portfolio } from '../../bot/guidance/portfolio.ts';
import { createPortfolio } from '../../bot/guidance/portfolio.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { mapOf } from '../guidance/compile/compile-text.ts';
import { theRecogniser } from '../support/guide.ts';

const NOW = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };

function noticeOf(affects: string) {
  const map = mapOf({
    'notice.md': '# Pier Agent\n\nPier Agent below 4.2 stops working on June 1, 2027.\n',
    'notice.yaml': `subject: Pier Agent below 4.2\nnames: [Pier Agent]\naffects:\n${affects}`,
  });
  const about = { map: { ...map, id: 'about', intents: [] }, phrases: [] };
  return createPortfolio([{ map, phrases: [] }], about);
}

describe('a version in a message', () => {
  let reader: MessageReader;
  let portfolio: Portfolio;

  async function read(loaded: Portfolio) {
    portfolio = loaded;
    reader = createMessageReader({ portfolio, recognise: await theRecogniser() });
  }
  function textOf(text: string): string {
    const { guide, understood } = reader.read(
      text,
      { urgent: [...portfolio.guides.keys()], last: null },
      NOW,
    );
    const [first] = understood;
    const answer = first && answerFor(first, guide, NOW, [...portfolio.guides.values()]);
    return answer ? [answer.title, ...answer.paragraphs].join('\n') : '';
  }

  describe('in a notice without a version history', () => {
    before(() => read(noticeOf('  - versions: "<4.2"\n')));

    it('is affected by the notice’s own rule, with the deadline', () => {
      const text = textOf('is Pier Agent 4.1.7 affected?');
      assert.match(text, /\*\*4\.1\.7\*\* is affected\. The notice is about versions below \*\*4\.2\*\*/);
      assert.match(text, /1 June 2027/);
    });

    it('is not affected outside its range, also with a server’s name', () => {
      const text = textOf('Pier Agent PIER07 runs 4.3.1, is that ok?');
      assert.match(text, /PIER07[\s\S]*\*\*4\.3\.1\*\* is not affected/);
      assert.doesNotMatch(text, /1 June 2027/);
    });
  });

  it('does not decide alone where how a server signs in does, too', async () => {
    await read(noticeOf('  - versions: "<4.2"\n  - authentication: account\n'));
    assert.match(
      textOf('is Pier Agent 4.3.1 affected?'),
      /alone doesn.t decide[\s\S]*signs in with an account/,
    );
  });

  it('is decided where the message says how the server signs in', async () => {
    await read(noticeOf('  - versions: "<4.2"\n  - authentication: account\n'));
    assert.match(
      textOf('is Pier Agent 4.3.1 with ServiceAccount affected?'),
      /\*\*4\.3\.1\*\* that signs in with an account is affected/,
    );
    assert.match(
      textOf('is Pier Agent 4.3.1 with application-based authentication affected?'),
      /that signs in with an application is not affected/,
    );
  });

  describe('of which several notices of the same product say something', () => {
    before(async () => read(await loadPortfolio()));

    it('is told of the other deadline that affects it, unconfirmed as it is', () => {
      const text = textOf('we run 2.6.1.0, is that fine?');
      assert.match(text, /is supported: its support ends on/);
      assert.match(text, /Another deadline affects it: .*2\.6\.84\.0 .*7 April 2027.* unconfirmed/);
    });

    it('is told of the one that may affect it, and what decides', () => {
      assert.match(
        textOf('is 2.6.92.0 still ok?'),
        /Another deadline may affect it: .*signs in with an account/,
      );
    });

    it('has the newest version beside one that has stopped, and no deadline to come', () => {
      const text = textOf('is 2.5.3.0 ok?');
      assert.match(text, /Upgrade it\. The newest version that these documents know is \*\*2\.6\.92\.0\*\*/);
      assert.doesNotMatch(text, /Another deadline/);
    });

    it('is told by the closest notice that leaves it alone', () => {
      const text = textOf('anything wrong with 2.6.91.0?');
      assert.match(text, /can't register pass-through authentication/);
      assert.match(text, /Another deadline may affect it/);
    });

    it('has its own history where the notice that is asked has none', () => {
      assert.match(textOf('what’s in 2.6.84.0?'), /released on[\s\S]*SQL Server 2022 LocalDB/);
    });
  });

  it('is told of another notice of its product, and of none of other products', async () => {
    const bothEnd = (name: string, title: string, when = 'on July 1, 2027') =>
      mapOf({
        'notice.md': `# ${title}\n\n${title} below 9.0 stops working ${when}.\n`,
        'notice.yaml': `subject: ${title} below 9.0\nnames: [${name}]\naffects:\n  - versions: "<9.0"\n`,
      });
    const pier = [...noticeOf('  - versions: "<4.2"\n').guides.values()].map(({ notice }) => notice);
    const maps = [
      ...pier.map((map) => ({ ...map, id: 'pier' })),
      { ...bothEnd('Pier Agent', 'Pier Agent'), id: 'pier-9' },
      { ...bothEnd('Pier Agent', 'Pier Agent', 'in November 2026'), id: 'pier-month' },
      { ...bothEnd('Crane', 'Crane'), id: 'crane' },
    ];
    const about = { map: { ...bothEnd('Crane', 'Crane'), id: 'about', intents: [] }, phrases: [] };
    await read(
      createPortfolio(
        maps.map((map) => ({ map, phrases: [] })),
        about,
      ),
    );
    const text = textOf('is Pier Agent 4.1.1 affected?');
    assert.match(text, /\*\*4\.1\.1\*\* is affected/);
    assert.match(text, /Another deadline affects it: Pier Agent below 9\.0 .*1 July 2027/);
    assert.match(text, /Another deadline affects it: .*November 2026/); // until the month is over
    assert.doesNotMatch(text, /Crane/);
  });

  describe('at the end of the notice’s range', () => {
    before(async () => read(await loadPortfolio({ folder: null, ids: ['connect-sync-2-5-79'] })));

    const aboutNotice: [string, RegExp][] = [
      ['what happens to servers below 2.5.79.0', /What stops/],
      ['which servers are affected by the 2.5.79.0 minimum', /A server is affected if its version is below/],
      ['what do we have to do about the 2.5.79.0 minimum', /What to do/],
    ];
    for (const [text, expected] of aboutNotice) {
      it(`names the notice: "${text}"`, () => {
        assert.match(textOf(text), expected);
        assert.doesNotMatch(textOf(text), /^Version 2\.5\.79\.0/);
      });
    }

    it('is a version where it is asked about', () => {
      assert.match(textOf('is 2.5.79.0 still supported?'), /^Version 2\.5\.79\.0/);
      assert.match(textOf('is 2.5.79.0 affected?'), /^Version 2\.5\.79\.0/);
      assert.match(textOf('all our servers have 2.5.79.0, is that safe?'), /^Version 2\.5\.79\.0/);
      assert.match(textOf('can we settle on 2.5.79.0?'), /^Version 2\.5\.79\.0/);
      assert.match(
        textOf('Two boxes are stuck at 2.5.79.0. Anything to worry about?'),
        /^Version 2\.5\.79\.0/,
      );
      assert.match(textOf('another server sits on 2.5.79.0. all good?'), /^Version 2\.5\.79\.0/);
      assert.match(textOf('Ours is precisely 2.5.79.0, are we good?'), /^Version 2\.5\.79\.0/);
    });

    it('is asked about with until when, whatever the other words', () => {
      assert.match(textOf('until when is 2.6.92.0 good for'), /No end of its support is stated/);
    });

    it('tells of one that the history lacks that it is out of range', () => {
      assert.match(
        textOf('is 2.9.1.0 affected?'),
        /\*\*2\.9\.1\.0\*\* is not affected[\s\S]*not in the version history/,
      );
    });
  });
});
