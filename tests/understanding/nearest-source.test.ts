import assert from 'node:assert/strict';
import { nearestSource } from '../../bot/understanding/nearest-source.ts';
import type { RankedPassage } from '../../bot/understanding/rank-passages.ts';
import { theGuide } from '../support/guide.ts';

describe('the nearest source of a question', () => {
  it('is the heading of a passage that has enough of its words', async () => {
    const guide = await theGuide();
    const [section] = guide.notice.sections;
    assert.ok(section);
    const place = { guide, section: section.id, quote: 0, near: [], intents: [], score: 9, words: 3 };
    const sourceWith = (coverage: number, changes: Partial<RankedPassage> = {}) =>
      nearestSource({ passages: [{ ...place, coverage, ...changes }] });
    assert.equal(sourceWith(0.4)?.heading, section.heading);
    assert.equal(sourceWith(0.2), null);
    assert.equal(sourceWith(0.4, { section: 'gone' }), null);
    assert.equal(nearestSource({ passages: [] }), null);
  });
});
