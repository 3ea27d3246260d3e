import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../bot/app/config.ts';
import { SETTING_NAMES } from '../../bot/app/settings.ts';
import { packageFolder } from '../../bot/platform/paths.ts';

const read = (path: string) => readFileSync(join(packageFolder, path), 'utf8');
const text = read('env/README.md');

describe('env/README.md', () => {
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| *([^|]*?) *\| (.+) \|$/gm)].map(
    ([, name = '', fallback = '', meaning = '']) => ({ name, fallback, meaning }),
  );

  it('explains each setting once, and no other', () => {
    assert.deepEqual(rows.map(({ name }) => name).sort(), SETTING_NAMES.toSorted());
    for (const { name, meaning } of rows) assert.match(meaning, /\S.*\.$/, name);
  });

  it('names defaults that the program takes', () => {
    const isLiteral = (fallback: string) => /^[\w./]+$/.test(fallback) && fallback !== 'now';
    const named = rows.filter(({ fallback }) => isLiteral(fallback));
    assert.ok(named.length >= 8);
    // A bot type without a bot is refused, and a default is what an absent setting gives.
    const given = named
      .filter(({ name }) => name !== 'BOT_TYPE')
      .map(({ name, fallback }) => [name, fallback]);
    assert.deepEqual(readConfig(Object.fromEntries(given) as Record<string, string>), readConfig({}));
  });

  it('names commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = '']) => name);
    assert.ok(commands.length >= 8);
    for (const name of commands) assert.ok(name in scripts, name);
  });

  it('links to headings and files that exist', () => {
    const slugs = [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor = ''] of text.matchAll(/\]\(#([\w-]+)\)/g))
      assert.ok(slugs.includes(anchor), anchor);
    for (const [, path = ''] of text.matchAll(/\]\((\.[\w./-]+)\)/g)) read(join('env', path));
  });
});

describe('.github/SECURITY.md', () => {
  it('names a test for each threat, and each exists', () => {
    const rows = read('.github/SECURITY.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (?:Who|---) /.test(line));
    assert.ok(rows.length >= 10);
    for (const row of rows) {
      const tests = [...row.matchAll(/`(tests\/[^`]+)`/g)].map(([, path = '']) => path);
      assert.ok(tests.length > 0, row);
      for (const path of tests) assert.ok(existsSync(join(packageFolder, path)), path);
    }
  });
});
