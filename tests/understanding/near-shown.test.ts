import assert from 'node:assert/strict';
import { compileNotice } from '../../bot/guidance/compile/compile-notice.ts';
import { createGuide, type Guide } from '../../bot/guidance/guide.ts';
import { withoutAnswered } from '../../bot/understanding/near-shown.ts';
import { indexPassages } from '../../bot/understanding/passage-index.ts';
import { matchPassages } from '../../bot/understanding/rank-passages.ts';

const FERRY = `---
title: Retirement of Ferry
---

# Retirement of Ferry

Ferry stops working on May 3, 2027.

## Pairing of a relay

Get-FerryPairing shows whether a relay is paired with the mesh, and since which tide.

## Lamps

A lamp is recommended for a paired relay, and not required.
`;

function guideOf(): Guide {
  const files = new Map([['notice.md', FERRY]]);
  const { map } = compileNotice({ id: 'ferry', entry: 'notice.md', files });
  assert.ok(map);
  return createGuide({ map, phrases: [] }, { map: { ...map, id: 'about', intents: [] }, phrases: [] });
}

describe('what was shown last', () => {
  const guide = guideOf();
  const searched = [{ guide, index: indexPassages(guide.notice), phase: 'before', weight: 1 } as const];
  const before = 'how do I see whether a relay is paired with the mesh?';
  const shown = { article: 'Retirement of Ferry', heading: 'Pairing of a relay' };
  const foundFor = (text: string): (string | undefined)[] =>
    withoutAnswered(matchPassages(text, searched, before), { text, shown, searched }).flatMap(({ found }) =>
      found.map(
        ({ passage: { section } }) => guide.notice.sections.find(({ id }) => id === section)?.heading,
      ),
    );

  it('is found for a question that has words of it', () => {
    assert.ok(foundFor('and since which tide?').includes('Pairing of a relay'));
  });

  it('is not found for a question whose words others alone have', () => {
    const found = foundFor('we have no lamp there');
    assert.ok(found.includes('Lamps'));
    assert.ok(!found.includes('Pairing of a relay'));
  });

  it('is found for a quantity, and without a word of the documents', () => {
    assert.ok(foundFor('and the bananas?').includes('Pairing of a relay'));
    assert.ok(foundFor('we have 800 users with a lamp').includes('Pairing of a relay'));
    assert.ok(foundFor('what does it mean?').includes('Pairing of a relay'));
  });
});
