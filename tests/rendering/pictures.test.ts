import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { addPart, CARD_NAMES, renderCard } from '../../bot/rendering/render.ts';
import { openBrowser } from '../support/browser.ts';
import { openCardPage, type CardPage } from '../support/card-page.ts';
import { sizeOf } from '../support/official-card-check.ts';
import { TEAMS_THEMES } from '../support/teams-host-config.ts';

const CARDS = new URL('../../cards/', import.meta.url);
/** Written only when the variable PICTURES is set: they are for people to look at. */
const PICTURES = new URL('pictures/', import.meta.url);

/** Widths are in CSS pixels. Phones draw what a table falls back to; a narrow window draws the table. */
const SCREENS = [
  { screen: 'phone', width: 320, knowsTables: false },
  { screen: '320', width: 320, knowsTables: true },
  { screen: '700', width: 700, knowsTables: true },
];

const SAMPLES = readdirSync(CARDS)
  .filter((file) => file.endsWith('.sample.json'))
  .map((file) => file.slice(0, -'.sample.json'.length));

describe('the pictures of the cards', () => {
  let browser: Browser;
  let page: CardPage;
  before(async () => {
    browser = await openBrowser();
    page = await openCardPage(browser);
  });
  after(() => browser.close());

  it('are drawn of every template', () => {
    const drawn = new Set(SAMPLES.map((sample) => sample.split('.')[0]));
    assert.deepEqual(
      CARD_NAMES.filter((name) => !drawn.has(name)),
      [],
    );
  });

  for (const sample of SAMPLES) {
    it(`${sample} looks right in light, dark and high contrast, on a phone and on a desktop`, async () => {
      const card = renderSample(sample);
      assert.ok('version' in card && Number(card.version) <= 1.5, 'Teams draws cards up to version 1.5');
      const limit = (sample.startsWith('comparison') ? 80 : 28) * 1024;
      assert.ok(sizeOf(card) < limit, `${sizeOf(card)} bytes`);

      for (const theme of TEAMS_THEMES) {
        for (const { screen, ...drawnOn } of SCREENS) {
          const picture = `${sample}-${theme.name}-${screen}`;
          const { tables, ...faults } = await page.draw({ card: unfold(card), theme, ...drawnOn });
          if (process.env['PICTURES']) await page.picture(fileURLToPath(new URL(`${picture}.png`, PICTURES)));
          assert.deepEqual(faults, { warnings: [], overflowing: [], broken: [], faint: [] }, picture);
          assert.equal(tables > 0, drawnOn.knowsTables && JSON.stringify(card).includes('"Table"'), picture);
        }
      }
    });
  }
});

function renderSample(sample: string): object {
  const data = JSON.parse(readFileSync(new URL(`${sample}.sample.json`, CARDS), 'utf8')) as object;
  if (sample === 'feedback.part') return addPart(renderSample('topics'), 'feedback', data);
  const name = CARD_NAMES.find((candidate) => candidate === sample.split('.')[0]);
  assert.ok(name, `cards/${sample}.sample.json has no template`);
  return renderCard(name, data);
}

/** What a reader can unfold has to look right too. */
function unfold(card: object): object {
  return JSON.parse(JSON.stringify(card).replaceAll('"isVisible":false', '"isVisible":true')) as object;
}
