import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { openPostgres } from '../support/databases.ts';
import { call, JSON_TYPE, type Answer } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

describe('the API in local mode', () => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(openPostgres, clock);

  before(async () => {
    await cutover.receive(messageIn(createPlace(connector.url), 'alerts here'));
  });

  const get = (path: string) => call(cutover.port, 'GET', path);
  const post = (path: string, body: unknown, headers: Record<string, string> = JSON_TYPE) =>
    call(cutover.port, 'POST', path, {
      headers,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const countServers = async () => (await get('/api/servers?limit=1000')).json['count'];

  async function assertRefused(
    answer: Promise<Answer>,
    status: number,
    field: string | undefined,
    detail: RegExp,
  ) {
    const before = await countServers();
    const { json, ...got } = await answer;
    assert.equal(got.status, status, got.text);
    assert.equal(got.type, 'application/problem+json');
    assert.equal(json['status'], status);
    assert.equal(json['field'], field);
    assert.match(String(json['detail']), detail);
    assert.equal(await countServers(), before, 'something was kept');
  }

  it('judges reported servers, and saves a repeated report once', async () => {
    const report = {
      servers: [
        { name: 'AADC01', version: '1.6.16.0', role: 'active' },
        { name: 'AADC02', role: 'staging' },
      ],
    };
    for (let i = 0; i < 2; i++) {
      const { status, json } = await post('/api/servers', report);
      assert.equal(status, 200);
      const [first, second] = json['servers'] as Record<string, unknown>[];
      assert.deepEqual(
        [first?.['verdict'], first?.['meaning']],
        ['retired', 'affected: upgrade or replace it'],
      );
      assert.deepEqual([second?.['verdict'], second?.['role']], [null, 'staging']);
    }
    const { text } = await get('/api/servers.csv');
    assert.equal(text.trim().split('\r\n').length, 3);
  });

  it('keeps how a server signs in, and says so in the list and in each line of the export', async () => {
    const report = (server: object) => post('/api/servers', { servers: [{ name: 'SIGN01', ...server }] });
    await report({ state: 'migrated' });
    const { json } = await report({ authentication: 'account' });
    const [answered] = json['servers'] as Record<string, unknown>[];
    assert.deepEqual([answered?.['authentication'], answered?.['state']], ['account', 'in-use']);
    await report({ version: '2.5.3.0' });
    const { servers } = (await get('/api/servers?name=sign01')).json as {
      servers: Record<string, unknown>[];
    };
    assert.deepEqual(
      servers.map(({ authentication, version }) => [authentication, version]),
      [['account', '2.5.3.0']],
    );
    const [head = '', ...lines] = (await get('/api/servers.csv')).text.trim().split('\r\n');
    const at = head.split(',').indexOf('authentication');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('SIGN01')).map((line) => line.split(',')[at]),
      ['', 'account', ''],
    );
    const others = (await get('/api/servers?name=aadc01')).json as typeof json & { servers: object[] };
    assert.deepEqual(
      others.servers.map((server) => 'authentication' in server && server.authentication),
      [null],
    );
  });

  it('lists servers by verdict, state and part of the name, page by page', async () => {
    const names = async (query: string) =>
      ((await get(`/api/servers?${query}`)).json['servers'] as { name: string }[]).map(({ name }) => name);
    assert.deepEqual(await names('verdict=retired'), ['AADC01']);
    assert.deepEqual(await names('name=c02&role=staging'), ['AADC02']);
    assert.deepEqual(await names('state=migrated'), []);
    assert.deepEqual(await names('limit=1&offset=1'), ['AADC02']);
    await assertRefused(get('/api/servers?verdict=bad'), 400, 'verdict', /verdict: must be retired, /);
    for (const limit of ['0', '1001', '1.5', 'many', '0x10', '1e2', '+5', '%205', '']) {
      const range = /limit: must be a whole number from 1 to 1000\./;
      await assertRefused(get(`/api/servers?limit=${limit}`), 400, 'limit', range);
    }
    await assertRefused(get('/api/servers?colour=red'), 400, 'colour', /colour: is not known here/);
  });

  const good = { name: 'NEW01', version: '2.1.20.0' };
  const wrong: [string, unknown, string, RegExp][] = [
    ['a wrong type', { servers: [good, { name: 17 }] }, 'servers[1].name', /must be a text/],
    [
      'an unknown field',
      { servers: [good, { ...good, colour: 'red' }] },
      'servers[1].colour',
      /is not known here: remove it/,
    ],
    ['an unknown field at the top', { servers: [good], dryRun: true }, 'dryRun', /is not known here/],
    ['no servers', {}, 'servers', /servers: is missing/],
    ['an empty list', { servers: [] }, 'servers', /must have at least one server/],
    [
      'a version that is none',
      { servers: [{ ...good, version: 'latest' }] },
      'servers[0].version',
      /2\.1\.20\.0/,
    ],
    ['a role that is none', { servers: [{ ...good, role: 'primary' }] }, 'servers[0].role', /active/],
    [
      'a way to sign in that is none',
      { servers: [{ ...good, authentication: 'password' }] },
      'servers[0].authentication',
      /must be account or application/,
    ],
    [
      'a name that no computer has',
      { servers: [{ ...good, name: '<script>' }] },
      'servers[0].name',
      /computer name/,
    ],
    [
      'two reports of one server at one time that differ',
      { servers: [good, { name: 'x', role: 'active' }, { name: 'X', version: '1.6.16.0', role: 'staging' }] },
      'servers[2].role',
      /contradicts servers\[1\], which is about X at the same time \(active and staging\)/,
    ],
    ['nothing to keep', { servers: [{ name: 'NEW01' }] }, 'servers[0]', /nothing to keep/],
    [
      'a future date',
      { servers: [good, { ...good, observedAt: '2023-09-22T12:06:00Z' }] },
      'servers[1].observedAt',
      /2023-09-22T12:06:00Z is in the future/,
    ],
    [
      'a date without a zone',
      { servers: [{ ...good, observedAt: '2023-09-22' }] },
      'servers[0].observedAt',
      /zone/,
    ],
    [
      'more servers than one request may have',
      { servers: Array.from({ length: 501 }, (_, i) => ({ name: `S${i}`, version: '1.1' })) },
      'servers',
      /at most 500 servers: send several requests/,
    ],
  ];
  for (const [what, body, field, detail] of wrong) {
    it(`refuses ${what} with the name of the field, and saves nothing`, () =>
      assertRefused(post('/api/servers', body), 422, field, detail));
  }

  it('refuses a body over 256 KB with 413, and says what to do', () => {
    const servers = Array.from({ length: 10_000 }, (_, i) => ({ name: `SERVER${i}`, version: '1.6.16.0' }));
    return assertRefused(post('/api/servers', { servers }), 413, 'body', /256 KB\. Send less in one request/);
  });

  it('refuses bodies that are not a JSON object', async () => {
    await assertRefused(post('/api/servers', '{"servers": ['), 400, 'body', /cannot be read as JSON/);
    await assertRefused(post('/api/servers', '[]'), 400, undefined, /Send a JSON object/);
    await assertRefused(post('/api/servers', 'null'), 400, undefined, /Send a JSON object/);
    await assertRefused(post('/api/servers', ''), 400, undefined, /Send a JSON object/);
    const types = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''];
    for (const type of types) {
      const headers: Record<string, string> = type ? { 'content-type': type } : {};
      await assertRefused(
        post('/api/servers', { servers: [good] }, headers),
        415,
        undefined,
        /application\/json/,
      );
    }
  });

  it('refuses a compressed body with 415 before unpacking it', async () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    await assertRefused(post('/api/servers', 'no gzip at all', headers), 415, undefined, /Content-Encoding/);
    await assertRefused(post('/api/messages', 'no gzip at all', headers), 415, undefined, /Content-Encoding/);
  });

  it('answers unknown addresses and methods with a problem', async () => {
    await assertRefused(get('/api/nothing'), 404, undefined, /nothing at this address/);
    await assertRefused(
      call(cutover.port, 'DELETE', '/api/servers'),
      405,
      undefined,
      /does not accept this method/,
    );
  });

  describe('against other sites', () => {
    it('refuses cross-origin requests', async () => {
      const own = { origin: `http://127.0.0.1:${cutover.port}`, host: `127.0.0.1:${cutover.port}` };
      assert.equal((await post('/api/servers', { servers: [good] }, { ...JSON_TYPE, ...own })).status, 200);
      const other = { ...good, name: 'EVIL01' };
      for (const origin of ['https://evil.example', 'http://localhost:8080', 'null']) {
        const headers = { ...JSON_TYPE, ...own, origin };
        await assertRefused(
          post('/api/servers', { servers: [other] }, headers),
          403,
          undefined,
          /cross-origin request/i,
        );
      }
    });

    it('refuses requests addressed to another host name with 421', async () => {
      for (const path of ['/api/servers', '/api/report.html', '/api/messages']) {
        const { status, type } = await call(cutover.port, 'GET', path, {
          headers: { host: 'evil.example:3978' },
        });
        assert.deepEqual([status, type], [421, 'application/problem+json'], path);
      }
    });
  });

  describe('POST /api/alerts', () => {
    const essentials = {
      alertId: '/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717',
      alertRule: 'Sync service stopped',
      severity: 'Sev1',
      signalType: 'Log',
      monitorCondition: 'Fired',
      monitoringService: 'Log Alerts V2',
      alertTargetIDs: [
        '/subscriptions/1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/aadc01',
      ],
      firedDateTime: '2023-09-22T11:58:24.3713213Z',
      description: '',
      essentialsVersion: '1.0',
      alertContextVersion: '1.0',
    };
    const alert = (changes: object = {}) => ({
      schemaId: 'azureMonitorCommonAlertSchema',
      data: {
        essentials: { ...essentials, ...changes },
        alertContext: { condition: {} },
        customProperties: null,
      },
    });

    it('raises and resolves an alert', async () => {
      assert.equal((await post('/api/alerts', alert())).status, 202);
      const resolved = { monitorCondition: 'Resolved', resolvedDateTime: '2023-09-22T12:00:00Z' };
      assert.equal((await post('/api/alerts', alert(resolved))).status, 202);
      const { text } = await get('/api/report.html');
      assert.match(text, /Sync service stopped[\s\S]*Azure Monitor reports the alert as resolved/);
    });

    it('is in the report in the zone and locale of the request', async () => {
      await post('/api/alerts', alert());
      const { text } = await get('/api/report.html?zone=asia/tokyo&locale=en-US');
      assert.match(
        text,
        /All times are in the time zone Asia\/Tokyo\.[\s\S]*September \d+, 2023, \d+:\d\d [AP]M/,
      );
    });

    it('accepts null in optional fields', async () => {
      const nulls = { alertTargetIDs: null, description: null, investigationLink: null };
      assert.equal((await post('/api/alerts', alert(nulls))).status, 202);
    });

    it('names the field that is wrong', async () => {
      await assertRefused(
        post('/api/alerts', { schemaId: 'other' }),
        422,
        'schemaId',
        /azureMonitorCommonAlertSchema/,
      );
      const severity = alert({ severity: 'High' });
      await assertRefused(post('/api/alerts', severity), 422, 'data.essentials.severity', /Sev0/);
      const future = alert({ firedDateTime: '2023-09-23T00:00:00Z' });
      await assertRefused(post('/api/alerts', future), 422, 'data.essentials.firedDateTime', /in the future/);
    });
  });
});
