import assert from 'node:assert/strict';
import { createGuide } from '../../bot/guidance/guide.ts';
import { openingOf, startWith } from '../../bot/understanding/opening.ts';
import type { RankedPassage } from '../../bot/understanding/rank-passages.ts';
import { mapOf } from '../guidance/compile/compile-text.ts';

const QUESTION = 'can we roll back an upgrade?';

describe('what an answer begins with', () => {
  function passageOf(text: string): RankedPassage {
    const map = mapOf(`# The relay is retired on May 4, 2030\n\n## Way back\n\n${text}`);
    const guide = createGuide(
      { map, phrases: [] },
      { map: { ...map, id: 'about', intents: [] }, phrases: [] },
    );
    return { guide, section: 'way-back', quote: 0, near: [], intents: [], score: 1, coverage: 1, words: 3 };
  }

  it('is the word that a passage says, once', () => {
    const plain = passageOf('There is no way back from an upgrade.');
    assert.deepEqual(openingOf(QUESTION, plain, false), { text: '**No**:', isApart: false });
    const reply = passageOf('No, there is no way back from an upgrade.');
    assert.equal(openingOf(QUESTION, reply, false), null);
    assert.deepEqual(startWith(openingOf(QUESTION, reply, true), ['When it stops.']), [
      'No, there is no way back from an upgrade.',
      'When it stops.',
    ]);
  });

  it('is the sentence that says it, which what follows leaves out', () => {
    const plain = passageOf('There is no way back from an upgrade.');
    const opening = openingOf(QUESTION, plain, true);
    const list = 'Before you begin:\n- Keep the old server.\n- There is no way back from an upgrade.';
    assert.deepEqual(startWith(opening, [list, 'There is no way back from an upgrade.']), [
      '**No**: There is no way back from an upgrade.',
      'Before you begin:\n- Keep the old server.',
    ]);
  });
});
