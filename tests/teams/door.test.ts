import assert from 'node:assert/strict';
import sinon from 'sinon';
import { isPublicServiceUrl } from '../../bot/teams/connector/service-url.ts';
import { createPlace, invokeIn, TENANT, type InboundActivity } from '../support/activities.ts';
import { startBotFramework, type LoopbackBotFramework } from '../support/bot-framework.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres } from '../support/databases.ts';
import { call, JSON_TYPE } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';

const BOT = '11111111-1111-4111-8111-111111111111';
const OTHER = '99999999-9999-4999-8999-999999999999';
const SERVICE_URL = 'https://smba.trafficmanager.net/emea/';

/** A search is answered in the HTTP response, so nothing is sent to the service address. */
function searchIn(changes: Record<string, unknown> = {}, serviceUrl = SERVICE_URL): InboundActivity {
  const value = { commandId: 'searchGuidance', parameters: [{ name: 'query', value: 'deadline' }] };
  const activity = invokeIn(createPlace(serviceUrl, 'personal'), 'composeExtension/query', value);
  return { ...activity, ...changes };
}

describe('the door of a registered bot', () => {
  let framework: LoopbackBotFramework;
  let cutover: RunningCutover;
  let console_: sinon.SinonStub[];

  before(async () => {
    framework = await startBotFramework(BOT, SERVICE_URL);
    cutover = await startCutover(await openPostgres(), createManualClock('2023-09-22T12:00:00Z'), {
      bot: {
        id: BOT,
        type: 'SingleTenant',
        tenantId: TENANT,
        password: 'a-secret',
        signedBy: framework.access,
      },
      publicUrl: 'https://cutover.example.com',
    });
    console_ = (['error', 'warn', 'log', 'info'] as const).map((method) => sinon.stub(console, method));
  });
  after(async () => {
    sinon.restore();
    await cutover.stop();
    await framework.close();
  });

  /** What is answered, and what the log says of it. */
  async function send(activity: object, token: string | null) {
    const before = cutover.log.length;
    const headers = { ...JSON_TYPE, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
    const answer = await call(cutover.port, 'POST', '/api/messages', {
      headers,
      body: JSON.stringify(activity),
    });
    const lines = cutover.log.slice(before).filter(({ level }) => level !== 'debug');
    const printed = console_.flatMap((stub) => stub.args);
    assert.deepEqual(printed, [], 'the console');
    return { ...answer, lines };
  }

  async function assertRefused(activity: object, token: string | null, status: number, why: RegExp) {
    const answer = await send(activity, token);
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.type, 'application/problem+json');
    assert.match(String(answer.json['detail']), why);
    const [line, ...others] = answer.lines;
    assert.equal(line?.message, 'refused an activity');
    assert.equal(others.length, 0, 'more than one log line');
    const logged = JSON.stringify(line);
    assert.ok(!logged.includes('a-secret') && (token === null || !logged.includes(token)), logged);
  }

  it('admits an activity with a token of Bot Framework', async () => {
    const { status, text, lines } = await send(searchIn(), await framework.sign());
    assert.equal(status, 200, text);
    assert.match(text, /composeExtension/);
    assert.deepEqual(lines, []);
  });

  const tokens: [string, () => Promise<string> | string | null, RegExp][] = [
    ['no token', () => null, /Send a Bot Framework token/],
    ['a token that is none', () => 'nonsense', /token is not valid/],
    ['an unsigned token', () => `${unsigned({ alg: 'none' })}.`, /token is not valid/],
    ['a token that has expired', () => framework.sign({ exp: 1_600_000_000 }), /"exp" claim/],
    ['a token that never expires', () => framework.sign({ exp: undefined }), /"exp" claim/],
    ['a token for another bot', () => framework.sign({ aud: OTHER }), /"aud" claim/],
    [
      'a token of the emulator',
      () =>
        framework.sign({ iss: `https://sts.windows.net/${TENANT}/`, tid: TENANT, appid: BOT, ver: '1.0' }),
      /"iss" claim/,
    ],
    ['a token that is signed with a stranger’s key', () => framework.sign({}, 'forged'), /signature/],
    ['a key without endorsements', () => framework.sign({}, 'unendorsed'), /not endorsed/],
    ['a key that is endorsed for others', () => framework.sign({}, 'endorsed-for-others'), /not endorsed/],
  ];
  for (const [what, token, why] of tokens) {
    it(`answers 401 to ${what}`, async () => assertRefused(searchIn(), await token(), 401, why));
  }

  const contradictions: [string, object, Record<string, unknown>, RegExp][] = [
    ['another channel', searchIn({ channelId: 'webchat' }), {}, /^channelId/],
    ['the channel of the emulator', searchIn({ channelId: 'emulator' }), {}, /^channelId/],
    ['the channel AseChannel', searchIn({ channelId: 'AseChannel' }), {}, /^channelId/],
    [
      'a service address that the token was not issued for',
      searchIn({}, 'https://evil.example.com/'),
      {},
      /^serv/,
    ],
    ['a token without a service address', searchIn(), { serviceurl: undefined }, /^serviceUrl/],
    [
      'a tenant that the conversation contradicts',
      searchIn({ channelData: { tenant: { id: OTHER } } }),
      {},
      /different tenants/,
    ],
    ['a tenant that the token contradicts', searchIn(), { tid: OTHER }, /different tenants/],
    ['no tenant', searchIn({ channelData: {}, conversation: { id: 'a:1' } }), {}, /names no tenant/],
    ...[
      'http://smba.trafficmanager.net/emea/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://169.254.169.254/metadata/',
      'https://2130706433/',
      'https://localhost/',
      'https://connector/',
      'https://printer.local/',
      'https://smba.trafficmanager.net:8443/',
    ].map((url): [string, object, Record<string, unknown>, RegExp] => [
      `the service address ${url}`,
      searchIn({}, url),
      { serviceurl: url },
      /^serviceUrl: only public https/,
    ]),
    [
      'a service address of another tenant',
      searchIn({}, `${SERVICE_URL}${OTHER}/`),
      { serviceurl: `${SERVICE_URL}${OTHER}/` },
      /different tenants/,
    ],
  ];
  for (const [what, activity, claims, why] of contradictions) {
    it(`answers 403 to ${what}`, async () => assertRefused(activity, await framework.sign(claims), 403, why));
  }

  it('admits a service address that names the tenant of the conversation', async () => {
    const serviceUrl = `${SERVICE_URL}${TENANT}/`;
    const token = await framework.sign({ serviceurl: serviceUrl });
    assert.equal((await send(searchIn({}, serviceUrl), token)).status, 200);
  });

  it('answers 400 to a body that is no activity, before it looks at the token', async () => {
    await assertRefused({ ...searchIn(), from: null }, null, 400, /^from/);
  });
});

describe('the door of a bot whose signing keys are not available', () => {
  it('answers 503, and says so in one line', async () => {
    const framework = await startBotFramework(BOT, SERVICE_URL);
    const token = await framework.sign();
    await framework.close();
    const cutover = await startCutover(await openPostgres(), createManualClock('2023-09-22T12:00:00Z'), {
      bot: { id: BOT, type: 'SingleTenant', tenantId: TENANT, password: 'x', signedBy: framework.access },
      publicUrl: 'https://cutover.example.com',
    });
    try {
      const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` };
      const body = JSON.stringify(searchIn());
      const answer = await call(cutover.port, 'POST', '/api/messages', { headers, body });
      assert.deepEqual([answer.status, answer.type], [503, 'application/problem+json']);
      assert.equal(cutover.log.filter(({ message }) => message === 'refused an activity').length, 1);
    } finally {
      await cutover.stop();
    }
  });
});

describe('a service address', () => {
  it('is public when it is https and a name with a domain', () => {
    for (const url of [
      SERVICE_URL,
      'https://smba.infra.gov.teams.microsoft.us/',
      'https://a.example.com:443/x',
    ]) {
      assert.ok(isPublicServiceUrl(url), url);
    }
    for (const url of [
      '',
      'smba.trafficmanager.net',
      'ftp://a.example.com',
      'https://a:b@a.example.com/',
      'https://0x7f.1/',
    ]) {
      assert.ok(!isPublicServiceUrl(url), url);
    }
  });
});

function unsigned(header: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'https://api.botframework.com',
    aud: BOT,
    exp: 4_000_000_000,
    serviceurl: SERVICE_URL,
  };
  return `${encode(header)}.${encode(claims)}`;
}
