import assert from 'node:assert/strict';
import type { Guide } from '../../bot/guidance/guide.ts';
import type { Recogniser } from '../../bot/understanding/recogniser.ts';
import type { Answer } from '../../bot/guidance/answer.ts';
import { answerFor } from '../../bot/understanding/answer-question.ts';
import { createMessageReader, type MessageReader } from '../../bot/understanding/read-message.ts';
import { createQuestionReader, type QuestionReader } from '../../bot/understanding/read-question.ts';
import { theGuide, theOnlyNotice, theRecogniser } from '../support/guide.ts';

function answersTo(reader: QuestionReader, guide: Guide, text: string, now: string): (Answer | null)[] {
  const localNow = { now: new Date(now), zone: 'Europe/Berlin' };
  return reader.understandAll(text, localNow).map((understood) => answerFor(understood, guide, localNow));
}

describe('a question about features', () => {
  let guide: Guide;
  let recognise: Recogniser;
  before(async () => {
    guide = await theGuide();
    recognise = await theRecogniser();
  });
  const answerTo = (text: string) =>
    answersTo(createQuestionReader({ guide, recognise }), guide, text, '2026-11-22T12:00:00Z')[0] ?? null;

  it('is answered in words from its row, with the comparison as the source', () => {
    const answer = answerTo('does cloud sync support pass-through authentication?');
    assert.equal(answer?.title, 'Support for Pass-Through Authentication');
    assert.deepEqual(answer.paragraphs, [
      '**No**: **Support for Pass-Through Authentication** is only in Connect sync, not in **Cloud sync**.',
    ]);
    assert.equal(answer.source.heading, 'Comparison between Azure AD Connect and cloud sync');
  });

  it('is answered with the whole cell when that is a sentence', () => {
    const [row = ''] = answerTo('does cloud sync do device writeback?')?.paragraphs ?? [];
    assert.match(row, /^\*\*Support for device writeback\*\*: .*Cloud sync: .*Cloud Kerberos trust/);
  });

  it('is answered with one row for a quantity and one for a feature', () => {
    const answer = answerTo('would cloud sync work for us with 200,000 users and group writeback?');
    assert.deepEqual(answer?.paragraphs, [
      [
        '- **Support for group writeback**: Connect sync: ✔ Yes; Cloud sync: ✖ No.',
        '- **Unlimited number of objects per AD domain**: Connect sync: ✔ Yes; Cloud sync: ✖ No.',
      ].join('\n'),
    ]);
  });

  it('is answered with the whole table when it names no feature', () => {
    assert.equal(answerTo('compare')?.table?.rows.length, 38);
  });
});

describe('a message', () => {
  let guide: Guide;
  let recognise: Recogniser;
  before(async () => {
    guide = await theGuide();
    recognise = await theRecogniser();
  });
  const intentsOf = (text: string) =>
    createQuestionReader({ guide, recognise })
      .understandAll(text, { now: new Date('2023-09-22T12:00:00Z'), zone: 'UTC' })
      .map(({ ranked }) => ranked[0]?.intent);

  it('gets two answers when it has two questions', () => {
    assert.deepEqual(intentsOf('When does V1 stop working? And what do we have to do?'), [
      'deadline',
      'what-to-do',
    ]);
    assert.deepEqual(intentsOf('what is cloud sync and when does V1 stop working?'), [
      'what-is-cloud-sync',
      'deadline',
    ]);
  });

  it('gets one answer when it asks the same thing twice', () => {
    assert.deepEqual(intentsOf('When does V1 stop working? Which date is the deadline for V1?'), [
      'deadline',
    ]);
  });

  it('gets one answer when context precedes the question', () => {
    assert.equal(
      intentsOf('We inherited a server. It is old. When does Azure AD Connect V1 stop working?').length,
      1,
    );
  });

  it('gets two answers when it has more than two questions', () => {
    const text = 'When does V1 stop working? What is cloud sync? What is the provisioning agent?';
    assert.deepEqual(intentsOf(text), ['deadline', 'what-is-cloud-sync']);
  });
});

describe('a version in a message', () => {
  let guide: Guide;
  let reader: QuestionReader;
  before(async () => {
    guide = await theGuide();
    reader = createQuestionReader({ guide, recognise: await theRecogniser() });
  });
  const tell = (text: string, now = '2026-11-22T12:00:00Z') => {
    const [answer] = answersTo(reader, guide, text, now);
    return [answer?.title, ...(answer?.paragraphs ?? [])].join('\n');
  };

  const told: [string, string, RegExp][] = [
    [
      '2023-09-22T12:00:00Z',
      'is 1.6.16.0 supported?',
      /^Version 1\.6\.16\.0\n.*is affected\. Azure AD Connect V1 .*stops working .*in 9 days/,
    ],
    [
      '2026-11-22T12:00:00Z',
      'is 1.6.16.0 supported?',
      /is affected\. Azure AD Connect V1 .*stopped working .*3 years ago/,
    ],
    [
      '2026-11-22T12:00:00Z',
      'we run v1.6, are we affected?',
      /^Version 1\.6\n.*is affected\. Azure AD Connect V1/,
    ],
    [
      '2026-11-22T12:00:00Z',
      '2.0.89',
      /^Version 2\.0\.89\n\*\*2\.0\.89\.0\*\*.*below 2\.5\.79\.0.*since \*\*Wednesday 30 September 2026/,
    ],
    ['2026-11-22T12:00:00Z', '2.6.91.0', /No end of its support is stated/],
    ['2023-09-22T12:00:00Z', 'anything known against 1.6.2.4?', /Note: .*do not install\.$/m],
    ['2026-11-22T12:00:00Z', '2.4.131.0', /Note: Automatic upgrade until 15 April 2025\.$/m],
    [
      '2026-11-22T12:00:00Z',
      'is 2.5.190.0 still supported',
      /is supported: its support ends on \*\*Tuesday 2 February 2027\*\*, in 72 days/,
    ],
    [
      '2026-11-22T12:00:00Z',
      'is 2.5.79.0 out of support?',
      /out of support: its support ended on \*\*Friday 23 October 2026\*\*, 30 days ago/,
    ],
    [
      '2023-09-22T12:00:00Z',
      'is version 2.1.20.0 supported',
      /supported: its support ends on \*\*Wednesday 19 June 2024/,
    ],
    ['2023-05-31T12:00:00Z', 'is version 2.1.20.0 supported', /No end of its support is stated/],
    [
      '2023-09-22T12:00:00Z',
      'is version 2.6.91.0 supported',
      /not in the version history.*The nearest known version is 2\.2\.1\.0/,
    ],
    [
      '2026-11-22T12:00:00Z',
      'is 2.3.7.0 supported',
      /not in the version history.*The nearest known versions are 2\.3\.6\.0 and 2\.3\.8\.0/,
    ],
    [
      '2026-11-22T12:00:00Z',
      'is AADC01 with 1.6.16.0 still supported?',
      /^AADC01 with version 1\.6\.16\.0\n/,
    ],
    ['2026-11-22T12:00:00Z', 'is 2.6 supported?', /matches 5 builds:\n- /],
    ['2026-11-22T12:00:00Z', 'is 2.6.3.0 supported?', /\n\*\*Yes\*\*: \*\*2\.6\.3\.0\*\*/],
    ['2026-11-22T12:00:00Z', 'is 2.4.27.0 still supported?', /\n\*\*No\*\*: \*\*2\.4\.27\.0\*\*/],
    ['2023-09-22T12:00:00Z', 'is 2.2.1.0 supported?', /\n\*\*The documents do not say\*\*: /],
    [
      '2026-11-22T12:00:00Z',
      'which versions are supported?',
      /^Supported versions\n[\s\S]*2\.6\.1\.0\*\*: until/,
    ],
    ['2023-09-22T12:00:00Z', 'what is the newest version?', /^The newest version\n\*\*2\.2\.1\.0\*\*/],
    [
      '2026-11-22T12:00:00Z',
      '1.6.16.0 and 2.6.91.0: are they supported?',
      /is affected\. Azure AD Connect V1[\s\S]*2\.6\.91\.0\*\*, released/,
    ],
  ];
  for (const [now, text, expected] of told) {
    it(`is judged on ${now.slice(0, 10)}: "${text}"`, () => assert.match(tell(text, now), expected));
  }

  it('is judged behind what is asked beside it', () => {
    assert.match(
      tell('is .NET Framework 4.7.2 enough for 2.5.79.0, or what does it need?', '2026-11-22T12:00:00Z'),
      /^(?!Version).*\n[\s\S]*4\.7\.2/,
    );
  });

  it('does not change the answer to a question about upgrading', () => {
    assert.match(tell('how do I upgrade from 1.6.16.0 to V2?'), /^How to upgrade to V2/);
  });

  for (const text of [
    'do we need TLS 1.2?',
    'is .NET 4.7.2 needed for V2',
    'does SQL 2.0 work',
    'ping 1.1.1.1',
  ]) {
    it(`is not found in "${text}"`, () => assert.doesNotMatch(tell(text), /^Version/));
  }
});

describe('a date in a message', () => {
  let guide: Guide;
  let reader: QuestionReader;
  before(async () => {
    guide = await theGuide();
    reader = createQuestionReader({ guide, recognise: await theRecogniser() });
  });
  const tell = (text: string, now: string) => {
    const [answer] = answersTo(reader, guide, text, now);
    return [answer?.title, ...(answer?.paragraphs ?? [])].join('\n');
  };

  const told: [string, string, RegExp][] = [
    [
      '2023-08-22T12:00:00Z',
      'is 15 September early enough?',
      /^Yes, with 16 days to spare\nFriday 15 September 2023 is 16 days before the cut-off\.\n.*in 40 days/,
    ],
    ['2023-08-22T12:00:00Z', 'is it too late to migrate on October 3rd?', /^Yes, that’s 2 days too late/],
    ['2023-08-22T12:00:00Z', 'is 2 October 2023 not too late?', /^No, that’s 1 day too late/],
    ['2023-08-22T12:00:00Z', 'would 28 September be too late?', /^No, with 3 days to spare/],
    ['2023-08-22T12:00:00Z', 'can we wait until 1 October?', /^That’s the cut-off date/],
    [
      '2023-08-22T12:00:00Z',
      'is it early enough to migrate in September?',
      /^Yes, with 1 day to spare\nThe end of September 2023/,
    ],
    ['2023-09-29T23:30:00Z', 'is it early enough to migrate tomorrow?', /^That’s the cut-off date/],
    ['2026-11-22T12:00:00Z', 'is 15 September early enough?', /^It’s too late\n.*passed.*\n.*3 years ago/],
    [
      '2026-11-22T12:00:00Z',
      'would 15 September 2023 have been early enough for the deadline?',
      /^Yes, with 16 days to spare/,
    ],
  ];
  for (const [now, text, expected] of told) {
    it(`is compared with the cut-off on ${now.slice(0, 10)}: "${text}"`, () =>
      assert.match(tell(text, now), expected));
  }

  it('does not change the answer to a question about a past date', () => {
    assert.match(
      tell('what stopped on 1 October 2023?', '2026-11-22T12:00:00Z'),
      /^(?!That’s the cut-off date)/,
    );
  });
});

describe('a follow-up question', () => {
  let reader: MessageReader;
  before(async () => {
    reader = createMessageReader({ portfolio: await theOnlyNotice(), recognise: await theRecogniser() });
  });
  const localNow = { now: new Date('2023-09-22T12:00:00Z'), zone: 'UTC' };
  const NOTICE = 'azure-ad-connect-v1';
  const after = (topic: string, text: string) =>
    reader.read(
      text,
      { urgent: [NOTICE], last: { notice: NOTICE, text: null, topic, source: null } },
      localNow,
    ).understood[0];

  const told: [string, string, string[]][] = [
    ['deadline', 'and then?', ['impact', 'what-to-do']],
    ['what-is-v2', 'what about cloud sync?', ['what-is-cloud-sync', 'cloud-sync-fit', 'compare']],
    ['impact', 'when?', ['deadline']],
    ['provisioning-agent', 'how much memory?', ['provisioning-agent']],
  ];
  for (const [lastTopic, text, wanted] of told) {
    it(`is understood from the topic before it: "${text}" after ${lastTopic}`, () => {
      const best = after(lastTopic, text)?.ranked[0]?.intent ?? '';
      assert.ok(wanted.includes(best), best);
    });
  }

  it('leaves the topic when it is clear on its own', () => {
    const understood = after('provisioning-agent', 'deadline?');
    assert.equal(understood?.ranked[0]?.intent, 'deadline');
    assert.equal(understood.after, null);
  });

  it('stays unknown when the documents have none of its words', () => {
    assert.notEqual(after('provisioning-agent', 'a pizza recipe?')?.decision, 'answer');
  });
});
