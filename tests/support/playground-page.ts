import type { Browser, Locator, Page } from 'playwright-core';

/** Microsoft's playground as a person uses it. */
export interface PlaygroundPage {
  page: Page;
  /** Types into the personal chat and sends. */
  say(text: string): Promise<void>;
  /** Opens a chat or a channel. */
  open(name: string): Promise<void>;
  /** Starts a new post in the channel that is open: mentions the bot, then types. */
  mention(bot: string, text: string): Promise<void>;
  /** The newest card that shows `text`. */
  card(text: string | RegExp): Locator;
  /** A picture of the conversation, without the log beside it. */
  picture(path: string): Promise<void>;
}

export async function openPlayground(browser: Browser, url: string): Promise<PlaygroundPage> {
  const page = await browser.newPage({ viewport: { width: 1500, height: 1000 }, deviceScaleFactor: 1 });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  const composer = page.locator('[contenteditable=true]').first();
  await composer.waitFor();
  return {
    page,
    async say(text) {
      await composer.click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async open(name) {
      await page.getByText(name, { exact: true }).first().click();
      await composer.waitFor();
    },
    async mention(bot, text) {
      await composer.click();
      await page.keyboard.type('@');
      await page.getByRole('menuitem', { name: bot }).first().click();
      await page.keyboard.type(` ${text}`);
      await page.getByRole('button', { name: 'Post' }).click();
    },
    card: (text) => page.locator('.ac-adaptiveCard').filter({ hasText: text }).last(),
    async picture(path) {
      const clip = { x: 0, y: 48, width: 1170, height: 900 };
      await page.screenshot({ path, clip });
    },
  };
}
