import assert from 'node:assert/strict';
import sinon from 'sinon';
import { createAuthenticate, type Authenticate, type Role } from '../../bot/http/authenticate.ts';
import { Problem } from '../../bot/http/problem.ts';
import { startEntra, type LoopbackEntra, type SignOptions } from '../support/entra.ts';

const TENANT = '22222222-2222-4222-8222-222222222222';
const OTHER = '33333333-3333-4333-8333-333333333333';
const AUDIENCE = 'api://cutover';

describe('authentication of API callers', () => {
  let entra: LoopbackEntra;
  let authenticate: Authenticate;

  before(async () => {
    entra = await startEntra(TENANT, AUDIENCE);
    const { authority, keysUrl } = entra;
    authenticate = createAuthenticate({
      audiences: [AUDIENCE],
      authority,
      issuerV1: 'https://sts.windows.net',
      keysUrl,
      tenants: [TENANT],
      guests: 'none',
    });
  });
  after(() => entra.close());
  afterEach(() => sinon.restore());

  async function tell(
    claims: Record<string, unknown>,
    role: Role,
    options: SignOptions = {},
  ): Promise<string> {
    const header = `Bearer ${await entra.sign(claims, options)}`;
    return outcomeOf(authenticate(header, role));
  }
  async function outcomeOf(call: Promise<{ tenantId: string; name: string }>): Promise<string> {
    try {
      const { tenantId, name } = await call;
      return `${tenantId === TENANT ? 'in' : tenantId} as ${name}`;
    } catch (error) {
      if (error instanceof Problem) return `${error.status} ${error.detail}`;
      throw error;
    }
  }
  const reporter = { roles: ['Servers.Report'] };

  it('accepts an app with the role, under the name in its token', async () => {
    assert.equal(await tell(reporter, 'Servers.Report'), 'in as an-app');
    assert.equal(await tell({ ...reporter, app_displayname: 'Script' }, 'Servers.Report'), 'in as Script');
  });

  it('accepts version 1 tokens of an app in the same tenant', async () => {
    const v1 = { iss: `https://sts.windows.net/${TENANT}/`, azp: undefined, appid: 'an-old-app' };
    assert.equal(await tell({ ...reporter, ...v1 }, 'Servers.Report'), 'in as an-old-app');
  });

  const refused: [string, Record<string, unknown>, RegExp, SignOptions?][] = [
    [
      'an app with another role',
      { roles: ['Alerts.Send'] },
      /^403 The token does not have the app role Servers\.Report/,
    ],
    ['an app without a role', {}, /^403 /],
    ['a user', { scp: 'access_as_user' }, /^403 /],
    ['roles that are not a list', { roles: 'Servers.Report' }, /^403 /],
    ['another audience', { ...reporter, aud: 'api://other' }, /^401 .*"aud"/],
    [
      'an issuer other than Microsoft Entra ID',
      { ...reporter, iss: 'https://evil.example/v2.0' },
      /^401 .*did not issue/,
    ],
    [
      'the issuer of another tenant',
      { ...reporter, iss: `https://sts.windows.net/${OTHER}/` },
      /^401 .*did not issue/,
    ],
    [
      'another tenant',
      { ...reporter, tid: OTHER, iss: `https://sts.windows.net/${OTHER}/` },
      /^401 .*tenant is not allowed/,
    ],
    ['a token without a tenant', { ...reporter, tid: undefined }, /^401 /],
    ['an expired token', reporter, /^401 .*"exp"/, { expiresIn: -61 }],
    ['a forged signature', reporter, /^401 .*signature/, { isForged: true }],
  ];
  for (const [what, claims, expected, options = {}] of refused) {
    it(`refuses ${what}`, async () => {
      assert.match(await tell(claims, 'Servers.Report', options), expected);
    });
  }

  it('refuses a missing, malformed or unsigned token', async () => {
    assert.match(
      await outcomeOf(authenticate(undefined, 'Servers.Report')),
      /^401 Send a Microsoft Entra ID token/,
    );
    assert.match(await outcomeOf(authenticate('Basic dXNlcg==', 'Servers.Report')), /^401 /);
    assert.match(await outcomeOf(authenticate('Bearer nonsense', 'Servers.Report')), /^401 /);
    const claims = { tid: TENANT, iss: `${entra.authority}/${TENANT}/v2.0`, aud: AUDIENCE, ...reporter };
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part(claims)}.`;
    assert.match(await outcomeOf(authenticate(`Bearer ${unsigned}`, 'Servers.Report')), /^401 /);
  });

  it('answers 503 when Microsoft Entra ID doesn’t provide its keys', async () => {
    const away = await startEntra(TENANT, AUDIENCE);
    const header = `Bearer ${await away.sign(reporter)}`;
    await away.close();
    const { authority, keysUrl } = away;
    const access = {
      audiences: [AUDIENCE],
      authority,
      issuerV1: authority,
      keysUrl,
      tenants: [TENANT],
      guests: 'none' as const,
    };
    assert.match(
      await outcomeOf(createAuthenticate(access)(header, 'Servers.Report')),
      /^503 The signing keys .* are not available/,
    );
  });

  it('lets users and apps with the role read', async () => {
    assert.equal(await tell({ scp: 'access_as_user', name: 'Kim' }, 'Campaign.Read'), 'in as Kim');
    assert.equal(await tell({ roles: ['Campaign.Read'] }, 'Campaign.Read'), 'in as an-app');
    assert.match(await tell(reporter, 'Campaign.Read'), /^403 /);
  });

  it('lets users report servers with the scope for it alone', async () => {
    assert.match(await tell({ scp: 'access_as_user' }, 'Servers.Report'), /^403 .*the scope Servers\.Claim/);
    assert.equal(await tell({ scp: 'openid Servers.Claim', name: 'Kim' }, 'Servers.Report'), 'in as Kim');
    assert.match(await tell({ scp: 'Servers.Claim' }, 'Campaign.Read'), /^403 .*the scope access_as_user/);
    assert.match(await tell({ scp: 'Alerts.Send' }, 'Alerts.Send'), /^403 .*not a signed-in user/);
  });

  it('refuses guests, whom a claim of the account or the identity provider gives away', async () => {
    const guest = { scp: 'access_as_user', name: 'Gus' };
    const home = `https://sts.windows.net/${OTHER}/`;
    assert.match(await tell({ ...guest, acct: 1 }, 'Campaign.Read'), /^403 Guests/);
    assert.match(await tell({ ...guest, idp: home }, 'Campaign.Read'), /^403 Guests/);
    assert.match(await tell({ ...guest, idp: 'live.com' }, 'Campaign.Act'), /^403 Guests/);
    assert.equal(
      await tell({ ...guest, idp: `https://sts.windows.net/${TENANT}/` }, 'Campaign.Read'),
      'in as Gus',
    );
    assert.equal(await tell({ ...guest, idp: home, acct: 0 }, 'Campaign.Read'), 'in as Gus');
  });

  it('fetches the signing keys once, and again after they are rotated', async () => {
    const before = entra.fetches();
    await tell(reporter, 'Servers.Report');
    await tell(reporter, 'Servers.Report');
    assert.equal(entra.fetches(), before);
    await entra.rotate();
    // jose does not ask more often than each 30 seconds.
    sinon.useFakeTimers({ now: Date.now() + 31_000, toFake: ['Date'] });
    assert.equal(await tell(reporter, 'Servers.Report'), 'in as an-app');
    assert.equal(entra.fetches(), before + 1);
  });
});
