import assert from 'node:assert/strict';
import { DEFAULT_RUNGS } from '../../bot/campaign/ladder.ts';
import { answerIntent, topicsOf } from '../../bot/guidance/answer.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { offerAdviser } from '../../bot/rendering/adviser-card.ts';
import { renderAnswer, renderChoice, renderUnknown } from '../../bot/rendering/answer-cards.ts';
import type { Message } from '../../bot/rendering/message.ts';
import { announcementSource, renderNote, renderWelcome } from '../../bot/rendering/note-cards.ts';
import { renderReminderSettings } from '../../bot/rendering/reminder-settings-card.ts';
import { renderStatus } from '../../bot/rendering/status-card.ts';
import { renderVerdict } from '../../bot/rendering/verdict-card.ts';
import { judgeVersion, readVersionFacts } from '../../bot/campaign/version-verdict.ts';
import { renderReminder, type ReminderToRender } from '../../bot/rendering/reminder-card.ts';
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
  const reminderAt = (iso: string, more: Partial<ReminderToRender> = {}): Message =>
    renderReminder({
      ...more,
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
        assert.ok(sizeOf(card) < 28 * 1024, `${intent}: ${sizeOf(card)}`);
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

  it('of the settings hold every zone, and are valid and well under what Teams takes', () => {
    const settings = {
      localTime: '09:00',
      zone: 'Asia/Kolkata',
      rungs: [7, 5],
      weekend: 'before',
      quietHours: null,
    } as const;
    const { card, summary } = renderReminderSettings(settings);
    assertValidCard(card, summary);
    assert.ok(sizeOf(card) < 80 * 1024, String(sizeOf(card)));
    const inputs = new Map(objectsIn(card).map((part) => [part['id'], part]));
    const zones = (inputs.get('zone')?.['choices'] as { value: string }[]).map(({ value }) => value);
    assert.equal(zones[0], 'Asia/Kolkata');
    assert.ok(zones.length > 400 && new Set(zones).size === zones.length);
    assert.equal(inputs.get('zone')?.['style'], 'filtered');
    assert.equal(inputs.get('rungs')?.['value'], '7,5');
    assert.ok((inputs.get('rungs')?.['choices'] as { value: string }[]).some(({ value }) => value === '5'));
    assert.deepEqual([inputs.get('quietFrom')?.['value'], inputs.get('weekend')?.['value']], ['', 'before']);
  });

  it('of the status count down, and show servers only where some are reported', () => {
    const moment = { now: new Date('2023-09-22T12:00:00Z'), zone };
    const facts = [{ title: 'Reminders here', value: 'off' }];
    const { card, summary } = renderStatus(guide, moment, {
      facts,
      topics: ['reminders'],
      progress: { onRetired: 1, unknown: 0, reported: 2 },
    });
    assertValidCard(card, summary);
    assert.match(textOf(card), /^9\ndays left$/m);
    assert.match(summary, /in 9 days\. 1 of 2 reported servers is off .*\. Reminders here: off\.$/);
    const without = renderStatus(guide, moment, { facts, topics: [] }).card;
    assert.ok(!JSON.stringify(without).includes('Chart.'));
  });

  it('of a version say the verdict by mark and word, and show a server’s name as it was typed', () => {
    const moment = { now: new Date('2023-09-22T12:00:00Z'), zone };
    const verdict = judgeVersion('1.6.16.0', readVersionFacts(guide.notice), moment);
    const facts = [{ title: 'Role', value: '**active**' }];
    const { card, summary } = renderVerdict({ guide, server: 'AAD_C[1]', verdict, facts, moment });
    assertValidCard(card, summary);
    assert.match(textOf(card), /^✖ Must be replaced$/m);
    assert.ok(textOf(card).includes('AAD\\_C\\[1\\] runs 1.6.16.0') && textOf(card).includes('\\*\\*active'));
    assert.match(summary, /^AAD_C\[1\] runs 1\.6\.16\.0\. Must be replaced\./);
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
    it('keeps to 28 KB with all its rows', () => {
      const answer = answerIntent(guide, 'compare', { now: new Date('2026-11-22T12:00:00Z'), zone });
      assert.ok(answer);
      const { card } = renderAnswer(answer, { offers: offerAdviser(guide, 'compare') });
      assert.ok(sizeOf(card) < 28 * 1024, String(sizeOf(card)));
    });

    it('shows the rows that differ with their count, and holds every other row of the document', () => {
      const rows = guide.entries.get('compare')?.intent.guidance.table?.rows ?? [];
      const differing = rows.filter(([, first, ...rest]) => rest.some((cell) => cell !== first));
      const { card } = answerTo('compare');
      const text = textOf(card);
      const [all, some] = [rows.length, differing.length];
      assert.ok(some > 0 && some < all);
      assert.ok(text.includes(`Where they differ (${some} of ${all})`), text);
      assert.ok(text.includes(`All ${all} rows`));
      assert.ok(text.includes(`Only the ${some} that differ`));
      for (const [name = '?'] of rows) assert.ok(text.includes(name), name);
      const [table] = objectsIn(card).filter(({ type }) => type === 'Table');
      assert.equal((table?.['rows'] as object[]).length, some + 1);
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
      const [table] = objectsIn(answerTo('compare').card).filter(({ type }) => type === 'Table');
      const inTable = objectsIn(table?.['rows']).filter(({ type }) => type === 'TableRow');
      const names = inTable.slice(1).map((row) => textOf(row).split('\n')[0] ?? '?');
      const shown = textOf(table?.['fallback'] as object);
      for (const name of names) assert.ok(shown.includes(name), name);
      assert.match(shown, /✔ Yes/);
    });

    it('needs no bot for its other rows, so it works where it was inserted', () => {
      const answer = answerIntent(guide, 'compare', { now: new Date('2023-09-22T12:00:00Z'), zone });
      assert.ok(answer);
      const { card } = renderAnswer(answer, { isInserted: true });
      const kinds = objectsIn(card).map(({ type }) => String(type));
      assert.ok(kinds.includes('Action.ToggleVisibility'));
      assert.ok(!kinds.includes('Action.Execute'));
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
      assert.match(text, /^Migrate to cloud sync$/m);
      assert.match(text, /^Migrating to Azure AD Connect V2$/m);
      assert.equal(text.match(/^- \[.+\]\(https:\/\/.+\)$/gm)?.length, 6);
    });

    it('shows how far the servers are, in a chart and in words where charts are unknown', () => {
      const { card, summary } = reminderAt('2023-09-22T12:00:00Z', {
        progress: { onRetired: 2, unknown: 0, reported: 5 },
      });
      const [chart] = objectsIn(card).filter(({ type }) => String(type).startsWith('Chart.'));
      const values = objectsIn(chart?.['data']).flatMap(({ value }) => (value === undefined ? [] : [value]));
      assert.deepEqual(values, [3, 2]);
      assert.match(textOf(chart?.['fallback'] as object), /\*\*3 of 5\*\* reported servers are off/);
      assert.match(summary, /3 of 5 reported servers are off/);
      for (const { card: without } of [
        reminderAt('2023-09-22T12:00:00Z'),
        reminderAt('2023-09-22T12:00:00Z', { progress: { onRetired: 0, unknown: 0, reported: 0 } }),
      ]) {
        assert.ok(!JSON.stringify(without).includes('Chart.'));
      }
    });

    it('names who has seen it, literally and with the time, and counts beyond five', () => {
      const at = new Date('2023-09-22T12:05:00Z');
      const names = ['K*m', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'];
      const acknowledged = names.map((name) => ({ name, at }));
      const text = textOf(reminderAt('2023-09-22T13:00:00Z', { acknowledged }).card);
      assert.ok(text.includes('✔ Seen by K\\*m, {{DATE(2023-09-22T12:05:00Z,SHORT)}} {{TIME('));
      assert.match(text, /^✔ and by 2 more$/m);
      assert.ok(!text.includes('Flo'));
    });

    it('offers to snooze, to change, to ask why and to stop, by names alone', () => {
      const actions = objectsIn(reminderAt('2023-09-22T12:00:00Z').card).filter(
        ({ type }) => type === 'Action.Execute',
      );
      assert.deepEqual(
        actions.map(({ verb, data }) => [verb, data]),
        [
          ['acknowledge', {}],
          ['topic', { intent: 'what-to-do' }],
          ['snooze', { until: 'day' }],
          ['snooze', { until: 'rung' }],
          ['reminder-settings', {}],
          ['why-this', {}],
          ['stop-reminders', {}],
        ],
      );
    });

    it('that a newer one replaced says so, and offers and counts nothing any more', () => {
      const { card, summary } = reminderAt('2023-09-22T12:00:00Z', { isSuperseded: true });
      assert.match(textOf(card), /^A newer reminder has replaced this one\.$/m);
      assert.equal(summary, 'Azure AD Connect V1. A newer reminder has replaced this one.');
      assert.ok(!/days|Action\.Execute/.test(JSON.stringify(card)));
    });

    it('that comes late says when it was due', () => {
      const lateSince = new Date('2023-09-17T07:00:00Z');
      const late = textOf(reminderAt('2023-09-22T12:00:00Z', { lateSince }).card);
      assert.match(late, /late: it was due on Sunday 17 September, 09:00/);
    });
  });
});
