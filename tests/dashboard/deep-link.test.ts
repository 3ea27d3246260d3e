import assert from 'node:assert/strict';
import { createDashboardLink, dashboardButton } from '../../bot/dashboard/deep-link.ts';

const bot = { id: 'b', type: 'SingleTenant', tenantId: 't', password: 'p' } as const;
const base = {
  bot,
  cloud: 'public',
  port: 3978,
  publicUrl: 'https://cutover.example.com',
  teamsAppId: 'app-1',
} as const;

describe('the address of the dashboard', () => {
  it('is a Teams deep link with the view, and with the page for browsers', () => {
    const url = new URL(createDashboardLink(base)('servers/EU 1&2') ?? '');
    assert.equal(`${url.origin}${url.pathname}`, 'https://teams.microsoft.com/l/entity/app-1/dashboard');
    assert.deepEqual(JSON.parse(url.searchParams.get('context') ?? ''), { subEntityId: 'servers/EU 1&2' });
    const page = new URL(url.searchParams.get('webUrl') ?? '');
    assert.equal(page.searchParams.get('view'), 'servers/EU 1&2');
    assert.ok(!url.search.includes('+'), 'Teams reads a plus as a plus');
  });

  it('uses the Teams address of a national cloud', () => {
    assert.match(
      createDashboardLink({ ...base, cloud: 'usgov' })('alerts') ?? '',
      /^https:\/\/gov\.teams\.microsoft\.us\//,
    );
  });

  it('is the page’s own address in local mode', () => {
    const local = createDashboardLink({ ...base, bot: null, publicUrl: null });
    assert.equal(local('alerts'), 'http://localhost:3978/tab/?view=alerts');
  });

  it('gives no button without the app’s Teams id', () => {
    assert.deepEqual(dashboardButton(createDashboardLink({ ...base, teamsAppId: null }), 'overview'), []);
    assert.equal(dashboardButton(createDashboardLink(base), 'overview').length, 1);
  });
});
