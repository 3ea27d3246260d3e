import assert from 'node:assert/strict';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { reportServers, seedCampaign } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';
import { until } from '../support/until.ts';

forEachDatabase('the dashboard in a browser', (openStore) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { browser, connector, cutover, open } = runDashboard(openStore, clock);
  let channel: Place;
  before(async () => {
    channel = createPlace(connector.url);
    await seedCampaign(cutover, { channel, other: createPlace(connector.url) });
  });

  it('shows the countdown, servers, alerts and timeline in local mode', async () => {
    const { page, complaints } = await open();
    const text = await page.locator('main').innerText();
    assert.match(text, /9\s+days left/);
    assert.match(text, /stops working on Sunday 1 October 2023, in 9 days/);
    assert.match(text, /5\s+of 8 moved off Azure AD Connect V1, 1 unknown/);
    assert.match(text, /3\s+alerts, 3 not acknowledged/);
    assert.match(text, /EU-SYNC02 runs a version below the minimum/);
    const drawing = await page.locator('.timeline').textContent();
    assert.match(drawing ?? '', /Retirement announced.*Support ended.*Cut-off/);
    assert.deepEqual(complaints, []);
  });

  it('uses UTC where the browser has a time zone that the server doesn’t know', async () => {
    const page = await browser.newPage({ locale: 'en-GB' });
    await page.addInitScript(
      "Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Etc/Unknown' })",
    );
    await page.goto(`http://127.0.0.1:${cutover.port}/tab/?view=alerts`);
    await page.getByText('since 19 June 2023, 12:00').waitFor({ timeout: 60_000 });
    await page.close();
  });

  it('describes its charts as text for screen readers', async () => {
    const { page } = await open();
    const lists = await page.locator('.visually-hidden li').allTextContents();
    assert.ok(lists.includes('Cut-off: 1 October 2023, in 9 days.'), lists.join('\n'));
    assert.ok(
      lists.some((text) => /^7 days before: upcoming in 2 conversations/.test(text)),
      lists.join('\n'),
    );
    assert.equal(await page.locator('.chart + figcaption + .visually-hidden tbody tr').count(), 10);
    for (const drawing of await page.locator('svg').all()) {
      assert.equal(await drawing.getAttribute('aria-hidden'), 'true');
    }
  });

  it('shows and announces a server reported over HTTP while it is open', async () => {
    const { page } = await open({ path: '/tab/?view=servers' });
    await page.getByText('Live', { exact: true }).waitFor();
    await reportServers(cutover.port, [{ name: 'NEW-01', version: '1.6.16.0' }]);
    await page.getByRole('button', { name: 'NEW-01' }).waitFor();
    await page.getByText('Updated: 5 of 9 servers moved off').waitFor();
    await reportServers(cutover.port, [{ name: 'NEW-01', state: 'decommissioned' }]);
    await page.getByText('Updated: 6 of 9 servers moved off').waitFor();
  });

  it('shows a change made in chat while it is open', async () => {
    const { page } = await open({ path: '/tab/?view=reminders' });
    await page.getByText('Live', { exact: true }).waitFor();
    await cutover.receive(messageIn(channel, 'remind us at 17:45'));
    await page.getByText('17:45 (Europe/Berlin)').waitFor();
    await cutover.receive(messageIn(channel, 'CHAT-01 runs 2.2.1.0'));
    await page.getByText('Updated: 7 of 10 servers moved off').waitFor();
  });

  it('opens the view that a link names', async () => {
    const { page } = await open({ path: '/tab/?view=servers/EU-SYNC01' });
    await page.getByRole('button', { name: 'EU-SYNC01' }).waitFor();
    assert.equal(await page.locator('tbody tr:not(.history)').count(), 1);
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Servers');
  });

  it('shows how a server signs in, in the list, its history and its conflicting reports', async () => {
    const { page } = await open({ path: '/tab/?view=servers' });
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name }) });
    await page.getByRole('columnheader', { name: 'Sign-in' }).waitFor();
    assert.match(await row('EU-SYNC02').innerText(), /\baccount\b/);
    await cutover.receive(
      { ...messageIn(channel, 'SIGN-01 signs in with an account'), from: { id: '29:ada', name: 'Ada' } },
      {
        ...messageIn(channel, 'SIGN-01 uses application authentication'),
        from: { id: '29:bob', name: 'Bob' },
      },
    );
    await page.getByRole('button', { name: 'SIGN-01' }).click();
    await page.locator('.reports').getByText('application-based authentication').waitFor();
    await page.getByText('Ada reported account-based authentication within the same day.').waitFor();
  });

  it('filters and searches servers, and expands the history of one', async () => {
    const { page } = await open({ path: '/tab/?view=servers' });
    await page.getByRole('button', { name: 'Migrated 1' }).click();
    await page.getByText('1 server', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'US-SYNC01' }).click();
    await page.locator('.reports li').nth(1).waitFor();
    assert.match(await page.locator('.reports').innerText(), /migrated.*\n.*version 1\.6\.16\.0/);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing-like-it');
    await page.getByText('No servers match').waitFor();
  });

  it('acknowledges an alert', async () => {
    const { page } = await open({ path: '/tab/?view=alerts' });
    await page.getByRole('button', { name: 'Acknowledge: AADC01 still runs Azure AD Connect V1' }).click();
    await page.locator('.acknowledged').getByText('Acknowledged by Local user').waitFor();
  });

  it('changes and stops reminders, and keeps an open form while data changes', async () => {
    const { page } = await open({ path: '/tab/?view=reminders' });
    await page
      .getByRole('button', { name: /^Change reminders/ })
      .last()
      .click();
    await page.getByLabel('Time', { exact: true }).fill('10:20');
    await page.getByLabel('Quiet hours from').fill('22:00');
    await reportServers(cutover.port, [{ name: 'NEWS-01', version: '2.2.1.0' }]);
    await page.getByText('Updated:').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Enter the beginning and the end of the quiet hours').waitFor();
    await page.getByLabel('to', { exact: true }).fill('06:00');
    await page.getByRole('button', { name: 'Save' }).click();
    const changed = page.getByText(/10:20 \(.*quiet hours 22:00 to 06:00/);
    await until(async () => (await changed.count()) === 1, 'the changed reminders');
    await page
      .getByRole('button', { name: /^Stop reminders/ })
      .last()
      .click();
    await page.getByText(/10:20 \(/).waitFor({ state: 'detached' });
  });

  it('recommends an option by the selected needs', async () => {
    const { page } = await open({ path: '/tab/?view=compare' });
    await page.getByLabel('LDAP directories').check();
    await page.getByText('Connect sync has what you need').waitFor();
    await page.getByLabel('Provisioning on demand').check();
    await page.getByText('Cloud sync, except for 1 of your 2 needs').waitFor();
    assert.equal(await page.locator('.comparison tbody tr').count(), 15);
    await page.getByRole('button', { name: 'Show all 38 rows' }).click();
    assert.equal(await page.locator('.comparison tbody tr').count(), 38);
  });

  it('downloads the export files', async () => {
    const { page } = await open({ path: '/tab/?view=export' });
    for (const [name, expected] of [
      ['cutover-report.html', /All times are in the time zone Europe\/Berlin\./],
      ['cutover-servers.csv', /^name,observed/],
      ['cutover-milestones.ics', /^BEGIN:VCALENDAR/],
    ] as const) {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: `Download ${name}` }).click();
      const download = await downloading;
      assert.equal(download.suggestedFilename(), name);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      assert.match(Buffer.concat(chunks).toString('utf8'), expected, name);
    }
  });

  it('gives an address to subscribe to, and revokes it', async () => {
    const { page } = await open({ path: '/tab/?view=export' });
    await page.getByRole('button', { name: 'Subscribe to the calendar' }).click();
    const address = new URL(await page.getByLabel('Calendar address', { exact: true }).inputValue());
    const calendar = () => fetch(`http://127.0.0.1:${cutover.port}${address.pathname}${address.search}`);
    assert.match(await (await calendar()).text(), /^BEGIN:VCALENDAR/);
    await page.getByRole('button', { name: 'Revoke the calendar address' }).click();
    await page.getByRole('button', { name: 'Subscribe to the calendar' }).waitFor();
    assert.equal((await calendar()).status, 403);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    assert.equal(await page.getByRole('tab', { selected: true }).innerText(), 'Alerts');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tabpanel', { name: 'Servers' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.type('AADC03');
    await page.getByText('1 server', { exact: true }).waitFor();
    for (let i = 0; i < 20 && !(await page.locator('.unfold:focus').count()); i++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.reports li').first().waitFor();
  });
});

forEachDatabase('the dashboard without its server', (openStore) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { cutover, browser, open, restart } = runDashboard(openStore, clock);

  it('explains the first steps while there is no data', async () => {
    const { page } = await open();
    await page.getByText('No servers yet').waitFor();
    await page.getByText('No open alerts').waitFor();
    await page.getByRole('tab', { name: 'Reminders' }).click();
    await page.getByText('@Cutover remind us at 09:00').waitFor();
  });

  it('says that it is loading, then what failed, and tries again on request', async () => {
    const page = await browser.newPage();
    const held: (() => Promise<void>)[] = [];
    let isBroken = true;
    await page.route('**/api/**', (route) => {
      if (!isBroken && route.request().url().includes('/api/campaign')) return route.continue();
      if (held.length > 0) return route.abort('connectionrefused');
      return held.push(() => route.abort('connectionrefused'));
    });
    await page.goto(`http://127.0.0.1:${cutover.port}/tab/`);
    await page.getByText('Loading the dashboard…').waitFor();
    const fail = await until(() => held[0], 'the question for the campaign');
    await fail();
    await page.getByText('Can’t reach Cutover.').waitFor();
    isBroken = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.shell').waitFor();
    await page.close();
  });

  it('says that it is offline, keeps its data, and reconnects by itself', async () => {
    const { page } = await open();
    await page.getByText('Live', { exact: true }).waitFor();
    await cutover.stop();
    await page.getByText('Offline', { exact: true }).waitFor();
    await page.getByRole('alert').getByText('Can’t reach Cutover.').waitFor();
    assert.match(await page.locator('main').innerText(), /9\s+days left/);
    await restart();
    await reportServers(cutover.port, [{ name: 'AADC01', version: '1.6.16.0' }]);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText('of 1 moved off Azure AD Connect V1').waitFor();
    assert.equal(await page.getByRole('alert').count(), 0);
  });
});
