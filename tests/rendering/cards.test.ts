import assert from 'node:assert/strict';
import { answerIntent, topicsOf } from '../../bot/guidance/answer.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { offerAdviser } from '../../bot/rendering/adviser-card.ts';
import { renderAnswer, renderChoice, renderUnknown } from '../../bot/rendering/answer-cards.ts';
import { announcementSource, renderNote, renderWelcome } from '../../bot/rendering/note-cards.ts';
import { formOf, renderReminderSettings } from '../../bot/rendering/reminder-settings-card.ts';
import { renderStatus } from '../../bot/rendering/status-card.ts';
import { renderVerdict } from '../../bot/rendering/verdict-card.ts';
import { judgeVersion, readVersionFacts } from '../../bot/guidance/version-verdict.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { theGuide } from '../support/guide.ts';
import { reminderAt } from './reminder-at.ts';
import { assertValidCard, objectsIn, sizeOf, textOf } from '../support/official-card-check.ts';
import type { Message } from '../../bot/delivery/message.ts';

const zone = 'Europe/Berlin';
const moment = { now: new Date('2023-09-22T12:00:00Z'), zone };
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
      for (const { card } of [reminderAt(guide, iso), renderWelcome([guide], { now: new Date(iso), zone })]) {
        assertValidCard(card, iso);
        assert.ok(sizeOf(card) < 28 * 1024);
      }
    });
  }

  it('name the further notices in the welcome, not one by one where there are many', async () => {
    const [second, ...others] = [...(await loadPortfolio()).guides.values()];
    assert.ok(second && others.length > 2);
    const welcome = (...further: Guide[]) => textOf(renderWelcome([guide, ...further], moment).card);
    assert.doesNotMatch(welcome(), /also know/);
    assert.ok(welcome(second).includes(`I also know about ${second.product}. Type **notices**`));
    assert.match(welcome(second, ...others, second), /I also know about .*, and 2 more\. Type/);
  });

  it('of notes, choices and unknown questions are valid and under 28 KB', () => {
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
      renderUnknown(topics),
      renderUnknown([]),
    ];
    for (const { card, summary } of messages) {
      assertValidCard(card, summary);
      assert.ok(sizeOf(card) < 28 * 1024);
    }
  });

  it('of the settings hold what is set, offer widespread zones and let Teams search the others', () => {
    const settings = {
      localTime: '09:00',
      zone: 'Asia/Kathmandu',
      offsets: [7, 5],
      weekend: 'before',
    } as const;
    const { card, summary } = renderReminderSettings(formOf(settings));
    assertValidCard(card, summary);
    assert.ok(sizeOf(card) < 28 * 1024, String(sizeOf(card)));
    const inputs = new Map(objectsIn(card).map((part) => [part['id'], part]));
    const zone = inputs.get('zone');
    const zones = (zone?.['choices'] as { value: string }[]).map(({ value }) => value);
    assert.equal(zones[0], 'Asia/Kathmandu');
    assert.ok(zones.includes('Europe/Berlin') && new Set(zones).size === zones.length);
    assert.deepEqual(
      [zone?.['style'], zone?.['choices.data']],
      ['filtered', { type: 'Data.Query', dataset: 'zones' }],
    );
    assert.equal(inputs.get('offsets')?.['value'], '7,5');
    assert.ok((inputs.get('offsets')?.['choices'] as { value: string }[]).some(({ value }) => value === '5'));
    assert.deepEqual([inputs.get('quietFrom')?.['value'], inputs.get('weekend')?.['value']], ['', 'before']);
  });

  it('of the settings show the problem, and keep the input', () => {
    const form = {
      ...formOf({ localTime: '09:00', zone: 'UTC', offsets: [7] }),
      localTime: '25:00',
      offsets: '',
    };
    const { card, summary } = renderReminderSettings(form, { problem: '“25:00” is no time of day.' });
    assertValidCard(card, summary);
    assert.match(textOf(card), /^✖ “25:00” is no time of day\.$/m);
    assert.match(summary, /25:00/);
    const inputs = new Map(objectsIn(card).map((part) => [part['id'], part]));
    assert.deepEqual([inputs.get('localTime')?.['value'], inputs.get('offsets')?.['value']], ['25:00', '']);
  });

  it('of the status count down, and show servers only where some are reported', () => {
    const localNow = { now: new Date('2023-09-22T12:00:00Z'), zone };
    const facts = [{ title: 'Reminders here', value: 'off' }];
    const { card, summary } = renderStatus(guide, localNow, {
      facts,
      topics: ['reminders'],
      progress: { affected: 1, unknown: 0, reported: 2 },
    });
    assertValidCard(card, summary);
    assert.match(textOf(card), /^9\ndays left$/m);
    assert.match(summary, /in 9 days\. 1 of 2 reported servers is off .*\. Reminders here: off\.$/);
    const without = renderStatus(guide, localNow, { facts, topics: [] }).card;
    assert.ok(!JSON.stringify(without).includes('Chart.'));
  });

  it('of the status say everything in words that the chart shows, for clients that draw none', () => {
    const localNow = { now: new Date('2023-09-22T12:00:00Z'), zone };
    const progress = { affected: 2, unknown: 1, reported: 6 };
    const { card } = renderStatus(guide, localNow, { facts: [], topics: [], progress });
    const isChart = (part: unknown) => String((part as { type?: string } | null)?.type).startsWith('Chart.');
    const [chart] = objectsIn(card).filter(isChart);
    const parts = objectsIn(chart?.['data']).filter(({ legend }) => legend !== undefined);
    assert.deepEqual(
      parts.map(({ value }) => value),
      [3, 2, 1],
    );
    // A client that leaves out the chart and its fallback as well.
    const without = JSON.parse(
      JSON.stringify(card, (_key, value: unknown) =>
        Array.isArray(value) ? value.filter((part) => !isChart(part)) : value,
      ),
    ) as object;
    const shown = textOf(without);
    assert.match(shown, /\*\*3 of 6\*\* reported servers are off/);
    for (const { legend, value } of parts) {
      const fact = objectsIn(without).find(({ title }) => title === legend);
      assert.equal(fact?.['value'], String(value), String(legend));
    }
  });

  it('of a version say the verdict by mark and word, and show a server’s name as it was typed', () => {
    const localNow = { now: new Date('2023-09-22T12:00:00Z'), zone };
    const verdict = judgeVersion('1.6.16.0', readVersionFacts(guide.notice), localNow);
    const facts = [{ title: 'Role', value: '**active**' }];
    const { card, summary } = renderVerdict({ guide, server: 'AAD_C[1]', verdict, facts, localNow });
    assertValidCard(card, summary);
    assert.match(textOf(card), /^✖ Upgrade or replace it$/m);
    assert.ok(textOf(card).includes('AAD\\_C\\[1\\] runs 1.6.16.0') && textOf(card).includes('\\*\\*active'));
    assert.match(summary, /^AAD_C\[1\] runs 1\.6\.16\.0\. Upgrade or replace it\./);
  });

  it('of an unknown question say so and offer the nearest topics and a person', () => {
    const { card } = renderUnknown(topicsOf(guide, ['deadline']));
    assert.match(textOf(card), /don’t answer that.*don’t guess.*ask a person/);
    assert.doesNotMatch(textOf(card), /Source:/);
    assert.ok(textOf(card).includes(guide.entries.get('deadline')?.intent.title ?? '?'));
  });

  it('show the article, the heading and the link of every answer', () => {
    for (const [intent, { map }] of guide.entries) {
      const source =
        map === guide.notice ? /^Source: \[.+\]\(https:\/\/\S+\)/m : /^Source: About Cutover › [^[\]]+$/m;
      assert.match(textOf(answerTo(intent).card), source, intent);
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
          data: { notice: guide.notice.id, intent: id },
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
      assert.ok(text.includes(`Show all ${all} rows`));
      assert.ok(text.includes(`Show only the ${some} differences`));
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
});
