import assert from 'node:assert/strict';
import { TENANT } from '../support/activities.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { call, JSON_TYPE } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';

const OTHER = '33333333-3333-4333-8333-333333333333';
const ORIGIN = 'https://cutover.example.com';

forEachDatabase('the calendar address', (open) => {
  let place: DatabasePlace;
  let issuer: TokenIssuer;
  let cutover: RunningCutover;

  const start = async (tenants: readonly string[], publicUrl: string | null = ORIGIN) =>
    startCutover(place, createManualClock('2023-09-22T12:00:00Z'), {
      bot: {
        id: '11111111-1111-4111-8111-111111111111',
        type: 'SingleTenant',
        tenantId: TENANT,
        password: 'unused',
      },
      api: { ...issuer.access, tenants },
      publicUrl,
    });
  before(async () => {
    place = await open();
    issuer = await startTokenIssuer([TENANT, OTHER]);
    cutover = await start([TENANT, OTHER]);
  });
  after(async () => {
    await cutover.stop();
    await issuer.close();
  });

  async function post(path: string, tenantId = TENANT) {
    const authorization = `Bearer ${await issuer.forPerson({ tenantId })}`;
    return call(cutover.port, 'POST', path, { headers: { ...JSON_TYPE, authorization }, body: '{}' });
  }
  async function share(tenantId = TENANT): Promise<string> {
    const { status, text } = await post('/api/calendar-address', tenantId);
    assert.equal(status, 200, text);
    const { url } = JSON.parse(text) as { url: string };
    assert.ok(url.startsWith(`${ORIGIN}/api/milestones.ics?key=`));
    return url.slice(ORIGIN.length);
  }
  const read = (path: string, headers: Record<string, string> = {}) =>
    call(cutover.port, 'GET', path, { headers });

  it('gives the milestones without a token, and stays the same', async () => {
    const path = await share();
    const { status, type, text } = await read(path);
    assert.deepEqual([status, type], [200, 'text/calendar; charset=utf-8']);
    assert.match(text, /^BEGIN:VCALENDAR\r\n[\s\S]*X-PUBLISHED-TTL:PT12H\r\n[\s\S]*SUMMARY:/);
    assert.equal(await share(), path);
  });

  it('works with the empty token that Outlook sends', async () => {
    assert.equal((await read(await share(), { authorization: 'Bearer' })).status, 200);
  });

  it('opens nothing else', async () => {
    const key = (await share()).split('?')[1] ?? '';
    assert.equal((await read(`/api/servers.csv?${key}`)).status, 401);
    assert.equal((await read('/api/milestones.ics')).status, 401);
  });

  it('is refused with the least change, and with another tenant in its place', async () => {
    const [mine, theirs] = [await share(), await share(OTHER)];
    assert.notEqual(mine, theirs);
    const signature = mine.slice(mine.lastIndexOf('.') + 1);
    const wrong = [
      mine.slice(0, -1),
      `${mine.slice(0, -2)}${mine.endsWith('AA') ? 'BB' : 'AA'}`,
      `${mine}A`,
      mine.replace(TENANT, OTHER),
      `/api/milestones.ics?key=${signature}`,
      `/api/milestones.ics?key=44444444-4444-4444-8444-444444444444.${signature}`,
      '/api/milestones.ics?key=',
    ];
    for (const path of wrong) {
      const { status, type, text } = await read(path);
      assert.deepEqual([status, type], [403, 'application/problem+json'], path);
      assert.match(text, /was revoked, or is not complete/);
    }
  });

  it('is worth nothing after it was revoked, and the next one is another', async () => {
    const [before, theirs] = [await share(), await share(OTHER)];
    assert.equal((await post('/api/calendar-address/revoke')).status, 200);
    assert.equal((await read(before)).status, 403);
    assert.equal((await read(theirs)).status, 200);
    const after = await share();
    assert.notEqual(after, before);
    assert.deepEqual([(await read(after)).status, (await read(before)).status], [200, 403]);
  });

  it('is kept over a restart, ends with the tenant, and needs a public address', async () => {
    const [mine, theirs] = [await share(), await share(OTHER)];
    await cutover.stop();
    cutover = await start([TENANT], null);
    assert.deepEqual([(await read(mine)).status, (await read(theirs)).status], [200, 403]);
    const { status, text } = await post('/api/calendar-address');
    assert.equal(status, 409);
    assert.match(text, /set PUBLIC_URL/);
  });

  it('is given to people alone', async () => {
    const app = `Bearer ${await issuer.forApp(TENANT, ['Campaign.Read', 'Campaign.Act'])}`;
    for (const path of ['/api/calendar-address', '/api/calendar-address/revoke']) {
      const request = { headers: { ...JSON_TYPE, authorization: app }, body: '{}' };
      assert.equal((await call(cutover.port, 'POST', path, request)).status, 403);
    }
  });
});
