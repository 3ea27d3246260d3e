import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createServerRegistry, type ServerRegistry } from '../../bot/servers/server-registry.ts';
import type { ServerStore } from '../../bot/servers/ports.ts';
import type { Server } from '../../bot/servers/server.ts';
import { theOnlyNotice, unchanging } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { said, server } from '../support/server-reports.ts';

async function registryOver(servers: Partial<ServerStore>): Promise<ServerRegistry> {
  return createServerRegistry({
    portfolios: unchanging(await theOnlyNotice()),
    servers: servers as ServerStore,
    completions: { record: () => Promise.resolve() },
    alerts: { apply: () => Promise.resolve() },
    clock: createManualClock('2023-09-20T08:00:00Z'),
  });
}

describe('the progress of all tenants', () => {
  it('is read again at once when it could not be read, and else not for some seconds', async () => {
    const tenants = sinon.stub<[], Promise<string[]>>().resolves([]);
    tenants.onFirstCall().rejects(new Error('the connection ended'));
    const servers = { tenants } satisfies Partial<ServerStore>;
    const registry = await registryOver(servers);
    await assert.rejects(registry.progressOfAll(), /the connection ended/);
    assert.equal((await registry.progressOfAll()).size, 0);
    await registry.progressOfAll();
    assert.equal(tenants.callCount, 2);
  });

  it('follows a report without reading the other tenants again', async () => {
    const tenants = sinon.stub<[], Promise<string[]>>().resolves(['ours', 'theirs']);
    const list = sinon.stub<[string], Promise<Server[]>>().resolves([]);
    const report = said('Ada', 0, { version: '2.5.79.0' });
    const reported = server(report);
    const servers = {
      ...{ tenants, list, save: sinon.stub().resolves([reported]) },
      forgotten: () => Promise.resolve([]),
    };
    const registry = await registryOver(servers);
    assert.equal((await registry.serverNames('ours')).size, 0);
    list.withArgs('ours').resolves([reported]);
    await registry.record('ours', [report], { id: null, name: 'Ada', conversationId: null });
    assert.deepEqual([...(await registry.serverNames('ours'))], [reported.name.toLowerCase()]);
    assert.equal(list.withArgs('theirs').callCount, 1);
  });
});
