import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { PNG } from 'pngjs';
import { buildPackage } from '../../bot/app-package/build-package.ts';
import { checkIcons } from '../../bot/app-package/check-icons.ts';
import { checkManifest } from '../../bot/app-package/check-manifest.ts';
import { readValues } from '../../bot/app-package/environment.ts';
import { main } from '../../bot/cli/package.ts';
import { packageFolder } from '../../bot/platform/paths.ts';
import { runMain } from '../support/run-main.ts';
import { createFolder } from '../support/databases.ts';

const VALUES = {
  TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
  BOT_ID: '22222222-2222-4222-8222-222222222222',
  BOT_TENANT_ID: '33333333-3333-4333-8333-333333333333',
  PUBLIC_URL: 'https://cutover.example.com',
  BOT_DOMAIN: 'cutover.example.com',
};

interface Manifest {
  manifestVersion: string;
  bots: {
    botId: string;
    scopes: string[];
    commandLists: { scopes: string[]; commands: { title: string; description: string }[] }[];
  }[];
  composeExtensions: {
    commands: { id: string; parameters: { name: string }[] }[];
    messageHandlers: { value: { domains: string[] } }[];
  }[];
  staticTabs: { contentUrl: string }[];
  configurableTabs: { configurationUrl: string }[];
  validDomains: string[];
  webApplicationInfo: { id: string; resource: string };
  description: { short: string; full: string };
  localizationInfo: { additionalLanguages: { file: string }[] };
  [other: string]: unknown;
}

const source = join(packageFolder, 'appPackage');
const valuesWith = (of: Record<string, string>) => ({ file: 'env/.env.dev', of });
const withRegistration = { ...VALUES, AAD_APP_CLIENT_ID: VALUES.BOT_ID };

function manifestOf(zip: Uint8Array): Manifest {
  return JSON.parse(Buffer.from(unzipSync(zip)['manifest.json'] ?? '').toString('utf8')) as Manifest;
}

describe('npm run package', () => {
  const path = join(packageFolder, 'dist', 'appPackage.dev.zip');
  let files: Record<string, Uint8Array>;

  before(async () => {
    const { stdout, stderr, code } = await runMain(main, ['--env', 'dev'], { settings: VALUES });
    assert.deepEqual([stderr, code], ['', 0]);
    assert.match(stdout, /^dist\/appPackage\.dev\.zip was written \(\d+ bytes\): upload it/);
    files = unzipSync(await readFile(path));
  });

  it('writes a zip file of exactly the manifest, two icons and the language file', () => {
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'de.json', 'manifest.json', 'outline.png']);
  });

  it('fills in every value, those of the environment before those of the file', async () => {
    const text = Buffer.from(files['manifest.json'] ?? '').toString('utf8');
    assert.doesNotMatch(text, /\$\{\{/);
    const manifest = manifestOf(await readFile(path));
    assert.equal(manifest['id'], VALUES.TEAMS_APP_ID);
    assert.equal(manifest.bots[0]?.botId, VALUES.BOT_ID);
    assert.equal(manifest.staticTabs[0]?.contentUrl, 'https://cutover.example.com/tab/');
    assert.equal(manifest.configurableTabs[0]?.configurationUrl, 'https://cutover.example.com/tab/configure');
    assert.deepEqual(manifest.validDomains, ['cutover.example.com']);
    assert.deepEqual(manifest.webApplicationInfo, {
      id: VALUES.BOT_ID,
      resource: `api://cutover.example.com/botid-${VALUES.BOT_ID}`,
    });
  });

  it('writes a manifest that conforms to Microsoft’s schemas', async () => {
    const manifest = manifestOf(await readFile(path));
    const german: unknown = JSON.parse(Buffer.from(files['de.json'] ?? '').toString('utf8'));
    assert.deepEqual(checkManifest(manifest, new Map([['de.json', german]])), []);
  });

  it('has a color icon of 192 pixels and a white, transparent outline icon of 32 pixels', () => {
    const sizes = ['color.png', 'outline.png'].map((name) => {
      const { width, height } = PNG.sync.read(Buffer.from(files[name] ?? ''));
      return [width, height];
    });
    assert.deepEqual(sizes, [
      [192, 192],
      [32, 32],
    ]);
    const icons = {
      colour: files['color.png'] ?? new Uint8Array(),
      outline: files['outline.png'] ?? new Uint8Array(),
    };
    assert.deepEqual(checkIcons(icons), []);
  });

  it('names the search command and its parameter as Cutover does', async () => {
    const [search] = manifestOf(await readFile(path)).composeExtensions;
    assert.deepEqual(
      search?.commands.map(({ id, parameters }) => [id, parameters.map(({ name }) => name)]),
      [['searchGuidance', ['query']]],
    );
    assert.deepEqual(search.messageHandlers[0]?.value.domains, ['learn.microsoft.com']);
  });

  it('requests no resource-specific consent, which posting where it is added does not need', async () => {
    assert.equal(manifestOf(await readFile(path))['authorization'], undefined);
  });

  it('names the missing values and the file, and writes nothing', async () => {
    const without = { ...VALUES, BOT_ID: '', PUBLIC_URL: ' ' };
    const { stdout, stderr, code } = await runMain(main, ['--env', 'dev'], { settings: without });
    assert.deepEqual([stdout, code], ['', 1]);
    assert.deepEqual(stderr.trim().split('\n').sort(), [
      'AAD_APP_CLIENT_ID is missing: set it in env/.env.dev or in the environment.',
      'BOT_ID is missing: set it in env/.env.dev or in the environment.',
      'PUBLIC_URL is missing: set it in env/.env.dev or in the environment.',
    ]);
  });

  it('names the environments that exist', async () => {
    const { stderr, code } = await runMain(main, ['--env', '../x'], { settings: VALUES });
    assert.equal(code, 1);
    assert.match(stderr, /^--env "\.\.\/x": there is no env\/\.env\.\.\.\/x: name one of dev, local/);
  });
});

describe('the values of a package', () => {
  it('come from the environment before the file, and empty ones count as not set', async () => {
    const folder = await createFolder();
    await writeFile(
      join(folder, '.env.dev'),
      'BOT_ID=from-file\nBOT_DOMAIN=from-file\nPUBLIC_URL=https://from-file/\n# TEAMS_APP_ID=no\n',
    );
    const environment = { BOT_ID: ' ', BOT_DOMAIN: 'from-environment' };
    const { file, of } = readValues({ folder, name: 'dev', environment });
    assert.equal(file, 'env/.env.dev');
    assert.deepEqual(of, {
      BOT_ID: 'from-file',
      BOT_DOMAIN: 'from-environment',
      PUBLIC_URL: 'https://from-file',
      AAD_APP_CLIENT_ID: 'from-file',
    });
  });
});

describe('an invalid package', () => {
  /** What is said of the manifest after a change. */
  async function problemsWith(change: (manifest: Manifest) => void, german?: object): Promise<string[]> {
    const manifest = manifestOf(buildPackage(source, valuesWith(withRegistration)));
    change(manifest);
    const file = german ?? (JSON.parse(await readFile(join(source, 'de.json'), 'utf8')) as object);
    return checkManifest(manifest, new Map([['de.json', file]]));
  }
  const command = (title: string) => ({ title, description: 'What it does' });

  const wrongs: [string, (manifest: Manifest) => void, RegExp][] = [
    [
      'a name too long for Teams',
      (m) => (m['name'] = { short: 'x'.repeat(31) }),
      /^manifest\.json \/name\/short must NOT have more than 30/,
    ],
    ['an id that is none', (m) => (m['id'] = 'cutover'), /^manifest\.json \/id must match pattern/],
    ['a field that the schema does not know', (m) => (m['colour'] = 'blue'), /additional properties.*colour/],
    [
      'a schema that does not exist',
      (m) => (m.manifestVersion = '9.9'),
      /uses a schema that .* does not include: v9\.9/,
    ],
    [
      'the id of nobody',
      (m) => (m['id'] = '00000000-0000-0000-0000-000000000000'),
      /^manifest\.json id is 0+-.*set the ID of your registration/,
    ],
    [
      'an address without encryption',
      (m) => (m.staticTabs[0] = { ...m.staticTabs[0], contentUrl: 'http://cutover.example.com/tab/' }),
      /staticTabs\[0\]\.contentUrl: .*must start with https/,
    ],
    [
      'a tab on somebody else’s host',
      (m) => (m.staticTabs[0] = { ...m.staticTabs[0], contentUrl: 'https://example.org/tab/' }),
      /the host of "https:\/\/example\.org\/tab\/" is not in validDomains/,
    ],
    [
      'a domain that everybody may have',
      (m) => m.validDomains.push('*.azurewebsites.net'),
      /allows anyone's pages/,
    ],
    [
      'a domain written as an address',
      (m) => m.validDomains.push('https://x.example.com'),
      /must be a host without/,
    ],
    [
      'a resource of another host',
      (m) => (m.webApplicationInfo.resource = `api://botid-${VALUES.BOT_ID}`),
      /webApplicationInfo\.resource: .*the tab gets no token/,
    ],
    [
      'eleven commands',
      (m) => m.bots[0]?.commandLists[0]?.commands.push(command('one more')),
      /the commands for team and groupChat: there are 11, but Teams shows at most 10/,
    ],
    [
      'a command twice',
      (m) => m.bots[0]?.commandLists[1]?.commands.splice(0, 1, command('help')),
      /the commands for personal: "help" is listed twice/,
    ],
    [
      'a long command',
      (m) => m.bots[0]?.commandLists[1]?.commands.splice(0, 1, command('x'.repeat(33))),
      /longer than 32 characters/,
    ],
    [
      'a description that says nothing more',
      (m) => (m.description.full = m.description.short),
      /description\.full repeats/,
    ],
  ];
  for (const [what, change, expected] of wrongs) {
    it(`is refused for ${what}`, async () => {
      const problems = await problemsWith(change);
      assert.match(problems.join('\n'), expected);
    });
  }

  it('is refused for a missing and for an unused translation', async () => {
    const german = JSON.parse(await readFile(join(source, 'de.json'), 'utf8')) as Record<string, string>;
    delete german['name.full'];
    german['staticTabs[3].name'] = 'Nirgends';
    assert.deepEqual(await problemsWith(() => undefined, german), [
      'manifest.json name.full has no de text in de.json.',
      'manifest.json has no text at staticTabs[3].name, which de.json translates: remove the line there.',
    ]);
  });

  it('is refused for icons of the wrong size, with color, without transparency, or empty', () => {
    const icon = (size: number, paint: (data: Buffer) => void) => {
      const png = new PNG({ width: size, height: size });
      paint(png.data);
      return PNG.sync.write(png);
    };
    const colour = icon(192, (data) => data.fill(255));
    const said = (outline: Uint8Array, big: Uint8Array = colour) =>
      checkIcons({ colour: big, outline }).join('\n');
    const good = icon(32, (data) => data.fill(255, 0, 400));
    assert.equal(said(good), '');
    assert.match(
      said(
        good,
        icon(96, () => undefined),
      ),
      /^The colour icon is 96 by 96 pixels; it must be 192 by 192/,
    );
    assert.match(said(icon(31, (data) => data.fill(255, 0, 400))), /^The outline icon is 31 by 31/);
    assert.match(
      said(icon(32, (data) => data.fill(200, 0, 400))),
      /must be white only, but 100 pixels are not/,
    );
    assert.match(said(icon(32, (data) => data.fill(255))), /no transparent pixel/);
    assert.match(said(icon(32, () => undefined)), /is empty/);
    assert.match(said(Buffer.from('GIF89a')), /The outline icon is not a PNG file/);
  });

  it('is refused with the name of a file that is missing or not JSON', async () => {
    const folder = join(await createFolder(), 'appPackage');
    await cp(source, folder, { recursive: true });
    await writeFile(join(folder, 'de.json'), '{');
    assert.throws(
      () => buildPackage(folder, valuesWith(withRegistration)),
      /^CutoverError: de\.json is not valid JSON/,
    );
    assert.throws(() => buildPackage(join(folder, 'nowhere'), valuesWith(withRegistration)), {
      code: 'bad-package',
      message: 'manifest.json cannot be read, and the package needs it.',
    });
  });
});
