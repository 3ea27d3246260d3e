import assert from 'node:assert/strict';
import { CARD_NAMES, renderCard } from '../../bot/rendering/render.ts';
import { objectsIn, textOf } from '../support/official-card-check.ts';
import { readSamples } from './samples.ts';

const samples = readSamples();

function sampleOf(name: string): Record<string, unknown> {
  const sample = samples.find((candidate) => candidate.name === name);
  assert.ok(sample, name);
  return sample.data;
}

describe('rendering', () => {
  for (const name of CARD_NAMES) {
    const [sample] = samples.filter(({ template }) => template === name);
    const data = sample?.data ?? {};

    it(`fills cards/${name}.json`, () => {
      assert.ok(!JSON.stringify(sample?.card).includes('${'));
    });

    for (const field of Object.keys(data)) {
      it(`refuses cards/${name}.json without its ${field}`, () => {
        const rest = Object.fromEntries(Object.entries(data).filter(([key]) => key !== field));
        assert.throws(() => renderCard(name, rest), {
          code: 'card-incomplete',
          message: new RegExp(`^cards/${name}\\.json needs data that is missing: .*\\b${field}\\b`),
        });
        renderCard(name, data); // the refusal leaves nothing behind
      });
    }
  }

  it('refuses a row that lacks a field, at any depth', () => {
    const answer = sampleOf('answer');
    const [table] = answer['tables'] as object[];
    const incomplete = { ...table, rows: [{ name: 'Groups', cells: [], facts: [{ header: 'H' }] }] };
    assert.throws(() => renderCard('answer', { ...answer, tables: [incomplete] }), {
      code: 'card-incomplete',
      message: /value/,
    });
  });

  it('gives every Action.Execute the same as Action.Submit for clients that do not know it', () => {
    const [topic] = objectsIn(renderCard('topics', sampleOf('topics.dont-know'))).filter(
      ({ type }) => type === 'Action.Execute',
    );
    assert.deepEqual(topic?.['fallback'], {
      type: 'Action.Submit',
      title: topic?.['title'],
      data: { verb: 'choose', notice: 'azure-ad-connect-v1', intent: 'deadline' },
    });
    for (const { name, card } of samples) {
      const actions = objectsIn(card).filter(({ type }) => type === 'Action.Execute');
      for (const { verb, fallback } of actions) {
        const { type, data } = fallback as { type: string; data: { verb: string } };
        assert.deepEqual([type, data.verb], ['Action.Submit', verb], name);
      }
    }
  });

  it('lets a card be closed without filling in its required field, by either kind of action', () => {
    const close = objectsIn(renderCard('handoff', sampleOf('handoff'))).filter(
      ({ title }) => title === 'Close without answering',
    );
    assert.deepEqual(
      close.map(({ type, associatedInputs }) => [type, associatedInputs]),
      [
        ['Action.Execute', 'none'],
        ['Action.Submit', 'none'],
      ],
    );
  });

  it('sends names to look up and never content: no action’s data holds a sentence', () => {
    for (const { name, card } of samples) {
      for (const { data } of objectsIn(card).filter(({ type }) => type === 'Action.Execute')) {
        for (const value of Object.values(data ?? {})) assert.match(String(value), /^[a-z0-9-]+$/, name);
      }
    }
  });

  it('says every card in words: fallback text and speech, and a label and an error on every field', () => {
    for (const { name, card } of samples) {
      const { fallbackText, speak } = card as Record<string, unknown>;
      assert.ok(fallbackText && speak, name);
      for (const { type, label, errorMessage, isRequired } of objectsIn(card)) {
        if (!String(type).startsWith('Input.')) continue;
        assert.ok(label, `${name}: ${String(type)} without a label`);
        assert.ok(
          errorMessage,
          `${name}: ${String(type)} without an error message, required: ${String(isRequired)}`,
        );
      }
    }
  });

  it('leaves placeholders in the data as they were written', () => {
    const hostile = 'A ${title} ${if(true,0,1)} ${nowhere}';
    const card = renderCard('topics', {
      ...sampleOf('topics.dont-know'),
      title: hostile,
      paragraphs: [hostile],
      topics: [{ notice: hostile, intent: hostile, title: hostile }],
    });
    const shown = textOf(card).split('\n');
    assert.equal(shown.filter((line) => line === hostile).length, 4); // the button has a fall-back
    assert.ok(objectsIn(card).some(({ intent }) => intent === hostile));
  });
});
