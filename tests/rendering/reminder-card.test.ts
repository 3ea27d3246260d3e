import assert from 'node:assert/strict';
import type { Guide } from '../../bot/guidance/guide.ts';
import { theGuide } from '../support/guide.ts';
import { reminderAt } from './reminder-at.ts';
import { assertValidCard, objectsIn, textOf } from '../support/official-card-check.ts';
import type { Message } from '../../bot/delivery/message.ts';

describe('the card of a reminder', () => {
  let guide: Guide;
  before(async () => {
    guide = await theGuide();
  });

  it('counts down, says today on the day, and counts up afterwards', () => {
    assert.match(textOf(reminderAt(guide, '2023-09-22T12:00:00Z').card), /^9\ndays left$/m);
    assert.match(textOf(reminderAt(guide, '2023-09-30T12:00:00Z').card), /^1\nday left$/m);
    assert.match(textOf(reminderAt(guide, '2023-10-01T12:00:00Z').card), /^Today\nis the cut-off$/m);
    assert.match(textOf(reminderAt(guide, '2023-10-03T12:00:00Z').card), /^2\ndays ago$/m);
    assert.match(
      reminderAt(guide, '2023-10-03T12:00:00Z').summary,
      /stopped working on Sunday 1 October 2023, 2 days ago/,
    );
  });

  it('says why it was posted, how to stop it, and what to migrate to, with links', () => {
    const text = textOf(reminderAt(guide, '2023-09-22T12:00:00Z').card);
    assert.match(text, /Reminders are set up in this channel for 09:00 \(Europe\/Berlin\)/);
    assert.match(text, /To stop them, type: @Cutover stop reminders/);
    assert.match(text, /^Migrate to cloud sync$/m);
    assert.match(text, /^Migrating to Azure AD Connect V2$/m);
    assert.equal(text.match(/^- \[.+\]\(https:\/\/.+\)$/gm)?.length, 6);
  });

  it('shows how far the servers are, in a chart and in words where charts are unknown', () => {
    const { card, summary } = reminderAt(guide, '2023-09-22T12:00:00Z', {
      progress: { affected: 2, unknown: 0, reported: 5 },
    });
    const [chart] = objectsIn(card).filter(({ type }) => String(type).startsWith('Chart.'));
    const values = objectsIn(chart?.['data']).flatMap(({ value }) => (value === undefined ? [] : [value]));
    assert.deepEqual(values, [3, 2]);
    assert.match(textOf(chart?.['fallback'] as object), /\*\*3 of 5\*\* reported servers are off/);
    assert.match(summary, /3 of 5 reported servers are off/);
    for (const { card: without } of [
      reminderAt(guide, '2023-09-22T12:00:00Z'),
      reminderAt(guide, '2023-09-22T12:00:00Z', { progress: { affected: 0, unknown: 0, reported: 0 } }),
    ]) {
      assert.ok(!JSON.stringify(without).includes('Chart.'));
    }
  });

  it('names who acknowledged it, literally and with the time, and counts beyond five', () => {
    const at = new Date('2023-09-22T12:05:00Z');
    const names = ['K*m', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gus'];
    const acknowledged = names.map((name) => ({ id: `29:${name}`, name, at }));
    const text = textOf(reminderAt(guide, '2023-09-22T13:00:00Z', { acknowledged }).card);
    assert.ok(text.includes('✔ Acknowledged by K\\*m, {{DATE(2023-09-22T12:05:00Z,SHORT)}} {{TIME('));
    assert.match(text, /^✔ and 2 more$/m);
    assert.ok(!text.includes('Flo'));
  });

  it('shows no button to those who acknowledged it, by their own view', () => {
    const acknowledged = [{ id: '29:kim', name: 'Kim', at: new Date('2023-09-22T12:05:00Z') }];
    const asks = (card: object) => objectsIn(card).some(({ verb }) => verb === 'acknowledge');
    const shared = reminderAt(guide, '2023-09-22T13:00:00Z', { acknowledged }).card;
    const own = reminderAt(guide, '2023-09-22T13:00:00Z', { acknowledged, viewerId: '29:kim' }).card;
    const others = reminderAt(guide, '2023-09-22T13:00:00Z', { acknowledged, viewerId: '29:bo' }).card;
    assert.deepEqual([asks(shared), asks(own), asks(others)], [true, false, true]);
    for (const card of [shared, own] as { refresh?: { userIds: string[]; action: { verb: string } } }[]) {
      assert.deepEqual(card.refresh?.userIds, ['29:kim']);
      assert.equal(card.refresh.action.verb, 'view-reminder');
      assertValidCard(card, 'a card with a refresh');
    }
  });

  it('has at most sixty people’s views refreshed, as Teams allows, and none before anybody has seen it', () => {
    const at = new Date('2023-09-22T12:05:00Z');
    const acknowledged = Array.from({ length: 70 }, (_, i) => ({ id: `29:${i}`, name: `P${i}`, at }));
    const { card } = reminderAt(guide, '2023-09-22T13:00:00Z', { acknowledged });
    assert.equal((card as { refresh: { userIds: string[] } }).refresh.userIds.length, 60);
    assert.ok(!('refresh' in reminderAt(guide, '2023-09-22T13:00:00Z').card));
  });

  it('opens its settings in a dialog, and in the chat where the client knows none', () => {
    const buttonIn = ({ card }: Message) => objectsIn(card).find(({ title }) => title === 'Change settings');
    const change = buttonIn(reminderAt(guide, '2023-09-22T12:00:00Z'));
    assert.deepEqual(
      [change?.['type'], change?.['data']],
      ['Action.Submit', { msteams: { type: 'task/fetch' }, verb: 'reminder-settings' }],
    );
    const inChat = buttonIn(reminderAt(guide, '2023-09-22T12:00:00Z', { opensDialogs: false }));
    assert.deepEqual([inChat?.['type'], inChat?.['verb']], ['Action.Execute', 'reminder-settings']);
  });

  it('offers to snooze, to ask why and to stop, by names alone', () => {
    const actions = objectsIn(reminderAt(guide, '2023-09-22T12:00:00Z').card).filter(
      ({ type }) => type === 'Action.Execute',
    );
    assert.deepEqual(
      actions.map(({ verb, data }) => [verb, data]),
      [
        ['acknowledge', {}],
        ['topic', { notice: guide.notice.id, intent: 'what-to-do' }],
        ['snooze', { until: 'day' }],
        ['snooze', { until: 'next' }],
        ['why-this', {}],
        ['stop-reminders', {}],
      ],
    );
  });

  it('that a newer one replaced says so, and has no buttons or countdown', () => {
    const { card, summary } = reminderAt(guide, '2023-09-22T12:00:00Z', { isSuperseded: true });
    assert.match(textOf(card), /^A newer reminder replaced this one\.$/m);
    assert.equal(summary, 'Azure AD Connect V1. A newer reminder replaced this one.');
    assert.ok(!/days|Action\.Execute/.test(JSON.stringify(card)));
  });

  it('that comes late says when it was due', () => {
    const lateSince = new Date('2023-09-17T07:00:00Z');
    const late = textOf(reminderAt(guide, '2023-09-22T12:00:00Z', { lateSince }).card);
    assert.match(late, /late\. It was due on Sunday 17 September 2023, 09:00/);
  });
});
