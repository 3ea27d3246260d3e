import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { TeamsTheme } from './teams-host-config.ts';

/** What Microsoft's renderer made of a card, and what a reader would stumble over. */
export interface Drawing {
  /** Of the parser and the validation. */
  warnings: string[];
  /** Elements that are wider inside than outside, with their widths in CSS pixels and their text. */
  overflowing: string[];
  /** Texts whose contrast with what is behind them is under 4.5:1. */
  faint: string[];
  /** Words that go on in the next line. */
  broken: string[];
  tables: number;
}

/** A page that draws one card after the other. */
export interface CardPage {
  /** Draws on `width` CSS pixels; a client that does not know tables draws their fallback. */
  draw(request: { card: object; theme: TeamsTheme; width: number; knowsTables: boolean }): Promise<Drawing>;
  /** Presses a button of the card that was drawn last, by its title, and resolves with what the card then shows. */
  press(title: string): Promise<string>;
  /** A picture of the card that was drawn last. */
  picture(path: string): Promise<void>;
}

const RENDERER = fileURLToPath(import.meta.resolve('adaptivecards/dist/adaptivecards.min.js'));
const DRAWING = fileURLToPath(new URL('card-drawing.js', import.meta.url));

export async function openCardPage(browser: Browser): Promise<CardPage> {
  const page = await browser.newPage({ viewport: { width: 800, height: 1000 } });
  await page.setContent('<!doctype html><title>Cards</title><body>');
  await page.addScriptTag({ path: RENDERER });
  await page.addScriptTag({ path: DRAWING, type: 'module' });
  await page.waitForFunction('globalThis.drawCard !== undefined');
  return {
    draw: (request) => page.evaluate<Drawing>(`drawCard(${JSON.stringify(request)})`),
    async press(title) {
      const card = page.locator('#frame');
      await card.getByRole('button', { name: title, exact: true }).click({ timeout: 1_000 });
      return card.innerText();
    },
    picture: async (path) => {
      await page.locator('#frame').screenshot({ path });
    },
  };
}
