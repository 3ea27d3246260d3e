import assert from 'node:assert/strict';
import { TENANT } from '../support/activities.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres } from '../support/databases.ts';
import { startEntra, type LoopbackEntra } from '../support/entra.ts';
import { call, JSON_TYPE } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';

describe('the API with a registered bot', function () {
  this.timeout(30_000);
  let entra: LoopbackEntra;
  let cutover: RunningCutover;

  before(async () => {
    entra = await startEntra(TENANT, 'api://cutover');
    const { authority, keysUrl } = entra;
    const id = '11111111-1111-4111-8111-111111111111';
    cutover = await startCutover(await openPostgres(), createManualClock('2023-09-22T12:00:00Z'), {
      bot: { id, type: 'SingleTenant', tenantId: TENANT, password: 'unused' },
      api: { audiences: ['api://cutover'], authority, issuerV1: authority, keysUrl, tenants: [TENANT] },
    });
  });
  after(async () => {
    await cutover.stop();
    await entra.close();
  });

  const paths = [
    ['POST', '/api/servers', 'Servers.Report', { servers: [{ name: 'AADC01', version: '1.6.16.0' }] }],
    ['GET', '/api/servers', 'Campaign.Read', undefined],
    ['GET', '/api/servers.csv', 'Campaign.Read', undefined],
    ['GET', '/api/report.html', 'Campaign.Read', undefined],
    ['POST', '/api/alerts', 'Alerts.Send', {}],
  ] as const;
  for (const [method, path, role, body] of paths) {
    it(`${method} ${path} needs a token with ${role}`, async () => {
      const send = (headers: Record<string, string>) =>
        call(cutover.port, method, path, {
          headers: { host: 'cutover.example.com', ...(body ? JSON_TYPE : {}), ...headers },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
      const withRole = async (given: string) => ({
        authorization: `Bearer ${await entra.sign({ roles: [given] })}`,
      });
      const nobody = await send({});
      assert.deepEqual([nobody.status, nobody.type], [401, 'application/problem+json']);
      assert.equal((await send(await withRole('Other.Role'))).status, 403);
      const let_in = await send(await withRole(role));
      assert.equal(let_in.status, path === '/api/alerts' ? 422 : 200, let_in.text);
    });
  }

  it('signs a report with the name of the app, whatever the body says', async () => {
    const authorization = `Bearer ${await entra.sign({ roles: ['Campaign.Read'] })}`;
    const { text } = await call(cutover.port, 'GET', '/api/servers.csv', { headers: { authorization } });
    assert.match(text, /AADC01,2023-09-22T12:00:00\.000Z,1\.6\.16\.0,,in-use,an-app,retired/);
  });
});
