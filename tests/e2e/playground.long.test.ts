import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { PLAYGROUND, startPlayground, type PlaygroundCommand } from '../support/playground-command.ts';
import { openPlayground, type PlaygroundPage } from '../support/playground-page.ts';
import { until } from '../support/until.ts';

/** Eighteen hours before a reminder is due, ten minutes a second: it arrives within two minutes. */
const CLOCK = { CLOCK_START: '2023-09-24T00:00:00Z', CLOCK_RATE: '600' };

/** `PICTURES=1 npx mocha tests/e2e/playground.long.test.ts` takes the README's pictures anew. */
const pictures = process.env['PICTURES'] ? new URL('pictures/', import.meta.url).pathname : null;

const API = 'http://localhost:3978/api/servers';

describe('npm run playground, used as a newcomer would', () => {
  let command: PlaygroundCommand;
  let browser: Browser | undefined;
  let playground: PlaygroundPage;

  before(async () => {
    command = await startPlayground(CLOCK);
    browser = await openBrowser();
    playground = await openPlayground(browser, PLAYGROUND);
  });

  after(async () => {
    await browser?.close();
    await command.stop();
  });

  async function keep(name: string): Promise<void> {
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await playground.picture(`${pictures}${name}.png`);
  }

  it('says from the first line on what it is doing', () => {
    const [first, ...lines] = command.output().split('\n');
    assert.equal(first, 'Building Cutover.');
    const starting = lines.indexOf('Starting Cutover and the Microsoft 365 Agents Playground.');
    const ready = lines.findIndex((line) => /^Cutover is ready on port \d+/.test(line));
    const running = lines.findIndex((line) =>
      line.startsWith('Cutover is running. Open http://localhost:56150'),
    );
    assert.ok(0 <= starting && starting < ready && ready < running, command.output());
  });

  it('says where to look, what the clock does and how to choose another', () => {
    assert.match(command.output(), /http:\/\/localhost:56150/);
    assert.match(command.output(), /24 September 2023/);
    assert.match(command.output(), /CLOCK_RATE=1 npm run playground/);
  });

  it('welcomes a new chat once', async () => {
    await playground.card('Cutover helps you move off').waitFor();
    assert.equal(await playground.page.locator('.ac-adaptiveCard').count(), 1);
  });

  it('takes an order in a channel', async () => {
    await playground.open('Announcements');
    await playground.mention('Cutover', 'remind us at 18:00 UTC');
    await playground.card('Reminders are on').waitFor();
    await playground.open('Personal Chat');
  });

  it('answers a question with the date, the days left and the source', async () => {
    await playground.say('when does V1 stop working?');
    const card = playground.card('When V1 stops working');
    await card.waitFor();
    const text = await card.innerText();
    assert.match(text, /Sunday,? (1 October|October 1,) 2023/);
    assert.match(text, /in 7 days/);
    assert.match(text, /Source: Decommission Azure AD Connect V1/);
    await keep('question');
  });

  it('shows the comparison as a table and the other rows on request', async () => {
    await playground.say('compare');
    const card = playground.card('Where they differ (15 of 38)');
    await card.waitFor();
    assert.equal(await card.locator('.ac-table, table, [role=table]').first().isVisible(), true);
    await card.getByText('Connect to multiple disconnected').scrollIntoViewIfNeeded();
    await keep('comparison');
    await card.getByText('Seamless Single Sign-on').waitFor({ state: 'hidden' });
    await card.getByRole('button', { name: 'All 38 rows' }).click();
    await card.getByText('Seamless Single Sign-on').waitFor({ state: 'visible' });
  });

  it('gives the adviser’s verdict in the card where the needs are ticked', async () => {
    await playground.say('is cloud sync right for us?');
    const cards = playground.page.locator('.ac-adaptiveCard');
    await playground
      .card('Source')
      .getByRole('button', { name: /right for us/ })
      .click();
    const adviser = playground.card('Select the features that you need');
    await adviser.getByText('Device objects').click();
    const before = await cards.count();
    await adviser.getByRole('button', { name: 'Show verdict' }).click();
    const verdict = playground.card('Connect sync has what you need');
    await verdict.waitFor();
    assert.match(
      await verdict.innerText(),
      /Support for device objects\s+Connect sync: ✔ Yes · Cloud sync: ✖ No/,
    );
    assert.equal(await cards.count(), before);
  });

  it('asks a follow-up with a button', async () => {
    await playground
      .card('When V1 stops working')
      .getByRole('button', { name: 'What happens at the cut-off' })
      .click();
    await playground.card(/^What happens at the cut-off/).waitFor();
  });

  it('posts the reminder in the channel that asked, when its morning comes', async () => {
    await playground.open('Announcements');
    // Whoever subscribes gets the newest reminder that was due at once: that one says that it is late.
    const reminder = playground.card(/^7\s*days left/);
    await reminder.waitFor({ timeout: 120_000 });
    assert.match(await reminder.innerText(), /Reminders are set up in this channel/);
    await keep('reminder');
  });

  it('shows in the reminder who has seen it', async () => {
    const reminder = playground.card('Reminders are set up in this channel');
    await reminder.getByRole('button', { name: 'Acknowledge' }).click();
    await playground.card(/✔ Acknowledged by Robin Acker/).waitFor();
    assert.match(await reminder.innerText(), /Reminders are set up in this channel/);
  });

  it('changes the next reminder with its settings', async () => {
    const reminder = playground.card('Reminders are set up in this channel');
    const change = reminder.getByRole('button', { name: 'Change settings' });
    // The card is updated for everybody soon after it was acknowledged, which closes what was opened in it.
    await until(async () => {
      if (!(await change.isVisible())) await reminder.getByRole('button', { name: 'More' }).click();
      return change.click({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    }, 'the reminder’s settings');
    const settings = playground.card('These settings apply to this conversation');
    await settings.getByRole('combobox', { name: 'Time of day' }).click();
    await playground.page.getByRole('option', { name: '10:30 AM' }).click();
    await settings.getByRole('button', { name: 'Save' }).click();
    const saved = playground.card('Reminder settings saved');
    await saved.waitFor();
    assert.match(
      await saved.innerText(),
      /10:30.*UTC.*Changed by Robin Acker[\s\S]*September 28, 2023, 10:30/,
    );
  });
});

/** In the same file, because every playground uses the same ports. */
describe('a dialogue in the playground', () => {
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

  /** What is said, and the card that answers it. */
  const TURNS: readonly (readonly [string, RegExp])[] = [
    ['SYNC01 has 1.6.16.0', /^SYNC01 runs 1\.6\.16\.0/],
    ['no, SYNC02', /SYNC02 runs 1\.6\.16\.0[^]*Undone: SYNC01/],
    ['I think SYNC03 has 2.1.20.0', /Shall I record this\?[^]*Nothing has changed yet/],
    ['yes', /^SYNC03 runs 2\.1\.20\.0/],
    ['it is staging', /SYNC03[^]*staging mode/],
    ['and the other one?', /^SYNC02 runs 1\.6\.16\.0/],
    ['which servers do you know?', /^2 servers are reported/],
    ['remind us at 9 Berlin', /^Reminders are on/],
    ['not 9, 10:30', /10:30[^]*Undone: reminders at/],
    ['undo', /^Undone: reminders at/],
  ];

  it('of ten turns has a correction, a confirmation, a pronoun and an undo', async () => {
    for (const [said, answer] of TURNS) {
      await playground.say(said);
      await playground.card(answer).waitFor();
    }
    if (!pictures) return;
    await mkdir(pictures, { recursive: true });
    await playground.picture(`${pictures}dialogue.png`);
  });
});

/** In the same file, because every playground uses the same ports. */
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
    const alert = playground.card('AADC01 still runs Azure AD Connect V1');
    await alert.waitFor();
    const text = await alert.innerText();
    assert.match(text, /^Warning/);
    assert.match(text, /in 9 days/);
    assert.match(text, /Acknowledged\s*Not yet/);
    await keep('alert');
  });

  it('acknowledges it by name, on the same card', async () => {
    const alerts = playground.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: 'AADC01 still runs Azure AD Connect V1' });
    await playground
      .card('AADC01 still runs Azure AD Connect V1')
      .getByRole('button', { name: 'Acknowledge' })
      .click();
    await alerts.filter({ hasNotText: 'Not yet' }).waitFor();
    assert.equal(await alerts.count(), 1);
    assert.match(await alerts.innerText(), /Acknowledged\s*By \S/);
  });

  it('sees it resolved in place when it is reported migrated', async () => {
    await report({ name: 'AADC01', state: 'migrated' });
    const alerts = playground.page
      .locator('.ac-adaptiveCard')
      .filter({ hasText: 'AADC01 still runs Azure AD Connect V1' });
    await alerts.filter({ hasText: /^\s*Resolved/ }).waitFor();
    assert.equal(await alerts.count(), 1);
    assert.match(await alerts.innerText(), /Reported by .*: migrated/);
    await keep('alert-resolved');
  });
});
