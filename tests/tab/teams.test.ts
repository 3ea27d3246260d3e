import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { reportServers } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';
import { openTab } from '../support/tab-page.ts';
import { runTokenIssuer } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const TENANT = randomUUID();

forEachDatabase('the dashboard in Teams', (openStore) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const issuer = runTokenIssuer([TENANT]);
  let token: string;
  before(async () => {
    token = await issuer.forPerson({ tenantId: TENANT });
  });
  const { cutover, browser, openInTeams } = runDashboard(openStore, clock, () => ({ api: issuer.access }));
  before(async () => {
    const script = await issuer.forApp(TENANT, ['Servers.Report']);
    await reportServers(cutover.port, [{ name: 'AADC01', version: '1.6.16.0' }], script);
  });

  const open = (options: Parameters<typeof openInTeams>[0] = {}) =>
    openInTeams({ tokens: [[true, token]], ...options });

  it('signs in through Teams, shows the tenant’s data, and tells Teams that it has loaded', async () => {
    const { tab, heard, complaints } = await open();
    await tab.getByText('of 1 moved off Azure AD Connect V1').waitFor();
    await tab.getByText('Live', { exact: true }).waitFor();
    await until(async () => (await heard('appInitialization.success')).length > 0, 'the success');
    assert.equal((await heard('appInitialization.appLoaded')).length, 1);
    // Teams' own network is not asked here: that is the only thing that the browser minds.
    assert.deepEqual(complaints, []);
  });

  it('follows the theme of Teams', async () => {
    const { tab, tell, heard } = await open({ context: { theme: 'dark' } });
    await tab.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
    await until(
      async () => (await heard('registerHandler')).some(([name]) => name === 'themeChange'),
      'a tab that wants to know of themes',
    );
    await tell('themeChange', ['contrast']);
    await tab.locator('html[data-theme=contrast]').waitFor({ state: 'attached' });
    await tell('themeChange', ['default']);
    await tab.locator('html[data-theme=default]').waitFor({ state: 'attached' });
  });

  it('opens the view that a deep link names', async () => {
    const { tab } = await open({ context: { subEntityId: 'servers/AADC01' } });
    await tab.getByRole('button', { name: 'AADC01' }).waitFor();
  });

  it('gets a new token when one has expired', async () => {
    const ended = await issuer.forPerson({ tenantId: TENANT }, { exp: 1_000 });
    const { tab, heard } = await open({
      tokens: [
        [true, ended],
        [true, token],
      ],
    });
    await tab.getByText('of 1 moved off Azure AD Connect V1').waitFor();
    assert.ok((await heard('authentication.getAuthToken')).length >= 2);
  });

  it('explains why sign-in failed, and tries again on request', async () => {
    const { tab } = await open({
      tokens: [
        [false, 'resourceRequiresConsent'],
        [false, 'resourceRequiresConsent'],
        [false, 'resourceRequiresConsent'],
        [true, token],
      ],
    });
    await tab.getByRole('alert').getByText('doesn’t have permission to sign you in').waitFor();
    await until(async () => {
      const again = tab.getByRole('button', { name: 'Try again' });
      // It may have worked, and be gone, between the look and the click.
      if (await again.count()) await again.click({ timeout: 1_000 }).catch(() => undefined);
      return (await tab.locator('.shell').count()) > 0;
    }, 'the dashboard after trying again');
  });

  it('shows no data to a tenant that is not allowed', async () => {
    const stranger = await issuer.forPerson({ tenantId: randomUUID() });
    const { tab } = await open({ tokens: [[true, stranger]] });
    await tab.getByText('its tenant is not allowed to use Cutover').waitFor();
    assert.equal(await tab.locator('.shell').count(), 0);
  });

  it('outside Teams, explains how to open it there', async () => {
    const { page, complaints } = await openTab(browser, cutover.port);
    await page.getByRole('heading', { name: 'Open Cutover in Microsoft Teams' }).waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('can be framed by Microsoft’s hosts only', async () => {
    const { page, tab } = await open({ origin: 'https://teams.microsoft.com.example.org' });
    await until(() => /^chrome-error:/.test(page.frames()[1]?.url() ?? ''), 'a frame that is refused');
    assert.equal(await tab.locator('#app').count(), 0);
  });

  it('is added to a channel with the chosen view', async () => {
    const { tab, heard, tell } = await open({
      path: '/tab/configure',
      context: { frameContext: 'settings' },
    });
    await tab.getByLabel('Open with').selectOption('servers');
    await until(async () => (await heard('settings.setValidityState')).length > 0, 'a page that is valid');
    await tell('settings.save', [{}]);
    const [saved] = await until(async () => {
      const all = await heard('settings.setSettings');
      return all.length > 0 ? all : null;
    }, 'the settings');
    const address = `http://127.0.0.1:${cutover.port}/tab/?view=servers`;
    assert.deepEqual(saved, [
      { suggestedDisplayName: 'Cutover', entityId: 'dashboard', contentUrl: address, websiteUrl: address },
    ]);
    await until(async () => (await heard('settings.save.success')).length > 0, 'the success');
  });
});
