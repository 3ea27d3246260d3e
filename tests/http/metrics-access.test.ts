import assert from 'node:assert/strict';
import { createMetricsGuard, isNetwork, type MetricsAccess } from '../../bot/http/metrics-access.ts';
import { readConfig } from '../../bot/app/config.ts';
import { openPglite } from '../support/databases.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

const TOKEN = 'a-token-of-enough-letters';
const REGISTERED = {
  BOT_ID: '22222222-2222-4222-8222-222222222222',
  BOT_TENANT_ID: '33333333-3333-4333-8333-333333333333',
  BOT_TYPE: 'UserAssignedMSI',
};

/** The status of the answer to `address`, through a proxy with `forwarded`. */
function statusFor(
  access: Partial<MetricsAccess>,
  {
    address = '203.0.113.9',
    forwarded,
    authorization,
  }: { address?: string; forwarded?: string; authorization?: string },
): number {
  const guard = createMetricsGuard({ token: null, networks: null, ...access });
  const headers = {
    ...(forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }),
    ...(authorization === undefined ? {} : { authorization }),
  };
  return guard({ headers, remoteAddress: address })?.status ?? 200;
}

describe('who may read /metrics', () => {
  it('is whoever brings the token', () => {
    assert.equal(statusFor({ token: TOKEN }, { authorization: `Bearer ${TOKEN}` }), 200);
    for (const authorization of [undefined, '', 'Bearer', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, TOKEN]) {
      assert.equal(
        statusFor({ token: TOKEN }, { ...(authorization === undefined ? {} : { authorization }) }),
        401,
      );
    }
  });

  it('is whoever calls from an allowed network', () => {
    const networks = ['10.1.0.0/16', '203.0.113.7', '2001:db8::/32'];
    for (const address of ['10.1.255.1', '203.0.113.7', '::ffff:10.1.0.9', '2001:db8:1::5']) {
      assert.equal(statusFor({ networks }, { address }), 200, address);
    }
    for (const address of ['10.2.0.1', '203.0.113.8', '::ffff:10.2.0.9', '2001:db9::1', '']) {
      assert.equal(statusFor({ networks }, { address }), 403, address);
    }
  });

  it('needs both where both are set', () => {
    const both = { token: TOKEN, networks: ['10.0.0.0/8'] };
    const authorization = `Bearer ${TOKEN}`;
    assert.equal(statusFor(both, { address: '10.0.0.1', authorization }), 200);
    assert.equal(statusFor(both, { address: '10.0.0.1' }), 401);
    assert.equal(statusFor(both, { address: '203.0.113.9', authorization }), 403);
  });

  it('sees through a proxy, and believes nobody else', () => {
    const networks = ['198.51.100.0/24', '127.0.0.1'];
    const through = (forwarded: string, address = '169.254.130.1') =>
      statusFor({ networks }, { address, forwarded });
    assert.equal(through('198.51.100.4:50123'), 200);
    assert.equal(through('198.51.100.4'), 200);
    assert.equal(through('203.0.113.9:50123'), 403);
    assert.equal(
      through('198.51.100.4, 203.0.113.9:50123'),
      403,
      'a client may claim anything before itself',
    );
    assert.equal(through('203.0.113.9', '127.0.0.1'), 403, 'a proxy on this machine');
    assert.equal(through('198.51.100.4', '203.0.113.9'), 403, 'a client that claims to be a proxy');
    assert.equal(
      statusFor({ networks: ['2001:db8::/32'] }, { address: '::1', forwarded: '[2001:db8::1]:5' }),
      200,
    );
  });

  it('is this machine alone in production, and everybody in local mode, unless the settings say otherwise', () => {
    assert.deepEqual(readConfig({}).metrics, { token: null, networks: null });
    const { metrics } = readConfig(REGISTERED);
    assert.equal(statusFor(metrics, { address: '127.0.0.1' }), 200);
    assert.equal(statusFor(metrics, { address: '::1' }), 200);
    assert.equal(statusFor(metrics, { address: '10.0.0.1' }), 403);
    assert.deepEqual(readConfig({ ...REGISTERED, METRICS_TOKEN: TOKEN }).metrics, {
      token: TOKEN,
      networks: null,
    });
    assert.deepEqual(readConfig({ ...REGISTERED, METRICS_ALLOW: '10.0.0.0/8, ::1' }).metrics, {
      token: null,
      networks: ['10.0.0.0/8', '::1'],
    });
  });

  it('is refused at start when a network is none, or a token is short; the token is not printed', () => {
    for (const wrong of ['10.0.0.0/33', '10.0.0', 'localhost', '::1/129', '10.0.0.0/8/8', '10.0.0.0/']) {
      assert.equal(isNetwork(wrong), false, wrong);
      assert.throws(() => readConfig({ METRICS_ALLOW: wrong }), /METRICS_ALLOW="[^"]+": must be addresses/);
    }
    assert.throws(() => readConfig({ METRICS_TOKEN: 'short' }), {
      message: 'METRICS_TOKEN="…": must have at least 16 characters without spaces',
    });
  });
});

describe('GET /metrics', function () {
  this.timeout(60_000);
  const { cutover } = runCutover(openPglite, createManualClock('2023-09-22T12:00:00Z'), {
    metrics: { token: TOKEN, networks: null },
    nearSettings: [{ name: 'PROT', setting: 'PORT' }],
  });
  const read = (authorization: string) =>
    fetch(`http://127.0.0.1:${cutover.port}/metrics`, { headers: { authorization } });

  it('answers the token, and refuses everybody else with a problem', async () => {
    assert.match(await (await read(`Bearer ${TOKEN}`)).text(), /^# HELP /);
    const refused = await read('Bearer another');
    assert.deepEqual(
      [refused.status, refused.headers.get('www-authenticate'), refused.headers.get('content-type')],
      [401, 'Bearer', 'application/problem+json'],
    );
    assert.match(((await refused.json()) as { detail: string }).detail, /METRICS_TOKEN/);
  });

  it('comes with a warning for each variable that resembles a setting', () => {
    const warning = cutover.log.find(({ message }) => message === 'environment variable resembles a setting');
    assert.deepEqual([warning?.level, warning?.fields], ['warn', { name: 'PROT', setting: 'PORT' }]);
  });
});
