import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { grantRoles, type GrantOutcome } from '../../bot/app-package/grant-roles.ts';
import { planGrants, type Grant, type GrantChoice } from '../../bot/app-package/grants.ts';
import { packageFolder } from '../../bot/platform/paths.ts';
import { createAppRoles } from '../../bot/sources/graph/app-roles.ts';
import { createGraphClient } from '../../bot/sources/graph/graph-client.ts';
import { startAppRoles, type LoopbackAppRoles, type LoopbackPrincipal } from '../support/graph-app-roles.ts';

const guid = (digit: number) =>
  `${digit}`.repeat(8) + `-${digit}${digit}${digit}${digit}`.repeat(3) + `-${`${digit}`.repeat(12)}`;
const REGISTRATION = guid(1);
const BOT = guid(2);
const REPORTER = guid(3);
const VALUES = { AAD_APP_CLIENT_ID: REGISTRATION, BOT_ID: BOT };
const GRAPH = '00000003-0000-0000-c000-000000000000';

const { appRoles: OWN_ROLES } = JSON.parse(
  readFileSync(join(packageFolder, 'env/entra/app.manifest.json'), 'utf8'),
) as { appRoles: { id: string; value: string }[] };
const GRAPH_ROLES = [
  'Organization.Read.All',
  'TeamsAppInstallation.ReadWriteSelfForTeam.All',
  'TeamsAppInstallation.ReadWriteSelfForUser.All',
  'AppCatalog.Read.All',
].map((value, i) => ({ id: guid(9).replace(/9$/, String(i)), value }));

const CUTOVER: LoopbackPrincipal = {
  id: 'sp-cutover',
  appId: REGISTRATION,
  displayName: 'Cutover',
  appRoles: OWN_ROLES,
};
const PRINCIPALS: LoopbackPrincipal[] = [
  CUTOVER,
  {
    id: 'sp-graph',
    appId: GRAPH,
    displayName: 'Microsoft Graph',
    appRoles: [{ id: guid(8), value: null }, ...GRAPH_ROLES],
  },
  { id: 'sp-bot', appId: BOT, displayName: 'cutover-contoso1', appRoles: [] },
  { id: 'sp-reporter', appId: REPORTER, displayName: null, appRoles: [] },
];

const NOTHING: GrantChoice = {
  reportServers: [],
  sendAlerts: [],
  readCampaign: [],
  manageCampaign: [],
  watchSync: false,
  installApp: false,
};
const plan = (choice: Partial<GrantChoice>): Grant[] =>
  planGrants({ ...NOTHING, ...choice }, { values: VALUES, file: 'env/.env.dev' });
const ALL: Partial<GrantChoice> = {
  reportServers: [REPORTER],
  sendAlerts: [REPORTER],
  readCampaign: [REPORTER],
  watchSync: true,
  installApp: true,
};

describe('planned grants', () => {
  it('give each choice’s roles to the identity that needs them, with their purpose', () => {
    const roles = (choice: Partial<GrantChoice>) =>
      plan(choice).map(({ resource, role, principal }) => `${resource.name} ${role} ${principal}`);
    assert.deepEqual(roles({}), []);
    assert.deepEqual(roles({ reportServers: [REPORTER] }), [`Cutover Servers.Report ${REPORTER}`]);
    assert.deepEqual(roles({ watchSync: true }), [`Microsoft Graph Organization.Read.All ${BOT}`]);
    assert.equal(roles({ installApp: true }).length, 3);
    assert.ok(plan({ installApp: true }).every(({ principal }) => principal === REGISTRATION));
    for (const { role, purpose } of plan(ALL)) assert.match(purpose, /^[A-Z][^.]*[^.]\.$|`npm run/, role);
  });

  it('name roles that the app registration defines', () => {
    const own = plan(ALL).filter(({ resource }) => resource.name === 'Cutover');
    const known = OWN_ROLES.map(({ value }) => value);
    assert.equal(own.length, 3);
    for (const { role } of own) assert.ok(known.includes(role), role);
  });

  it('are refused for an invalid ID, and before provisioning', () => {
    assert.throws(() => plan({ sendAlerts: ['azure'] }), {
      code: 'bad-grant',
      message: '--send-alerts "azure" is not a client ID or object ID: write a GUID.',
    });
    assert.throws(() => planGrants({ ...NOTHING, watchSync: true }, { values: {}, file: 'env/.env.dev' }), {
      code: 'missing-values',
      message: 'BOT_ID is missing: set it in env/.env.dev or in the environment.',
    });
  });
});

describe('granting app roles', () => {
  let graph: LoopbackAppRoles;
  beforeEach(async () => {
    graph = await startAppRoles(PRINCIPALS);
  });
  afterEach(() => graph.close());

  async function grant(choice: Partial<GrantChoice>, isApplied: boolean): Promise<string[]> {
    const told: GrantOutcome[] = [];
    const client = createGraphClient({
      endpoint: graph.url,
      credential: graph.credential,
      pause: graph.pause,
      spacingMs: 100,
    });
    const outcomes = await grantRoles({
      grants: plan(choice),
      appRoles: createAppRoles(client),
      isApplied,
      onOutcome: (outcome) => told.push(outcome),
    });
    assert.deepEqual(outcomes, told);
    return told.map(({ result, reason }) => (reason ? `${result}: ${reason}` : result));
  }
  const repeat = (result: string) => Array.from({ length: 7 }, () => result);

  it('changes nothing in a dry run', async () => {
    assert.deepEqual(await grant(ALL, false), repeat('would-grant'));
    assert.deepEqual(graph.assignments, []);
    assert.deepEqual(new Set(graph.requests.map(({ method }) => method)), new Set(['GET']));
  });

  it('grants each role to its identity, once', async () => {
    assert.deepEqual(await grant(ALL, true), repeat('granted'));
    assert.deepEqual(
      graph.assignments.map(({ principalId, resourceId }) => `${principalId} ${resourceId}`),
      [
        ...Array.from({ length: 3 }, () => 'sp-reporter sp-cutover'),
        'sp-bot sp-graph',
        ...Array.from({ length: 3 }, () => 'sp-cutover sp-graph'),
      ],
    );
    assert.deepEqual(await grant(ALL, true), repeat('already'));
    assert.deepEqual(await grant(ALL, false), repeat('already'));
    assert.equal(graph.assignments.length, 7);
  });

  it('accepts the object ID of an identity', async () => {
    await graph.close();
    const id = guid(7);
    graph = await startAppRoles([CUTOVER, { id, appId: REPORTER, displayName: 'A reporter', appRoles: [] }]);
    assert.deepEqual(await grant({ reportServers: [id] }, true), ['granted']);
    assert.equal(graph.assignments[0]?.principalId, id);
  });

  it('recognises a role whose grant succeeded although the response was lost', async () => {
    graph.failures.push({ method: 'POST', status: 0, breaks: true });
    assert.deepEqual(await grant({ reportServers: [REPORTER] }, true), ['already']);
    assert.equal(graph.assignments.length, 1);
  });

  it('waits for the time in Retry-After', async () => {
    graph.failures.push(
      { status: 429, headers: { 'retry-after': '17' } },
      { method: 'POST', status: 503, headers: { 'retry-after': '23' } },
    );
    assert.deepEqual(await grant({ watchSync: true }, true), ['granted']);
    assert.deepEqual(
      graph.pauses.filter((pause) => pause >= 1_000),
      [17_000, 23_000],
    );
  });

  it('gives up on a grant after repeated failures and continues with the next', async () => {
    graph.failures.push(...Array.from({ length: 6 }, () => ({ method: 'POST' as const, status: 503 })));
    const [first = '', second] = await grant({ reportServers: [REPORTER], sendAlerts: [REPORTER] }, true);
    assert.match(first, /^failed: Microsoft Graph returned 503: UnknownError, UnknownError\.$/);
    assert.equal(second, 'granted');
  });

  it('says who may grant a role when the caller may not', async () => {
    graph.forbidden.add('sp-graph').add('sp-cutover');
    const [own = '', ofGraph = ''] = await grant({ reportServers: [REPORTER], watchSync: true }, true);
    assert.match(own, /403: Authorization_RequestDenied.*Ask a Cloud Application Administrator or an App/);
    assert.match(
      ofGraph,
      /403: Authorization_RequestDenied.*Ask a Privileged Role Administrator to run this/,
    );
    assert.deepEqual(graph.assignments, []);
  });

  it('says which app or role is missing in the tenant', async () => {
    const [unknown = ''] = await grant({ reportServers: [guid(6)] }, true);
    assert.match(
      unknown,
      /^failed: The tenant has no app or managed identity with the client ID or object ID 666/,
    );
    await graph.close();
    graph = await startAppRoles(PRINCIPALS.slice(1));
    const [noApp = ''] = await grant({ reportServers: [REPORTER] }, true);
    assert.match(
      noApp,
      /no enterprise application for Cutover's registration 1{8}.*az ad sp create --id 1{8}/,
    );
    await graph.close();
    graph = await startAppRoles([{ ...CUTOVER, appRoles: [] }, ...PRINCIPALS.slice(1)]);
    const [noRole = ''] = await grant({ reportServers: [REPORTER] }, true);
    assert.match(noRole, /no app role Servers\.Report: run `atk provision` again/);
  });

  it('stops at once when Graph refuses the token', async () => {
    graph.credential = { getToken: () => Promise.resolve({ token: 'of somebody else' }) };
    await assert.rejects(grant(ALL, true), {
      code: 'graph-refused',
      message: /401: InvalidAuthenticationToken/,
    });
    graph.credential = { getToken: () => Promise.reject(new Error('Please run az login')) };
    await assert.rejects(grant(ALL, true), /issued no token: Please run az login/);
  });
});
