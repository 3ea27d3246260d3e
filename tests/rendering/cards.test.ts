import assert from 'node:assert/strict';
import { DEFAULT_RUNGS } from '../../bot/campaign/ladder.ts';
import { answerIntent, topicsOf } from '../../bot/guidance/answer.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { renderAnswer, renderChoice, renderUnknown } from '../../bot/rendering/answer-cards.ts';
import type { Message } from '../../bot/rendering/message.ts';
import { announcementSource, renderNote, renderWelcome } from '../../bot/rendering/note-cards.ts';
import { renderReminder } from '../../bot/rendering/reminder-card.ts';
import { theGuide } from '../support/guide.ts';
import { assertValidCard, objectsIn, sizeOf, textOf } from '../support/official-card-check.ts';

const zone = 'Europe/Berlin';
const INSTANTS = [
  '2022-05-31T12:00:00Z',
  '2023-09-22T12:00:00Z',
  '2023-10-01T12:00:00Z',
  '2026-11-22T12:00:00Z',
];

describe('the cards', () => {
  let guide: Guide;
  before(async () => {
    guide = await theGuide();
  });

  const answerTo = (intent: string, now = new Date('2023-09-22T12:00:00Z')): Message => {
    const answer = answerIntent(guide, intent, { now, zone });
    assert.ok(answer);
    return renderAnswer(answer);
  };
  const reminderAt = (iso: string): Message =>
    renderReminder({
      guide,
      cutOff: '2023-10-01',
      schedule: { localTime: '09:00', zone, rungs: DEFAULT_RUNGS },
      now: new Date(iso),
      kind: 'channel',
    });

  for (const iso of INSTANTS) {
    it(`of every answer are valid and under 28 KB on ${iso.slice(0, 10)}`, () => {
      for (const intent of guide.entries.keys()) {
        const { card, summary } = answerTo(intent, new Date(iso));
        assertValidCard(card, intent);
        assert.ok(summary.length > 0 && summary.length <= 282, intent);
        if (intent !== 'compare') assert.ok(sizeOf(card) < 28 * 1024, `${intent}: ${sizeOf(card)}`);
      }
    });

    it(`of the reminder and the welcome are valid and under 28 KB on ${iso.slice(0, 10)}`, () => {
      for (const { card } of [reminderAt(iso), renderWelcome(guide, { now: new Date(iso), zone })]) {
        assertValidCard(card, iso);
        assert.ok(sizeOf(card) < 28 * 1024);
      }
    });
  }

  it('of notes and of doubts are valid and under 28 KB', () => {
    const source = announcementSource(guide);
    const topics = topicsOf(guide, ['deadline', 'compare', 'what-to-do']);
    const messages = [
      renderNote(guide, { title: 'Reminders are off', paragraphs: ['None.'] }),
      renderNote(guide, {
        title: 'Reminders are on',
        paragraphs: ['One.', 'Two.'],
        facts: [{ title: 'Sunday', value: '7 days before' }],
        topics: ['what-to-do', 'compare'],
      }),
      renderChoice(topics, source),
      renderUnknown(topics, source),
      renderUnknown([], source),
    ];
    for (const { card, summary } of messages) {
      assertValidCard(card, summary);
      assert.ok(sizeOf(card) < 28 * 1024);
    }
  });

  it('of an unknown question say so and offer the nearest topics and a person', () => {
    const { card } = renderUnknown(topicsOf(guide, ['deadline']), announcementSource(guide));
    assert.match(textOf(card), /do not answer that.*will not guess.*ask a person/);
    assert.ok(textOf(card).includes(guide.entries.get('deadline')?.intent.title ?? '?'));
  });

  it('show the article, the heading and the link of every answer', () => {
    for (const intent of guide.entries.keys()) {
      assert.match(textOf(answerTo(intent).card), /^Source: \[.+\]\(https:\/\/\S+\)/m, intent);
    }
  });

  it('offer the answer’s follow-ups, each by its name', () => {
    for (const intent of guide.entries.keys()) {
      const buttons = objectsIn(answerTo(intent).card).filter(
        ({ type, verb }) => type === 'Action.Execute' && verb === 'topic',
      );
      assert.deepEqual(
        buttons.map(({ title, data }) => ({ title, data })),
        (guide.entries.get(intent)?.intent.followUps ?? []).map((id) => ({
          title: guide.entries.get(id)?.intent.title,
          data: { intent: id },
        })),
      );
    }
  });

  describe('of the comparison', () => {
    it('stays under 80 KB', () => assert.ok(sizeOf(answerTo('compare').card) < 80 * 1024));

    it('counts the rows that differ and those that do not, all of the document’s', () => {
      const rows = guide.entries.get('compare')?.intent.guidance.table?.rows ?? [];
      const differing = rows.filter(([, first, ...rest]) => rest.some((cell) => cell !== first));
      const text = textOf(answerTo('compare').card);
      const [all, some] = [rows.length, differing.length];
      assert.ok(some > 0 && some < all);
      assert.ok(text.includes(`Where they differ (${some} of ${all})`), text);
      assert.ok(text.includes(`The same in both (${all - some} of ${all})`));
      assert.ok(text.includes(`Show or hide what is the same (${all - some})`));
    });

    it('says yes and no by word, never by a mark or an empty cell alone', () => {
      const cells = objectsIn(answerTo('compare').card)
        .filter(({ type }) => type === 'TableCell')
        .flatMap(({ items }) => (items as { text: string }[]).map(({ text }) => text));
      assert.ok(cells.includes('✔ Yes'));
      assert.ok(cells.includes('✖ No'));
      assert.deepEqual(
        cells.filter((text) => !/\p{L}/u.test(text)),
        [],
      );
    });

    it('says the same on phones, where the table’s fallback is shown', () => {
      const tables = objectsIn(answerTo('compare').card).filter(({ type }) => type === 'Table');
      assert.equal(tables.length, 2);
      for (const { rows, fallback } of tables) {
        const inTable = objectsIn(rows).filter(({ type }) => type === 'TableRow');
        const names = inTable.slice(1).map((row) => textOf(row).split('\n')[0] ?? '?');
        const shown = textOf(fallback as object);
        for (const name of names) assert.ok(shown.includes(name), name);
        assert.match(shown, /✔ Yes/);
      }
    });
  });

  describe('of the reminder', () => {
    it('counts down, says today, and afterwards how long ago', () => {
      assert.match(textOf(reminderAt('2023-09-22T12:00:00Z').card), /^9\ndays left$/m);
      assert.match(textOf(reminderAt('2023-09-30T12:00:00Z').card), /^1\nday left$/m);
      assert.match(textOf(reminderAt('2023-10-01T12:00:00Z').card), /^Today\nis the day$/m);
      assert.match(textOf(reminderAt('2023-10-03T12:00:00Z').card), /^2\ndays ago$/m);
      assert.match(
        reminderAt('2023-10-03T12:00:00Z').summary,
        /stopped working on Sunday 1 October 2023, 2 days ago/,
      );
    });

    it('says why it came, how to end it, and the ways out with their links', () => {
      const text = textOf(reminderAt('2023-09-22T12:00:00Z').card);
      assert.match(text, /This channel asked for reminders at 09:00 \(Europe\/Berlin\)/);
      assert.match(text, /To end them, say: @Cutover stop reminders/);
      assert.match(text, /\*\*Migrate to cloud sync\*\*/);
      assert.match(text, /\*\*Migrating to Azure AD Connect V2\*\*/);
      assert.equal(text.match(/^- \[.+\]\(https:\/\/.+\)$/gm)?.length, 6);
    });
  });
});
