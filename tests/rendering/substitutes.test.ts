import assert from 'node:assert/strict';
import { renderCard } from '../../bot/rendering/render.ts';
import { markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
import { assertValidCard, textOf } from '../support/official-card-check.ts';

const message = { summary: 'V1 stops today.', card: renderCard('summary', { summary: 'V1 stops today.' }) };

describe('a message in the place of another', () => {
  it('says first that it may be there twice', () => {
    const { summary, card } = markRepeated(message);
    assertValidCard(card, 'repeated');
    assert.equal(textOf(card), 'Repeated: this message may already have been delivered.\nV1 stops today.');
    assert.equal(summary, 'Repeated: this message may already have been delivered. V1 stops today.');
    assert.equal(textOf(message.card), 'V1 stops today.');
  });

  it('that is too large is cut down to its summary', () => {
    const { summary, card } = renderSummaryOnly({ summary: 'V1 stops today.', card: { body: [] } });
    assertValidCard(card, 'summary');
    assert.deepEqual([summary, textOf(card)], ['V1 stops today.', 'V1 stops today.']);
  });
});
