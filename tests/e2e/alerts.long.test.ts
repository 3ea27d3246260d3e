import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { PLAYGROUND, startPlayground, type PlaygroundCommand } from '../support/playground-command.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';

const API = 'http://localhost:3978/api/servers';

/** `PICTURES=1 npm test` takes the README's pictures anew. */
const pictures = process.env['PICTURES'] ? new URL('pictures/', import.meta.url).pathname : null;

describe('an identity team in the playground', () => {
  let command: PlaygroundCommand;
  let browser: Browser | undefined;
  let playground: PlaygroundPage;

  before(async () => {
    command = await startPlayground({ CLOCK_START: '2023-09-22T12:00:00Z', CLOCK_RATE: '1' });
    browser = await openBrowser();
    playground = await openPlayground(browser, PLAYGROUND);
  });
  after(async () => {
    await browser?.close();
    await command.stop();
  });

  async function report(server: object): Promise<void> {
    const response = await fetch(API, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ servers: [server] }),
    });
    assert.equal(response.status, 200, await response.text());
  }

  async function keep(name: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await playground.picture(`${pictures}${name}.png`);
  }

  it('asks for alerts in its channel', async () => {
    await playground.open('Announcements');
    await playground.mention('Cutover', 'alerts here');
    await playground.card('This is now an identity team').waitFor();
  });

  it('sees a V1 server that was reported over HTTP, with what to do next', async () => {
    await report({ name: 'AADC01', version: '1.6.16.0', role: 'active' });
    const alert = playground.card('AADC01 still runs V1');
    await alert.waitFor();
    const text = await alert.innerText();
    assert.match(text, /^Warning/);
    assert.match(text, /in 9 days/);
    assert.match(text, /Acknowledged\s*Not yet/);
    await keep('alert');
  });

  it('acknowledges it by name, on the same card', async () => {
    const alerts = playground.page.locator('.ac-adaptiveCard').filter({ hasText: 'AADC01 still runs V1' });
    await playground.card('AADC01 still runs V1').getByRole('button', { name: 'Acknowledge' }).click();
    await alerts.filter({ hasNotText: 'Not yet' }).waitFor();
    assert.equal(await alerts.count(), 1);
    assert.match(await alerts.innerText(), /Acknowledged\s*by \S/);
  });

  it('sees it resolved in place when it is reported migrated', async () => {
    await report({ name: 'AADC01', state: 'migrated' });
    const alerts = playground.page.locator('.ac-adaptiveCard').filter({ hasText: 'AADC01 still runs V1' });
    await alerts.filter({ hasText: /^\s*Resolved/ }).waitFor();
    assert.equal(await alerts.count(), 1);
    assert.match(await alerts.innerText(), /reported: migrated/);
    await keep('alert-resolved');
  });
});
