import assert from 'node:assert/strict';
import { MOST_TITLE, shortenTitle } from '../../bot/rendering/button-title.ts';
import { renderAskBack } from '../../bot/rendering/ask-back-card.ts';
import { objectsIn, textOf } from '../support/official-card-check.ts';

describe('a button', () => {
  it('has its title where a phone shows all of it', () => {
    const title = 'x'.repeat(MOST_TITLE);
    assert.equal(shortenTitle(title), title);
  });

  it('has a longer title up to a word that isn’t left hanging, with an ellipsis', () => {
    assert.equal(
      shortenTitle('Move the synchronisation accounts of all the forests'),
      'Move the synchronisation accounts…',
    );
    assert.ok(shortenTitle('x'.repeat(MOST_TITLE + 1)).length <= MOST_TITLE);
  });

  it('is the only one of a question about many lines, of which the card names some', () => {
    const text = Array.from({ length: 23 }, (_, i) => `SYNC${i} is migrated`).join('\n');
    const { card } = renderAskBack({ question: 'Record this?', options: [{ title: 'Record it', text }] });
    assert.match(textOf(card), /SYNC19 is migrated\nand 3 more\n/);
  });

  it('tells the whole title beside the pointer, on every card', () => {
    const title = 'The servers of the second forest, with their accounts';
    const { card } = renderAskBack({ question: 'Which?', options: [{ title, text: 'servers' }] });
    const buttons = objectsIn(card).filter(({ type }) => String(type).startsWith('Action.'));
    assert.ok(buttons.length > 0);
    for (const button of buttons) assert.equal(button['title'], 'The servers of the second forest…');
    assert.equal(buttons[0]?.['tooltip'], title);
  });
});
