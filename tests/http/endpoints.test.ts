import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { ROLES, type Role } from '../../bot/http/authenticate.ts';
import type { Endpoint } from '../../bot/http/endpoint.ts';
import { ENDPOINTS } from '../../bot/http/endpoints/all-endpoints.ts';
import { describeRole } from '../../bot/http/openapi.ts';
import { packageFolder } from '../../bot/platform/paths.ts';
import { TENANT } from '../support/activities.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres } from '../support/databases.ts';
import { call, JSON_TYPE, type Answer } from '../support/http-call.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';

const OTHER_TENANT = '33333333-3333-4333-8333-333333333333';
const HOST = { host: 'cutover.example.com' };

describe('the API of a registered bot', () => {
  let issuer: TokenIssuer;
  let cutover: RunningCutover;

  before(async () => {
    issuer = await startTokenIssuer([TENANT]);
    const id = '11111111-1111-4111-8111-111111111111';
    cutover = await startCutover(await openPostgres(), createManualClock('2023-09-22T12:00:00Z'), {
      bot: { id, type: 'SingleTenant', tenantId: TENANT, password: 'unused' },
      api: issuer.access,
      publicUrl: 'https://cutover.example.com',
    });
  });
  after(async () => {
    await cutover.stop();
    await issuer.close();
  });

  const bearer = async (token: Promise<string>) => ({ authorization: `Bearer ${await token}` });
  const as = async (...roles: string[]) => bearer(issuer.forApp(TENANT, roles));

  /** Without a query and with an empty body: whoever is let in gets an answer, or hears what is missing. */
  async function send({ method, path }: Endpoint, token: Promise<string> | null): Promise<number> {
    const { status, type } = await call(cutover.port, method.toUpperCase(), path, {
      headers: { ...HOST, ...JSON_TYPE, ...(token ? await bearer(token) : {}) },
      ...(method === 'get' ? {} : { body: '{}' }),
      readsStreams: false,
    });
    if (status >= 400) assert.equal(type, 'application/problem+json');
    return status;
  }
  const isLetIn = (status: number) => [200, 202, 400, 422].includes(status);

  for (const endpoint of ENDPOINTS) {
    const { method, path, role } = endpoint;
    const otherRoles = (Object.keys(ROLES) as Role[]).filter((other) => other !== role);

    it(`answers ${method.toUpperCase()} ${path} to ${describeRole(role)} only`, async () => {
      assert.equal(await send(endpoint, null), 401, 'no token');
      assert.equal(await send(endpoint, issuer.forApp(OTHER_TENANT, [role])), 401, 'app of another tenant');
      const stranger = issuer.forPerson({ tenantId: OTHER_TENANT });
      assert.equal(await send(endpoint, stranger), 401, 'user of another tenant');
      assert.equal(await send(endpoint, issuer.forApp(TENANT, [])), 403, 'app without a role');
      assert.equal(await send(endpoint, issuer.forApp(TENANT, otherRoles)), 403, 'app with other roles');

      const app = await send(endpoint, issuer.forApp(TENANT, [role]));
      assert.ok(ROLES[role].apps ? isLetIn(app) : app === 403, `app with the role: ${app}`);
      const { scope } = ROLES[role];
      const user = await send(
        endpoint,
        issuer.forPerson({ tenantId: TENANT }, { scp: scope ?? 'access_as_user' }),
      );
      assert.ok(scope === null ? user === 403 : isLetIn(user), `user: ${user}`);
      const other = issuer.forPerson({ tenantId: TENANT }, { scp: 'User.Read' });
      assert.equal(await send(endpoint, other), 403, 'user with another scope');
    });
  }

  it('signs reports with the name of the calling app', async () => {
    const headers = { ...HOST, ...JSON_TYPE, ...(await as('Servers.Report')) };
    const body = JSON.stringify({ servers: [{ name: 'AADC01', version: '1.6.16.0' }] });
    assert.equal((await call(cutover.port, 'POST', '/api/servers', { headers, body })).status, 200);
    const { text } = await call(cutover.port, 'GET', '/api/servers.csv', {
      headers: { ...HOST, ...(await as('Campaign.Read')) },
    });
    assert.match(text, /AADC01,2023-09-22T12:00:00\.000Z,1\.6\.16\.0,,in-use,A script,retired/);
  });

  describe('GET /api/openapi.json', () => {
    let answer: Answer;
    before(async () => {
      answer = await call(cutover.port, 'GET', '/api/openapi.json', { headers: await as('Campaign.Read') });
    });

    it('is a valid OpenAPI 3.1 document', async () => {
      assert.deepEqual([answer.status, answer.type], [200, 'application/json']);
      assert.match(String(answer.json['openapi']), /^3\.1\./);
      const { valid, errors } = await new Validator().validate(answer.json);
      assert.ok(valid, JSON.stringify(errors));
    });

    it('describes every endpoint with its role, its input and its answer', () => {
      const paths = answer.json['paths'] as Record<string, Record<string, Operation>>;
      const described = Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method} ${path}`),
      );
      const templateOf = (path: string) => path.replaceAll(/:(\w+)/g, '{$1}');
      const declared = ENDPOINTS.map(({ method, path }) => `${method} ${templateOf(path)}`);
      assert.deepEqual(described.toSorted(), declared.toSorted());
      for (const { method, path, role, query, body, answer, authenticateByQuery } of ENDPOINTS) {
        const operation = paths[templateOf(path)]?.[method];
        const byQuery = authenticateByQuery ? [{ key: [] }] : [];
        assert.deepEqual(operation?.security, [{ entraId: [role] }, ...byQuery]);
        assert.deepEqual(operation.parameters?.map(({ name }) => name) ?? [], [
          ...(path.match(/(?<=:)\w+/g) ?? []),
          ...Object.keys(query?.shape ?? {}),
        ]);
        assert.equal(operation.requestBody !== undefined, body !== null);
        assert.ok(operation.responses[String(answer.status)]?.content[answer.contentType]);
      }
    });
  });
});

interface Operation {
  security: unknown;
  parameters?: { name: string }[];
  requestBody?: unknown;
  responses: Record<string, { content: Record<string, unknown> } | undefined>;
}

describe('bot/http/README.md', () => {
  it('lists every endpoint as it is declared', () => {
    const rows = ENDPOINTS.map(
      ({ method, path, summary, role }) =>
        `| \`${method.toUpperCase()} ${path}\` | ${summary} | ${describeRole(role)} |`,
    );
    const table = ['| endpoint | does | needs |', '| --- | --- | --- |', ...rows].join('\n');
    const readme = readFileSync(join(packageFolder, 'bot/http/README.md'), 'utf8');
    assert.ok(readme.includes(`\n${table}\n`), `Replace the table in bot/http/README.md with:\n${table}`);
  });

  it('shows an endpoint as it is in the code', () => {
    const readme = readFileSync(join(packageFolder, 'bot/http/README.md'), 'utf8');
    const file = 'endpoints/read-server-history.ts';
    const code = readFileSync(join(packageFolder, 'bot/http', file), 'utf8');
    assert.ok(
      readme.includes(`\`\`\`ts\n${code}\`\`\``),
      `bot/http/README.md does not show ${file} as it is.`,
    );
  });
});
