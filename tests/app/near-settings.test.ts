import assert from 'node:assert/strict';
import { readConfig } from '../../bot/app/config.ts';
import { SETTING_NAMES } from '../../bot/app/settings.ts';
import { findNearSettings } from '../../bot/app/near-settings.ts';

const nearTo = (name: string) => findNearSettings([name], SETTING_NAMES).map(({ setting }) => setting);

describe('a setting whose name is nearly right', () => {
  const cases: [string, string][] = [
    ['PROT', 'PORT'],
    ['PORTS', 'PORT'],
    ['port', 'PORT'],
    ['BOT_TENANTID', 'BOT_TENANT_ID'],
    ['BOT_TENENT_ID', 'BOT_TENANT_ID'],
    ['BOTID', 'BOT_ID'],
    ['ALLOWED_TENANT', 'ALLOWED_TENANTS'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['GRAPH_CREDENTIALS', 'GRAPH_CREDENTIAL'],
    ['log-level', 'LOG_LEVEL'],
  ];
  for (const [name, setting] of cases) {
    it(`finds ${setting} for ${name}`, () => assert.deepEqual(nearTo(name), [setting]));
  }

  it('is refused where the setting itself is missing, and only noted where it is there', () => {
    assert.throws(() => readConfig({ PROT: '4000' }), {
      code: 'bad-settings',
      message:
        'PROT is not a setting: did you mean PORT? Rename it; if it belongs to another program, set PORT as well.',
    });
    const { port, nearSettings } = readConfig({ PROT: '4000', PORT: '4001' });
    assert.deepEqual([port, nearSettings], [4001, [{ name: 'PROT', setting: 'PORT' }]]);
    assert.deepEqual(readConfig({ PROT: '' }).nearSettings, []);
  });

  it('is not seen in what systems, shells, build services and hosts set', () => {
    const common = `
      PATH HOME HOST HOSTNAME USER USERNAME LOGNAME PWD OLDPWD SHELL SHLVL TERM TERM_PROGRAM COLORTERM LANG LANGUAGE
      LC_ALL LC_CTYPE TZ TMP TEMP TMPDIR EDITOR VISUAL PAGER DISPLAY MAIL OS PATHEXT COMSPEC WINDIR SYSTEMROOT PROMPT
      APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PUBLIC NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE USERPROFILE
      XDG_DATA_DIRS XDG_CONFIG_HOME XDG_RUNTIME_DIR SSH_AUTH_SOCK SSH_CLIENT DBUS_SESSION_BUS_ADDRESS
      NODE_ENV NODE_OPTIONS NODE_PATH NODE_VERSION NVM_DIR INIT_CWD npm_config_port npm_config_loglevel npm_command
      npm_lifecycle_event npm_package_name LOGLEVEL DEBUG VERBOSE CI GITHUB_TOKEN GITHUB_REF GITHUB_SHA RUNNER_OS
      KUBERNETES_SERVICE_HOST KUBERNETES_PORT PORT_3978_TCP CUTOVER_PORT CUTOVER_SERVICE_PORT POSTGRES_URL PGHOST PGPORT
      PGUSER PGPASSWORD PGDATABASE DATABASE DB_URL REDIS_URL AZURE_CLIENT_ID AZURE_TENANT_ID AZURE_CLIENT_SECRET
      AZURE_CLIENT_CERTIFICATE_PATH AZURE_AUTHORITY_HOST IDENTITY_ENDPOINT IDENTITY_HEADER MSI_ENDPOINT MSI_SECRET
      WEBSITE_HOSTNAME WEBSITE_SITE_NAME WEBSITE_RUN_FROM_PACKAGE WEBSITES_PORT SCM_DO_BUILD_DURING_DEPLOYMENT
      APPSETTING_PORT HTTP_PROXY HTTPS_PROXY NO_PROXY TEAMSFX_ENV AAD_APP_CLIENT_ID BOT_DOMAIN BOT_SERVICE_NAME
      TEAMS_APP_TENANT_ID TEAMS_APP_PUBLISHED_APP_ID RESOURCE_SUFFIX BOT_AZURE_APP_SERVICE_RESOURCE_ID`;
    const names = common.split(/\s+/).filter(Boolean);
    assert.deepEqual(findNearSettings(names, SETTING_NAMES), []);
  });

  it('is never another setting', () => {
    for (const name of SETTING_NAMES) {
      const others = SETTING_NAMES.filter((other) => other !== name);
      assert.deepEqual(findNearSettings([name], others), [], name);
    }
  });
});
