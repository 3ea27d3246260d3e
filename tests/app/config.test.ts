import assert from 'node:assert/strict';
import { readConfig } from '../../bot/app/config.ts';
import { CutoverError } from '../../bot/platform/errors.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const TENANT = '22222222-2222-4222-8222-222222222222';
const SECRET = 'correct-horse-battery';
const PUBLIC_URL = 'https://cutover.example.com';
const managed = { BOT_ID: ID, BOT_TENANT_ID: TENANT, BOT_TYPE: 'UserAssignedMSI', PUBLIC_URL };
const registered = { BOT_ID: ID, BOT_TENANT_ID: TENANT, BOT_PASSWORD: SECRET, PUBLIC_URL };

/** The lines of the refusal. */
function refusalOf(env: Record<string, string>): string[] {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(error instanceof CutoverError);
    assert.equal(error.code, 'bad-settings');
    return error.message.split('\n');
  }
  throw new assert.AssertionError({ message: `${JSON.stringify(env)} was accepted` });
}

describe('the settings', () => {
  it('without any are local mode with its defaults', () => {
    assert.deepEqual(readConfig({}), {
      port: 3978,
      bot: null,
      allowedTenants: [],
      databaseUrl: null,
      databaseIdentity: null,
      dataDir: './data',
      publicUrl: null,
      teamsAppId: null,
      guests: 'none',
      keepQuestions: true,
      api: null,
      metrics: { token: null, networks: null },
      nearSettings: [],
      graph: null,
      notices: { folder: null, ids: [] },
      cloud: 'public',
      escalateAfterMinutes: [60, 120],
      acknowledgeWithinHours: 24,
      remindAtOnce: false,
      hasFeedbackLoop: false,
      logLevel: 'info',
      clock: { start: undefined, rate: 1 },
    });
  });

  it('of a registered bot are taken as they are', () => {
    const config = readConfig({ ...registered, PORT: '80', ALLOWED_TENANTS: `${TENANT}, ${ID}` });
    assert.deepEqual(config.bot, { id: ID, type: 'SingleTenant', tenantId: TENANT, password: SECRET });
    assert.deepEqual([config.allowedTenants, config.port, config.hasFeedbackLoop], [[TENANT, ID], 80, true]);
  });

  it('knows a tenant in whatever case its id is written', () => {
    const given = 'ABCDEF00-1111-4111-8111-ABCDEFABCDEF';
    const { allowedTenants } = readConfig({ ...registered, ALLOWED_TENANTS: given });
    assert.deepEqual(allowedTenants, [given.toLowerCase()]);
  });

  it('of a managed identity need no password', () => {
    const config = readConfig(managed);
    assert.deepEqual(config.bot, { id: ID, type: 'UserAssignedMSI', tenantId: TENANT, password: '' });
  });

  it('say when the people and the second team hear of an alert that nobody takes', () => {
    const delaysOf = (text: string) => readConfig({ ESCALATE_AFTER_MINUTES: text }).escalateAfterMinutes;
    assert.deepEqual(
      [delaysOf('30'), delaysOf('30,180')],
      [
        [30, 60],
        [30, 180],
      ],
    );
    for (const text of ['0', 'soon', '60,30', '10,20,30', '10081', '60,']) {
      assert.match(
        refusalOf({ ESCALATE_AFTER_MINUTES: text })[0] ?? '',
        /must be minutes from 1 to 10080/,
        text,
      );
    }
  });

  it('may simulate the clock in local mode', () => {
    const { clock } = readConfig({ CLOCK_START: '2023-09-22T12:00:00+02:00', CLOCK_RATE: '1440' });
    assert.deepEqual(clock, { start: new Date('2023-09-22T10:00:00Z'), rate: 1440 });
  });

  it('that are empty count as not set', () => {
    assert.deepEqual(readConfig({ PORT: '', BOT_ID: ' ', CLOCK_START: '' }), readConfig({}));
  });

  for (const [name, value, remedy] of [
    ['PORT', 'http', /number.*65535/],
    ['PORT', '0', /1 to 65535/],
    ['PORT', '65536', /1 to 65535/],
    ['PORT', '80.5', /number.*65535/],
    ['BOT_ID', 'cutover', /a GUID like 0/],
    ['BOT_TYPE', 'MultiTenant', /must be SingleTenant or UserAssignedMSI/],
    ['BOT_TENANT_ID', 'contoso.com', /a GUID like 0/],
    ['ALLOWED_TENANTS', `${TENANT},contoso`, /a GUID like 0/],
    ['PUBLIC_URL', 'cutover.example.com', /an https address without a path, like https:/],
    ['PUBLIC_URL', 'http://cutover.example.com', /an https address/],
    ['PUBLIC_URL', 'https://cutover.example.com/bot', /without a path/],
    ['PUBLIC_URL', 'https://me:secret@cutover.example.com', /an https address/],
    ['LOG_LEVEL', 'loud', /must be debug, info, warn, error or silent/],
    ['CLOCK_START', '2023-09-22', /with a zone, like 2023-/],
    ['CLOCK_START', '2023-09-22T12:00:00', /with a zone, like 2023-/],
    ['CLOCK_RATE', 'fast', /number.*100000/],
    ['CLOCK_RATE', '0', /number.*100000/],
    ['CLOCK_RATE', '100001', /number.*100000/],
  ] as const) {
    it(`refuse ${name}=${value} by name and value, with the remedy`, () => {
      const line = refusalOf({ [name]: value }).find((text) => text.startsWith(`${name}="${value}": `));
      assert.ok(line);
      assert.match(line, remedy);
    });
  }

  for (const [what, env, lines] of [
    [
      'a bot without a tenant',
      { BOT_ID: ID, BOT_PASSWORD: SECRET, PUBLIC_URL },
      [/^BOT_TENANT_ID is missing/],
    ],
    [
      'a bot without a password',
      { BOT_ID: ID, BOT_TENANT_ID: TENANT, PUBLIC_URL },
      [/^BOT_PASSWORD is missing: set it, or BOT_TYPE/],
    ],
    [
      'a managed identity with a password',
      { ...registered, BOT_TYPE: 'UserAssignedMSI' },
      [/^BOT_PASSWORD is set.*remove one/],
    ],
    [
      'a registered bot with a start of the clock',
      { ...registered, CLOCK_START: '2023-09-22T12:00:00Z' },
      [/^CLOCK_START and.*remove/],
    ],
    [
      'a registered bot with a fast clock',
      { ...registered, CLOCK_RATE: '60' },
      [/^CLOCK_START and CLOCK_RATE.*remove/],
    ],
    [
      'a registered bot that reminds at once',
      { ...registered, REMIND_AT_ONCE: 'on' },
      [/^REMIND_AT_ONCE=on.*remove/],
    ],
    [
      'a password without a bot',
      { BOT_PASSWORD: SECRET },
      [/^BOT_PASSWORD is set without BOT_ID: set BOT_ID, or remove/],
    ],
    ['tenants without a bot', { ALLOWED_TENANTS: TENANT }, [/^ALLOWED_TENANTS is set without BOT_ID/]],
    [
      'a type and a tenant without a bot',
      { BOT_TYPE: 'SingleTenant', BOT_TENANT_ID: TENANT },
      [/^BOT_TYPE is set without BOT_ID/, /^BOT_TENANT_ID is set without BOT_ID/],
    ],
  ] as const) {
    it(`refuse ${what}`, () => {
      const refusal = refusalOf(env);
      assert.equal(refusal.length, lines.length, refusal.join('\n'));
      lines.forEach((line, i) => assert.match(refusal[i] ?? '', line));
    });
  }

  it('name every problem at once, values and contradictions together', () => {
    const refusal = refusalOf({ PORT: 'http', LOG_LEVEL: 'loud', BOT_ID: ID, CLOCK_RATE: '2' }).join('\n');
    for (const name of ['PORT', 'LOG_LEVEL', 'BOT_TENANT_ID', 'BOT_PASSWORD', 'CLOCK_RATE']) {
      assert.match(refusal, new RegExp(`^.*\\b${name}\\b`, 'm'));
    }
  });

  it('take the address with or without a slash at its end, and this machine in local mode', () => {
    for (const given of [PUBLIC_URL, `${PUBLIC_URL}/`]) {
      assert.equal(readConfig({ ...registered, PUBLIC_URL: given }).publicUrl, PUBLIC_URL);
    }
    assert.equal(readConfig({ PUBLIC_URL: 'http://localhost:3978' }).publicUrl, 'http://localhost:3978');
    assert.equal(readConfig({ ...registered, PUBLIC_URL: '' }).publicUrl, null);
    const [line, ...others] = refusalOf({ ...registered, PUBLIC_URL: 'http://localhost:3978' });
    assert.match(line ?? '', /^PUBLIC_URL="http:\/\/localhost:3978" is this machine/);
    assert.deepEqual(others, []);
  });

  describe('of who may call', () => {
    const audiencesOf = (env: Record<string, string>) => readConfig({ ...registered, ...env }).api?.audiences;

    it('take tokens for the bot by its id and by each address that Teams knows', () => {
      assert.deepEqual(audiencesOf({}), [
        ID,
        `api://${ID}`,
        `api://botid-${ID}`,
        `api://cutover.example.com/${ID}`,
        `api://cutover.example.com/botid-${ID}`,
      ]);
    });

    it('take tokens for another app registration instead, by id or address', () => {
      const other = audiencesOf({ API_AUDIENCE: TENANT });
      assert.ok(other?.includes(TENANT) && other.includes(`api://cutover.example.com/botid-${TENANT}`));
      assert.equal(other?.includes(ID), false);
      assert.deepEqual(audiencesOf({ API_AUDIENCE: 'api://cutover' }), ['api://cutover']);
    });
  });

  describe('of a database', () => {
    const identityOf = (env: Record<string, string>) => readConfig(env).databaseIdentity;
    const DATABASE_URL = 'postgres://mi-cutover@db.example.com/cutover';

    it('ask nobody for a password that they have', () => {
      const own = 'postgres://cutover:secret@db.example.com/cutover';
      assert.equal(identityOf({ ...managed, DATABASE_URL: own }), null);
    });

    it('without a password ask the bot’s managed identity, else whoever is signed in', () => {
      assert.deepEqual(identityOf({ ...managed, DATABASE_URL, CLOUD: 'usgov' }), {
        credential: { kind: 'managed-identity', clientId: ID },
        cloud: 'usgov',
      });
      for (const env of [registered, {}]) {
        const identity = identityOf({ ...env, DATABASE_URL });
        assert.deepEqual(identity, { credential: { kind: 'default' }, cloud: 'public' });
      }
    });

    it('without a password refuse to send a token readable', () => {
      const [line, ...others] = refusalOf({ DATABASE_URL: `${DATABASE_URL}?sslmode=disable` });
      assert.match(line ?? '', /^DATABASE_URL has no password and turns encryption off.*Remove sslmode/);
      assert.deepEqual(others, []);
    });
  });

  it('that are secret are never printed', () => {
    const url = `mysql://cutover:${SECRET}@db.example.com/x`;
    const [line, ...others] = refusalOf({ DATABASE_URL: url, PORT: 'http' }).reverse();
    assert.equal(line, 'DATABASE_URL="…": must start with postgres:// or postgresql://');
    assert.equal(others.length, 1);
    for (const env of [
      { BOT_PASSWORD: SECRET },
      { ...registered, BOT_TYPE: 'x' },
      { ...registered, BOT_ID: 'x' },
    ]) {
      assert.ok(!refusalOf(env).join('\n').includes(SECRET));
    }
  });

  describe('of Microsoft Graph', () => {
    it('take the registration where they say nothing themselves', () => {
      const { graph } = readConfig({ ...registered, GRAPH_CREDENTIAL: 'client-secret', CLOUD: 'usgov' });
      assert.deepEqual(graph, {
        credential: { kind: 'client-secret', tenantId: TENANT, clientId: ID, secret: SECRET },
        cloud: 'usgov',
        tenantId: TENANT,
        thresholds: { warningHours: 3, criticalHours: 24 },
      });
    });

    const refusals: [string, Record<string, string>, RegExp][] = [
      ['a credential without a tenant', { GRAPH_CREDENTIAL: 'default' }, /^GRAPH_TENANT_ID .*is missing/],
      [
        'a secret that nobody gave',
        { GRAPH_CREDENTIAL: 'client-secret', GRAPH_TENANT_ID: TENANT, GRAPH_CLIENT_ID: ID },
        /^GRAPH_CLIENT_SECRET .*is missing/,
      ],
      [
        'a certificate without its file',
        { ...registered, GRAPH_CREDENTIAL: 'certificate' },
        /^GRAPH_CERTIFICATE_PATH is missing/,
      ],
      [
        'a client without a credential',
        { GRAPH_CLIENT_ID: ID },
        /^GRAPH_CLIENT_ID is set without GRAPH_CREDENTIAL/,
      ],
      [
        'a warning that comes after the alarm',
        { ...registered, GRAPH_CREDENTIAL: 'client-secret', SYNC_WARNING_HOURS: '24' },
        /^SYNC_WARNING_HOURS must be less/,
      ],
      ['an unknown cloud', { CLOUD: 'germany' }, /^CLOUD="germany"/],
    ];
    for (const [what, env, expected] of refusals) {
      it(`refuse ${what}`, () => {
        const [first = '', ...others] = refusalOf(env);
        assert.match(first, expected);
        assert.deepEqual(others, []);
      });
    }

    it('never show a secret', () => {
      const lines = refusalOf({ GRAPH_CLIENT_SECRET: SECRET, PORT: 'x' });
      assert.ok(lines.every((line) => !line.includes(SECRET)));
    });
  });
});
