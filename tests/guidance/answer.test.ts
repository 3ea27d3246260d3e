import assert from 'node:assert/strict';
import { answerDate } from '../../bot/guidance/answer-date.ts';
import { answerIntent, type Answer } from '../../bot/guidance/answer.ts';
import { answerVersions } from '../../bot/guidance/answer-versions.ts';
import { describeDeadline, describeMilestoneOf, UNCONFIRMED } from '../../bot/guidance/cut-off-text.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { describeMilestone } from '../../bot/guidance/date-format.ts';
import { theGuide } from '../support/guide.ts';

const ZONES = ['Pacific/Kiritimati', 'Asia/Tokyo', 'Europe/Berlin', 'UTC', 'America/Los_Angeles'];
const INSTANTS = [
  '2023-05-31T12:00:00Z',
  '2023-09-30T23:30:00Z',
  '2023-10-01T12:00:00Z',
  '2023-10-02T12:00:00Z',
  '2026-11-22T12:00:00Z',
];

/** What says that the day is still to come. */
const TO_COME =
  /\bwill (?:stop|end|retire|refuse|be (?:refused|retired|stopped|decommissioned))|stops working|\d (?:days?|weeks?|months?) left\b|\bin \d+ (?:day|week|month|year)s?\b|\btomorrow\b|(?:before|until|finish by) the cut-off|well before that day/i;

/** What says that the day is over. */
const OVER =
  /stopped working|cut-off is past|since the cut-off|no longer synchroni[sz]ed|is refused|are refused/i;

/** Where the reader's day stands, without the code under test: zones' offsets are those of October 2023. */
function phaseAt(iso: string, zone: string): 'before' | 'on' | 'after' {
  const offsets = {
    'Pacific/Kiritimati': 14,
    'Asia/Tokyo': 9,
    'Europe/Berlin': 2,
    UTC: 0,
    'America/Los_Angeles': -7,
  };
  const day = new Date(Date.parse(iso) + offsets[zone as keyof typeof offsets] * 3_600_000);
  const date = day.toISOString().slice(0, 10);
  return date < '2023-10-01' ? 'before' : date === '2023-10-01' ? 'on' : 'after';
}

const sentencesOf = ({ paragraphs }: Answer) => paragraphs.flatMap((text) => text.split(/(?<=[.!?:])\s+|\n/));

describe('an answer', () => {
  let guide: Guide;
  before(async () => {
    guide = await theGuide();
  });

  const answersAt = (iso: string, zone: string): Answer[] =>
    [...guide.entries.keys()].map((intent) => {
      const answer = answerIntent(guide, intent, { now: new Date(iso), zone });
      assert.ok(answer, intent);
      return answer;
    });

  it('exists for every intent', () => {
    const named =
      'deadline impact support-status am-i-affected what-to-do cloud-sync-fit evaluate-wizard compare what-is-cloud-sync provisioning-agent what-is-v2 upgrade-v2 deprecation-info version-history next-steps reminders report-server greeting-help thanks-bye human-handoff';
    assert.deepEqual([...guide.entries.keys()].sort(), named.split(' ').sort());
  });

  it('says that an unconfirmed retirement is unconfirmed, and nothing of the kind about Cutover', () => {
    const notice = { ...guide.notice, status: 'unconfirmed' as const };
    const entries = new Map(
      [...guide.entries].map(([id, entry]) => [
        id,
        entry.map === guide.notice ? { ...entry, map: notice } : entry,
      ]),
    );
    const unconfirmed = { ...guide, notice, entries };
    const localNow = { now: new Date('2023-05-31T12:00:00Z'), zone: 'UTC' };
    assert.ok(answerIntent(unconfirmed, 'deadline', localNow)?.paragraphs.includes(UNCONFIRMED));
    assert.ok(!answerIntent(unconfirmed, 'greeting-help', localNow)?.paragraphs.includes(UNCONFIRMED));
    assert.ok(!answerIntent(guide, 'deadline', localNow)?.paragraphs.includes(UNCONFIRMED));
    assert.equal(
      describeDeadline(unconfirmed, localNow),
      `${describeDeadline(guide, localNow)} ${UNCONFIRMED}`,
    );
    const named = [
      answerDate(
        unconfirmed,
        { date: '2023-09-01', isDay: true, hasYear: true, asksIfLate: false },
        localNow,
      ),
      answerVersions(unconfirmed, { versions: ['2.1.20.0'], server: null }, localNow),
    ];
    for (const answer of named) assert.ok(answer?.paragraphs.join(' ').includes(UNCONFIRMED));
  });

  it('says of an unconfirmed retirement only that it was to happen, once its day has passed', () => {
    const unconfirmed = { ...guide, notice: { ...guide.notice, status: 'unconfirmed' as const } };
    const localNow = { now: new Date('2023-10-05T12:00:00Z'), zone: 'UTC' };
    assert.match(describeDeadline(unconfirmed, localNow), /was to stop working[\s\S]*unconfirmed/);
    assert.doesNotMatch(describeDeadline(unconfirmed, localNow), /stopped working/);
  });

  it('leaves out that it is unconfirmed where neither a date nor an effect is stated', () => {
    const notice = { ...guide.notice, status: 'unconfirmed' as const };
    const entries = new Map(
      [...guide.entries].map(([id, entry]) => [
        id,
        entry.map === guide.notice ? { ...entry, map: notice } : entry,
      ]),
    );
    const localNow = { now: new Date('2023-05-31T12:00:00Z'), zone: 'UTC' };
    const said = (intent: string) =>
      answerIntent({ ...guide, notice, entries }, intent, localNow)?.paragraphs ?? [];
    assert.ok(!said('compare').includes(UNCONFIRMED));
    assert.ok(said('impact').includes(UNCONFIRMED));
  });

  it('quotes the announcement of a notice in which each tenant has its own window', () => {
    const milestone = {
      date: '2026-04',
      precision: 'month',
      kind: 'announced',
      text: 'The move was made known.',
    } as const;
    const notice = { ...guide.notice, cutOff: 'tenant' };
    const localNow = { now: new Date('2026-11-29T12:00:00Z'), zone: 'UTC' };
    const source = { file: 'notice.md', line: 1 };
    const text = describeMilestoneOf({ ...guide, notice }, { ...milestone, source }, localNow);
    assert.match(text, /^April 2026 .*: The move was made known\.$/);
  });

  it('does not exist for an intent without guidance', () => {
    const localNow = { now: new Date('2023-05-31T12:00:00Z'), zone: 'UTC' };
    assert.equal(answerIntent(guide, 'none', localNow), null);
    assert.equal(answerIntent(guide, 'weather', localNow), null);
  });

  for (const iso of INSTANTS) {
    it(`always has text and a source (${iso.slice(0, 10)})`, () => {
      for (const zone of ZONES) {
        for (const { intent, title, paragraphs, source } of answersAt(iso, zone)) {
          assert.ok(title && paragraphs.length > 0 && paragraphs.every(Boolean), intent);
          assert.ok(source.article && source.heading, intent);
          // What Cutover says about itself has no public page.
          const isOwn = guide.entries.get(intent)?.map === guide.notice;
          if (isOwn) assert.equal(new URL(source.url).protocol, 'https:', intent);
          else assert.equal(source.url, '', intent);
        }
      }
    });
  }

  for (const iso of INSTANTS) {
    for (const zone of ZONES) {
      const phase = phaseAt(iso, zone);
      const wrong = { before: OVER, on: /stopped working|cut-off is past/i, after: TO_COME }[phase];
      it(`makes no false statement about time ${phase === 'on' ? 'on the day' : `${phase} the cut-off`} (${iso} in ${zone})`, () => {
        const untrue = answersAt(iso, zone).flatMap((answer) =>
          sentencesOf(answer)
            .filter((sentence) => wrong.test(sentence))
            .map((sentence) => `${answer.intent}: ${sentence}`),
        );
        assert.deepEqual(untrue, []);
      });
    }
  }

  it('of another phase matches the patterns of false statements', () => {
    const found = (iso: string, pattern: RegExp) =>
      answersAt(iso, 'UTC').some((answer) => sentencesOf(answer).some((sentence) => pattern.test(sentence)));
    assert.ok(found('2023-05-31T12:00:00Z', TO_COME));
    assert.ok(found('2026-11-22T12:00:00Z', OVER));
  });

  it('names no version that is not released yet', () => {
    const released = (iso: string) => {
      const answer = answerIntent(guide, 'version-history', { now: new Date(iso), zone: 'UTC' });
      const column = answer?.table?.headers.indexOf('Released') ?? -1;
      assert.ok(column >= 0);
      return answer?.table?.rows.map((row) => row[column] ?? '') ?? [];
    };
    const early = released('2023-05-31T12:00:00Z');
    assert.ok(early.length > 0 && early.every((date) => date <= '2023-05-31'));
    assert.ok(released('2026-11-22T12:00:00Z').length > early.length);
  });

  describe('about the deadline', () => {
    const deadlineAt = (iso: string, zone: string) =>
      answerIntent(guide, 'deadline', { now: new Date(iso), zone })?.paragraphs[0];
    const product = 'Azure AD Connect V1';
    const sunday = 'Sunday 1 October 2023';

    for (const [iso, zone, sentence] of [
      ['2023-09-22T12:00:00Z', 'UTC', `${product} stops working **on ${sunday}**, in 9 days.`],
      ['2023-05-31T12:00:00Z', 'UTC', `${product} stops working **on ${sunday}**, in 123 days.`],
      ['2023-09-30T23:30:00Z', 'UTC', `${product} stops working **on ${sunday}**, tomorrow.`],
      ['2023-09-30T23:30:00Z', 'Europe/Berlin', `${product} stops working **today**, ${sunday}.`],
      ['2023-10-01T06:30:00Z', 'America/Los_Angeles', `${product} stops working **on ${sunday}**, tomorrow.`],
      ['2023-10-01T12:00:00Z', 'UTC', `${product} stops working **today**, ${sunday}.`],
      [
        '2023-10-01T10:00:00Z',
        'Pacific/Kiritimati',
        `${product} stopped working **on ${sunday}**, yesterday.`,
      ],
      ['2023-10-02T12:00:00Z', 'UTC', `${product} stopped working **on ${sunday}**, yesterday.`],
      ['2023-10-03T12:00:00Z', 'UTC', `${product} stopped working **on ${sunday}**, 2 days ago.`],
      ['2026-11-22T12:00:00Z', 'UTC', `${product} stopped working **on ${sunday}**, 3 years ago.`],
    ]) {
      it(`says "${sentence?.split(', ').at(-1)}" at ${iso} in ${zone}`, () =>
        assert.equal(deadlineAt(iso ?? '', zone ?? ''), sentence));
    }
  });
});

describe('a milestone', () => {
  const milestone = (kind: 'cut-off' | 'support-ends' | 'announced' | 'other', date: string) => ({
    ...{ kind, date, text: 'A sentence.', source: { file: 'notice.md', line: 1 } },
    precision: date.length === 7 ? ('month' as const) : ('day' as const),
  });
  const at = (iso: string) => ({ now: new Date(`${iso}T12:00:00Z`), zone: 'UTC' });

  it('that ends support is in the tense of the day', () => {
    const support = milestone('support-ends', '2022-08-31');
    assert.equal(
      describeMilestone(support, 'V1', at('2022-08-01')),
      'V1 goes out of support **on Wednesday 31 August 2022**, in 30 days.',
    );
    assert.equal(
      describeMilestone(support, 'V1', at('2022-08-31')),
      'V1 goes out of support **today**, Wednesday 31 August 2022.',
    );
    assert.equal(
      describeMilestone(support, 'V1', at('2023-10-01')),
      'V1 went out of support **on Wednesday 31 August 2022**, 13 months ago.',
    );
  });

  it('with only a month names no day', () => {
    const announced = milestone('announced', '2021-08');
    assert.equal(
      describeMilestone(announced, 'V1', at('2023-01-01')),
      'The retirement was announced in August 2021.',
    );
    assert.equal(
      describeMilestone(milestone('support-ends', '2022-08'), 'V1', at('2022-08-20')),
      'V1 goes out of support in August 2022.',
    );
    assert.equal(
      describeMilestone(announced, 'V1', at('2021-07-01')),
      'The retirement will be announced in August 2021.',
    );
  });

  it('of another kind is quoted', () => {
    assert.equal(
      describeMilestone(milestone('other', '2024-03-01'), 'V1', at('2024-03-02')),
      'Friday 1 March 2024 (yesterday): A sentence.',
    );
  });

  it('about a part of the product is not said of the whole', () => {
    const support = { ...milestone('support-ends', '2026-10-23'), scope: 'version 2.5.79.0' };
    assert.equal(
      describeMilestone(support, 'Entra Connect Sync below 2.5.79.0', at('2026-10-22')),
      'Friday 23 October 2026 (tomorrow): A sentence.',
    );
  });
});
