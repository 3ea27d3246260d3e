import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { readConfig } from '../../bot/app/config.ts';
import { SETTING_NAMES } from '../../bot/app/settings.ts';
import { ROLES } from '../../bot/http/authenticate.ts';
import { DEADLINES } from '../../bot/platform/deadlines.ts';
import { packageFolder } from '../../bot/platform/paths.ts';
import { findUnbalanced, readAppSettings, readBicep } from './bicep.ts';

const read = (path: string) => readFileSync(join(packageFolder, path), 'utf8');
const namesIn = (text: string) => [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name);

const GUID = '22222222-2222-4222-8222-222222222222';
const SECRET = /password|secret|connectionstring|accountkey/i;

describe('the Bicep files', () => {
  const modules = readdirSync(join(packageFolder, 'env/azure/modules')).map((name) => `modules/${name}`);
  const files = new Map(
    ['main.bicep', ...modules].map((path) => [path, readBicep(read(`env/azure/${path}`))]),
  );
  const main = files.get('main.bicep');

  for (const [path, { code, params }] of files) {
    it(`${path} closes every bracket and uses every parameter`, () => {
      assert.equal(findUnbalanced(code), null);
      for (const name of params.keys()) {
        assert.ok([...code.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1, `${name} is not used`);
      }
    });

    it(`${path} knows no secret`, () => {
      const withoutPolicy = code.replace("passwordAuth: 'Disabled'", '');
      assert.doesNotMatch(withoutPolicy, SECRET);
      assert.doesNotMatch(code, /@secure|listKeys|KeyVault/i);
    });
  }

  it('give each module what it needs and nothing else', () => {
    assert.ok(main);
    assert.deepEqual([...main.modules.keys()].sort(), modules.sort());
    for (const [path, given] of main.modules) {
      const params = files.get(path)?.params ?? new Map<string, boolean>();
      assert.deepEqual(given.toSorted(), [...params.keys()].sort(), path);
    }
  });

  it('are given every parameter that has no default', () => {
    const { parameters } = JSON.parse(read('env/azure/main.parameters.json')) as { parameters: object };
    const needed = [...(main?.params ?? [])].filter(([, hasDefault]) => !hasDefault).map(([name]) => name);
    assert.deepEqual(Object.keys(parameters).sort(), needed.sort());
  });

  it('give the web app longer to end than it takes', () => {
    const settings = readAppSettings(read('env/azure/modules/app.bicep'));
    const seconds = Number(settings.get('WEBSITES_CONTAINER_STOP_TIME_LIMIT')?.replaceAll("'", ''));
    assert.ok(seconds * 1_000 > DEADLINES.stopMs, `${seconds} s`);
  });

  it('tell the web app settings that it knows, which it accepts', () => {
    const settings = readAppSettings(read('env/azure/modules/app.bicep'));
    const platform = [
      'WEBSITE_RUN_FROM_PACKAGE',
      'SCM_DO_BUILD_DURING_DEPLOYMENT',
      'WEBSITES_CONTAINER_STOP_TIME_LIMIT',
    ];
    const own = [...settings].filter(([name]) => !platform.includes(name));
    for (const [name] of own) assert.ok(SETTING_NAMES.includes(name), `${name} is no setting`);
    const values: Record<string, string> = {
      botId: GUID,
      botTenantId: GUID,
      aadAppClientId: '44444444-4444-4444-8444-444444444444',
      "'https://${host}'": 'https://cutover-x.azurewebsites.net',
      databaseUrl: 'postgresql://cutover-x@cutover-x.postgres.database.azure.com/cutover?sslmode=verify-full',
    };
    const environment = own.map(([name, expression]) => {
      const literal = /^'([^'$]*)'$/.exec(expression)?.[1];
      return [name, values[expression] ?? literal ?? ''];
    });
    const config = readConfig(Object.fromEntries(environment) as Record<string, string>);
    assert.deepEqual(config.bot, { id: GUID, type: 'UserAssignedMSI', tenantId: GUID, password: '' });
    assert.deepEqual(config.databaseIdentity?.credential, { kind: 'managed-identity', clientId: GUID });
    assert.ok(config.api?.audiences.includes('44444444-4444-4444-8444-444444444444'));
    assert.equal(config.publicUrl, 'https://cutover-x.azurewebsites.net');
  });

  it('make a web app that is always on and watched, a database by tokens alone, and a bot in Teams', () => {
    const all = [...files.values()].map(({ code }) => code).join('\n');
    for (const line of [
      /linuxFxVersion: 'NODE\|24-lts'/,
      /alwaysOn: true/,
      /httpsOnly: true/,
      /healthCheckPath: '\/healthz'/,
      /activeDirectoryAuth: 'Enabled'/,
      /passwordAuth: 'Disabled'/,
      /publicNetworkAccess: 'Disabled'/,
      /msaAppType: 'UserAssignedMSI'/,
      /channelName: 'MsTeamsChannel'/,
    ]) {
      assert.match(all, line);
    }
  });
});

/** An action of Microsoft 365 Agents Toolkit. */
interface Action {
  uses: string;
  with: Record<string, unknown>;
  writeToEnvironmentFile?: Record<string, string>;
}
type Lifecycle = Partial<Record<'provision' | 'deploy' | 'publish', Action[]>>;

for (const [file, env] of [
  ['m365agents.yml', 'env/.env.dev'],
  ['m365agents.local.yml', 'env/.env.local'],
] as const) {
  describe(file, () => {
    const project = parse(read(file)) as Lifecycle & { version: string; environmentFolderPath: string };
    const actions = [project.provision, project.deploy, project.publish].flatMap((stage) => stage ?? []);

    it('is of a version of the toolkit, and knows where the environments are', () => {
      assert.match(project.version, /^v1\.\d+$/);
      assert.equal(project.environmentFolderPath, './env');
    });

    it('names files that are there, or that it writes itself', () => {
      const paths = [...read(file).matchAll(/\.\/[\w./{}$-]+/g)].map(([path]) => path);
      const made = (path: string) => path.startsWith('./dist') || path.endsWith('.user');
      for (const path of paths.filter((candidate) => !made(candidate))) {
        assert.ok(existsSync(join(packageFolder, path)), `${path} is not there`);
      }
    });

    it('takes every value from its environment’s file, and explains it there', () => {
      const known = parseEnv(read(env));
      const written = actions.flatMap(({ writeToEnvironmentFile = {} }) =>
        Object.values(writeToEnvironmentFile),
      );
      const used = [
        ...namesIn(read(file)),
        ...namesIn(read('appPackage/manifest.json')),
        ...namesIn(read('env/entra/app.manifest.json')),
        ...written,
      ];
      for (const name of new Set(used)) {
        assert.ok(name.startsWith('SECRET_') || name in known, `${name} is not in ${env}`);
      }
    });

    it('makes the enterprise application: without it no app role can be granted and the tab cannot sign in', () => {
      const create = actions.find(({ uses }) => uses === 'aadApp/create');
      assert.equal(create?.with['generateServicePrincipal'], true);
    });

    it('goes from the app to its package, with each action after what it needs', () => {
      const uses = (project.provision ?? []).map((action) => action.uses);
      const order = [
        'teamsApp/create',
        'aadApp/create',
        'aadApp/update',
        'teamsApp/zipAppPackage',
        'teamsApp/update',
      ];
      assert.deepEqual(
        uses.filter((action) => order.includes(action)),
        order,
      );
    });
  });
}

describe('m365agents.yml', () => {
  it('is told by Bicep’s outputs what the package and the deployment need', () => {
    const { outputs } = readBicep(read('env/azure/main.bicep'));
    for (const name of [
      'BOT_ID',
      'BOT_TENANT_ID',
      'BOT_DOMAIN',
      'PUBLIC_URL',
      'BOT_AZURE_APP_SERVICE_RESOURCE_ID',
    ]) {
      assert.ok(outputs.includes(name), name);
    }
  });

  it('makes no secret', () => {
    assert.doesNotMatch(read('m365agents.yml'), /SECRET_|clientSecret:|generateClientSecret: true/);
  });
});

describe('m365agents.local.yml', () => {
  it('writes settings that the bot accepts into a file that git ignores', () => {
    const { deploy = [] } = parse(read('m365agents.local.yml')) as Lifecycle;
    const { target, envs } = deploy[0]?.with as { target: string; envs: Record<string, string> };
    assert.ok(read('package.json').includes(`--env-file=${target.replace('./', '')}`));
    assert.ok(target.endsWith('.user') && read('.gitignore').includes('.env*.user'));
    const values: Record<string, string> = {
      PUBLIC_URL: 'https://abc-3978.euw.devtunnels.ms',
      BOT_PASSWORD: 'x',
    };
    const filled = Object.entries(envs).map(([name, value]) => [
      name,
      value.startsWith('$') ? (values[name] ?? GUID) : value,
    ]);
    assert.equal(readConfig(Object.fromEntries(filled) as Record<string, string>).bot?.type, 'SingleTenant');
  });
});

describe('the environments', () => {
  it('hold no secret', () => {
    for (const name of readdirSync(join(packageFolder, 'env')).filter((file) => /^\.env\.\w+$/.test(file))) {
      const names = Object.keys(parseEnv(read(`env/${name}`)));
      assert.ok(names.length > 0);
      assert.deepEqual(
        names.filter((key) => SECRET.test(key)),
        [],
      );
    }
  });

  it('explain every setting of the bot', () => {
    const text = read('env/.env.local');
    for (const name of SETTING_NAMES) assert.match(text, new RegExp(`\\b${name}\\b`));
  });
});

describe('the app registration', () => {
  const registration = JSON.parse(read('env/entra/app.manifest.json')) as {
    identifierUris: string[];
    api: { requestedAccessTokenVersion: number; oauth2PermissionScopes: { value: string }[] };
    appRoles: { id: string; value: string }[];
    optionalClaims: { accessToken: { name: string }[] };
  };

  it('has the address that the app’s manifest names', () => {
    const manifest = JSON.parse(read('appPackage/manifest.json')) as {
      webApplicationInfo: { resource: string };
    };
    assert.deepEqual(registration.identifierUris, [manifest.webApplicationInfo.resource]);
  });

  it('has a role for each that the interface asks for, under an id of its own', () => {
    const given = registration.appRoles.map(({ value }) => value);
    assert.deepEqual(given.toSorted(), Object.keys(ROLES).toSorted());
    assert.equal(new Set(registration.appRoles.map(({ id }) => id)).size, given.length);
  });

  it('has a scope for each that people need, tokens of version 2, and a claim that tells guests', () => {
    assert.deepEqual(
      new Set(registration.api.oauth2PermissionScopes.map(({ value }) => value)),
      new Set(Object.values(ROLES).flatMap(({ scope }) => scope ?? [])),
    );
    assert.equal(registration.api.requestedAccessTokenVersion, 2);
    assert.deepEqual(
      registration.optionalClaims.accessToken.map(({ name }) => name),
      ['acct'],
    );
  });
});
