import assert from 'node:assert/strict';
import { answerDate } from '../../bot/guidance/answer-date.ts';
import { answerVersions } from '../../bot/guidance/answer-versions.ts';
import { answerIntent, topicsOf } from '../../bot/guidance/answer.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import type { LocalNow } from '../../bot/guidance/date-format.ts';
import { judgeVersion, readVersionFacts } from '../../bot/guidance/version-verdict.ts';
import { renderAdviser } from '../../bot/rendering/adviser-card.ts';
import { renderAnswer, renderChoice } from '../../bot/rendering/answer-cards.ts';
import {
  announcementSource,
  renderNote,
  renderWelcome,
  reminderFacts,
} from '../../bot/rendering/note-cards.ts';
import { renderStatus } from '../../bot/rendering/status-card.ts';
import { renderVerdict } from '../../bot/rendering/verdict-card.ts';
import { theGuide } from '../support/guide.ts';
import { textOf } from '../support/official-card-check.ts';

const zone = 'Europe/Berlin';
const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)';
const FORMS = {
  'day first': new RegExp(`\\d{1,2} ${MONTH} \\d{4}`),
  'month first': new RegExp(`${MONTH} \\d{1,2},? \\d{4}`),
  iso: /\d{4}-\d{2}-\d{2}/,
  'other language':
    /\d年|\d\. (?:Januar|Juni|Juli|September|Oktober|November)|(?<![\d.])\d{1,2}[./]\d{1,2}[./]\d{4}\b/,
  '24 hours': /\b\d{1,2}:\d{2}\b(?! [AP]M)/,
  '12 hours': /\b[1-9]\d?:\d{2} [AP]M\b/,
  'padded 12 hours': /\b0\d:\d{2}\s[AP]M\b/,
};

/** Every card that shows a date to one reader, by name. */
function cardsFor(guide: Guide, localNow: LocalNow): Map<string, object> {
  const { locale } = localNow;
  const topics = topicsOf(guide, ['deadline']);
  const source = announcementSource(guide);
  const facts = reminderFacts(
    [{ offset: 7, dueAt: new Date('2023-09-24T07:00:00Z') }],
    { localTime: '09:00', zone, offsets: [7] },
    '2023-10-01',
    locale,
  );
  const verdict = judgeVersion('2.1.20.0', readVersionFacts(guide.notice), localNow);
  const answers = [
    ...[...guide.entries.keys()].map((intent) => answerIntent(guide, intent, localNow)),
    answerDate(guide, { date: '2023-09-15', isDay: true, hasYear: true, asksIfLate: false }, localNow),
    answerVersions(guide, { versions: ['2.1.20.0', '2.0.89'], server: null }, localNow),
  ].flatMap((answer, i) =>
    answer ? [[`${answer.intent} ${i}`, renderAnswer(answer, { locale })] as const] : [],
  );
  const messages = [
    ...answers,
    ['status', renderStatus(guide, localNow, { facts, topics: [] })],
    ['note', renderNote(guide, { title: 'Reminders are on', paragraphs: [], facts, locale })],
    ['welcome', renderWelcome([guide], localNow)],
    ['verdict', renderVerdict({ guide, server: 'AADC01', verdict, localNow })],
    ['adviser', renderAdviser(guide, { chosen: null, locale })],
    ['choice', renderChoice(topics, source, locale)],
  ] as const;
  return new Map(messages.flatMap(([name, message]) => (message ? [[name, message.card]] : [])));
}

/** The forms in which a card writes dates and times; addresses and the example `09:00` that people type left out. */
function formsIn(card: object): string[] {
  const text = textOf(card)
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/\*\*remind us[^*]*\*\*/g, '');
  return Object.entries(FORMS).flatMap(([form, pattern]) => (pattern.test(text) ? [form] : []));
}

describe('dates and times on cards', () => {
  const expected: [string, string[]][] = [
    ['en-GB', ['day first', '24 hours']],
    ['en-US', ['month first', '12 hours']],
    ['de-DE', ['day first', '24 hours']],
    ['ja-JP', ['day first', '24 hours']],
  ];

  for (const [locale, forms] of expected) {
    for (const day of ['2023-09-22', '2026-11-22']) {
      it(`are in one form for ${locale} on ${day}: ${forms.join(', ')}`, async () => {
        const cards = cardsFor(await theGuide(), { now: new Date(`${day}T12:00:00Z`), zone, locale });
        for (const [name, card] of cards) {
          const others = formsIn(card).filter((form) => !forms.includes(form));
          assert.deepEqual(others, [], `${name}: ${textOf(card)}`);
        }
        for (const name of ['status', 'note']) assert.deepEqual(formsIn(cards.get(name) ?? {}), forms, name);
      });
    }
  }
});
