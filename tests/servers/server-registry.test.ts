import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createServerRegistry } from '../../bot/servers/server-registry.ts';
import type { ServerStore } from '../../bot/servers/ports.ts';
import { theOnlyNotice } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the progress of all tenants', () => {
  it('is read again at once when it could not be read, and else not for some seconds', async () => {
    const tenants = sinon.stub<[], Promise<string[]>>().resolves([]);
    tenants.onFirstCall().rejects(new Error('the connection ended'));
    const servers = { tenants } satisfies Partial<ServerStore>;
    const registry = createServerRegistry({
      portfolio: await theOnlyNotice(),
      portfolios: { of: theOnlyNotice },
      servers: servers as unknown as ServerStore,
      completions: { record: () => Promise.resolve() },
      alerts: { apply: () => Promise.resolve() },
      clock: createManualClock('2023-09-20T08:00:00Z'),
    });
    await assert.rejects(registry.progressOfAll(), /the connection ended/);
    assert.equal((await registry.progressOfAll()).size, 0);
    await registry.progressOfAll();
    assert.equal(tenants.callCount, 2);
  });
});
