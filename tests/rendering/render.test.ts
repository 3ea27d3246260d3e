import assert from 'node:assert/strict';
import { CARD_NAMES, renderCard, type CardName } from '../../bot/rendering/render.ts';
import { objectsIn, textOf } from '../support/official-card-check.ts';

const topics = [{ intent: 'deadline', title: 'When', question: 'When?' }];
const table = {
  caption: 'Two rows',
  columns: [
    { header: 'Feature', width: 2 },
    { header: 'Cloud sync', width: 1 },
  ],
  rows: [{ name: 'Groups', cells: ['Groups', 'Yes'], facts: [{ header: 'Cloud sync', value: 'Yes' }] }],
};
const text = { summary: 'Summary', title: 'Title', paragraphs: ['A paragraph'], source: 'Source', topics };

/** All that each template takes. */
const DATA: Record<CardName, Record<string, unknown>> = {
  answer: { ...text, tables: [table] },
  comparison: { ...text, differing: [table], same: [table], toggleTitle: 'Show' },
  note: { ...text, factSets: [{ facts: [{ title: 'Next', value: 'Sunday' }] }] },
  reminder: {
    ...{ ...text, topics: undefined },
    count: '9',
    unit: 'days left',
    colour: 'Warning',
    milestone: 'It stops working.',
    waysOut: [{ title: 'Cloud sync', text: 'Read' }],
    why: 'Because',
    links: [{ title: 'Read', url: 'https://example.com' }],
  },
  summary: { summary: 'Summary' },
  topics: text,
  welcome: { ...text, milestone: 'It stops working.' },
};
delete DATA.reminder['topics'];

describe('rendering', () => {
  for (const name of CARD_NAMES) {
    it(`fills cards/${name}.json`, () => {
      assert.ok(!JSON.stringify(renderCard(name, DATA[name])).includes('${'));
    });

    for (const field of Object.keys(DATA[name])) {
      it(`refuses cards/${name}.json without its ${field}`, () => {
        const rest = Object.fromEntries(Object.entries(DATA[name]).filter(([key]) => key !== field));
        assert.throws(() => renderCard(name, rest), {
          code: 'card-incomplete',
          message: new RegExp(`^cards/${name}\\.json needs data that is missing: .*\\b${field}\\b`),
        });
        renderCard(name, DATA[name]); // the refusal leaves nothing behind
      });
    }
  }

  it('refuses a row that lacks a field, at any depth', () => {
    const incomplete = { ...table, rows: [{ name: 'Groups', cells: ['Groups'], facts: [{ header: 'H' }] }] };
    assert.throws(() => renderCard('answer', { ...DATA.answer, tables: [incomplete] }), {
      code: 'card-incomplete',
      message: /value/,
    });
  });

  it('leaves placeholders in the data as they were written', () => {
    const hostile = 'A ${title} and ${if(true, summary, 0)} and ${nowhere}';
    const card = renderCard('topics', {
      ...text,
      title: hostile,
      paragraphs: [hostile],
      topics: [{ intent: hostile, title: hostile, question: hostile }],
    });
    const shown = textOf(card).split('\n');
    assert.equal(shown.filter((line) => line === hostile).length, 3);
    assert.ok(objectsIn(card).some(({ intent }) => intent === hostile));
  });
});
