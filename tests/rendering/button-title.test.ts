import assert from 'node:assert/strict';
import { MOST_TITLE, shortenTitle } from '../../bot/rendering/button-title.ts';
import { renderAskBack } from '../../bot/rendering/ask-back-card.ts';
import { objectsIn } from '../support/official-card-check.ts';

describe('the title of a button', () => {
  it('stays as it is where a phone shows all of it', () => {
    const title = 'x'.repeat(MOST_TITLE);
    assert.equal(shortenTitle(title), title);
  });

  it('ends after a word that isn’t left hanging, with an ellipsis, where it is longer', () => {
    assert.equal(
      shortenTitle('Move the synchronisation accounts of all the forests'),
      'Move the synchronisation accounts…',
    );
    assert.ok(shortenTitle('x'.repeat(MOST_TITLE + 1)).length <= MOST_TITLE);
  });

  it('is shortened on every button of a card, which tells the whole beside the pointer', () => {
    const title = 'The servers of the second forest, with their accounts';
    const { card } = renderAskBack({ question: 'Which?', options: [{ title, text: 'servers' }] });
    const buttons = objectsIn(card).filter(({ type }) => String(type).startsWith('Action.'));
    assert.ok(buttons.length > 0);
    for (const button of buttons) assert.equal(button['title'], 'The servers of the second forest…');
    assert.equal(buttons[0]?.['tooltip'], title);
  });
});
