import assert from 'node:assert/strict';
import { renderCard } from '../../bot/rendering/render.ts';
import { markCut, markRepeated, renderSummaryOnly } from '../../bot/rendering/substitutes.ts';
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

  it('says first how far a long message was read', () => {
    const { summary, card } = markCut(
      message,
      'SYNC01 runs 2.6.84.0 and the twin SYNC_02 runs the version 2.5.3.0',
    );
    const told =
      'Your message is too long: I read it only up to “… and the twin SYNC_02 runs the version 2.5.3.0”. Nothing after that was read or recorded: send it in another message.';
    assert.equal(summary, `${told} V1 stops today.`);
    assert.equal(textOf(card), `${told.replace('_', '\\_')}\nV1 stops today.`);
  });

  it('that is too large is cut down to its summary', () => {
    const { summary, card } = renderSummaryOnly({ summary: 'V1 stops today.', card: { body: [] } });
    assertValidCard(card, 'summary');
    assert.deepEqual([summary, textOf(card)], ['V1 stops today.', 'V1 stops today.']);
  });
});
