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
const offers = [{ title: 'Open', verb: 'open' }];

/** All that each template takes. */
const DATA: Record<CardName, Record<string, unknown>> = {
  adviser: {
    ...text,
    choices: [{ title: 'Groups', value: '3' }],
    ticked: '3',
    verdicts: [{ title: 'Either', paragraphs: ['Both.'], rows: [{ name: 'Groups', cells: 'Yes' }] }],
    askTitle: 'Ask',
    links: [{ title: 'Wizard', url: 'https://example.com' }],
  },
  alert: {
    ...{
      summary: 'Summary',
      title: 'Title',
      paragraphs: ['A paragraph'],
      style: 'warning',
      state: 'Warning',
    },
    facts: [{ title: 'Since', value: 'today' }],
    why: 'Because',
    acknowledge: [{ title: 'I take care of it' }],
    links: [{ title: 'How to', url: 'https://example.com' }],
  },
  answer: { ...text, offers, tables: [table] },
  comparison: { ...text, offers, differing: [table], same: [table], toggleTitle: 'Show' },
  handoff: {
    ...{ summary: 'Summary', title: 'Title', state: 'Waiting', stateColour: 'Warning', question: 'How?' },
    facts: [{ title: 'Asked', value: 'today' }],
    answers: [{ heading: 'Ada:', text: 'So.' }],
    inputs: [{ label: 'Answer', placeholder: 'Words', errorMessage: 'Write.', maxLength: 40 }],
    actions: [{ title: 'Close', verb: 'close-handoff', associatedInputs: 'none', style: 'default' }],
  },
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

  it('gives every Action.Execute the same as Action.Submit for clients that do not know it', () => {
    const buttons = objectsIn(renderCard('topics', text)).filter(({ type }) => type === 'Action.Execute');
    assert.deepEqual(
      buttons.map(({ fallback }) => fallback),
      [{ type: 'Action.Submit', title: 'When', data: { verb: 'choose', intent: 'deadline' } }],
    );
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
    assert.equal(shown.filter((line) => line === hostile).length, 4); // the button has a fall-back
    assert.ok(objectsIn(card).some(({ intent }) => intent === hostile));
  });
});
