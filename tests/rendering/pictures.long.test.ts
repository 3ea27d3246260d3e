import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { answerIntent } from '../../bot/guidance/answer.ts';
import { renderAnswer } from '../../bot/rendering/answer-cards.ts';
import { CARD_NAMES } from '../../bot/rendering/render.ts';
import { openBrowser } from '../support/browser.ts';
import { openCardPage, type CardPage } from '../support/card-page.ts';
import { theGuide } from '../support/guide.ts';
import { sizeOf } from '../support/official-card-check.ts';
import { TEAMS_THEMES } from '../support/teams-host-config.ts';
import { readSamples } from './samples.ts';

/** RenderedPost only when the variable PICTURES is set: they are for people to look at. */
const PICTURES = new URL('pictures/', import.meta.url);

/** Widths are in CSS pixels. Phones draw what a table falls back to; a narrow window draws the table. */
const SCREENS = [
  { screen: 'phone', width: 320, knowsTables: false },
  { screen: '320', width: 320, knowsTables: true },
  { screen: '700', width: 700, knowsTables: true },
];

describe('the pictures of the cards', () => {
  const samples = readSamples();
  let browser: Browser;
  let page: CardPage;
  before(async () => {
    browser = await openBrowser();
    page = await openCardPage(browser);
  });
  after(() => browser.close());

  it('are drawn of every template', () => {
    const drawn = new Set(samples.map(({ template }) => template));
    assert.deepEqual(
      CARD_NAMES.filter((name) => !drawn.has(name)),
      [],
    );
  });

  /** Draws the card in every theme on every screen. */
  async function assertLooksRight(name: string, card: object): Promise<void> {
    for (const theme of TEAMS_THEMES) {
      for (const { screen, ...drawnOn } of SCREENS) {
        const picture = `${name}-${theme.name}-${screen}`;
        const { tables, ...faults } = await page.draw({ card: unfold(card), theme, ...drawnOn });
        if (process.env['PICTURES']) await page.picture(fileURLToPath(new URL(`${picture}.png`, PICTURES)));
        assert.deepEqual(faults, { warnings: [], overflowing: [], broken: [], faint: [] }, picture);
        assert.equal(tables > 0, drawnOn.knowsTables && JSON.stringify(card).includes('"Table"'), picture);
      }
    }
  }

  for (const { name, card } of samples) {
    it(`${name} looks right in light, dark and high contrast, on a phone and on a desktop`, async () => {
      assert.ok('version' in card && Number(card.version) <= 1.5, 'Teams draws cards up to version 1.5');
      assert.ok(sizeOf(card) < 28 * 1024, `${sizeOf(card)} bytes`);
      await assertLooksRight(name, card);
    });
  }

  it('every answer of the notice that comes with Cutover looks right', async () => {
    const guide = await theGuide();
    for (const intent of guide.entries.keys()) {
      const answer = answerIntent(guide, intent, { now: new Date('2026-11-22T12:00:00Z'), zone: 'UTC' });
      assert.ok(answer);
      await assertLooksRight(`answer-${intent}`, renderAnswer(answer).card);
    }
  });

  it('all rows of the comparison unfold in place, and fold again, without a bot', async () => {
    const guide = await theGuide();
    const answer = answerIntent(guide, 'compare', { now: new Date('2023-09-22T12:00:00Z'), zone: 'UTC' });
    const [theme] = TEAMS_THEMES;
    assert.ok(answer && theme);
    const { card } = renderAnswer(answer);
    await page.draw({ card, theme, width: 700, knowsTables: true });
    const [hidden, decisive] = ['Support for user objects', 'Support for device objects'];
    const closed = await page.press('Show only the 15 differences').catch(() => null);
    assert.equal(closed, null, 'nothing is unfolded yet');
    const opened = await page.press('Show all 38 rows');
    assert.ok(opened.includes(decisive) && opened.includes(hidden), opened);
    assert.match(opened, /Yes in both \(23 of 38\)/);
    const folded = await page.press('Show only the 15 differences');
    assert.ok(folded.includes(decisive) && !folded.includes(hidden), folded);
  });
});

/** What a reader can unfold has to look right too. */
function unfold(card: object): object {
  return JSON.parse(JSON.stringify(card).replaceAll('"isVisible":false', '"isVisible":true')) as object;
}
