import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compile = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'bot/cli/compile.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
  });

describe('compile', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'compile-'));
    file = join(folder, 'old.md');
    writeFileSync(file, '# T\n\n[It](it.md) stops working on May 4, 2030.');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the map as JSON and nothing else', () => {
    const { status, stdout, stderr } = compile(file, '--base', 'https://learn.example.com/a/b');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^\{\n {2}"id": "old",\n/);
    assert.equal((JSON.parse(stdout) as { cutOff: string }).cutOff, '2030-05-04');
  });

  it('prints warnings beside the map', () => {
    const { status, stdout, stderr } = compile(file);
    assert.equal(status, 0);
    assert.ok(stdout.startsWith('{'));
    assert.ok(stderr.startsWith(`${file}:3: the relative link "it.md" is left out`));
  });

  it('exits with 1 and prints no map when there is an error', () => {
    const broken = join(folder, 'broken.md');
    writeFileSync(broken, '## No title');
    const { status, stdout, stderr } = compile(broken);
    assert.deepEqual([status, stdout], [1, '']);
    assert.match(stderr, /broken\.md:1: no heading of level 1/);
    assert.equal(compile(join(folder, 'missing.md')).status, 1);
  });

  it('says what is wrong with its arguments, and exits with 2', () => {
    const cases: [string[], string][] = [
      [[], 'Give the path of one notice, a file or a folder, not 0.'],
      [[file, file], 'Give the path of one notice, a file or a folder, not 2.'],
      [[file, '--base', 'ftp://x'], '--base "ftp://x" must be an http or https address.'],
      [[file, '--bass', 'x'], 'Unknown option --bass. Did you mean --base?'],
    ];
    for (const [args, message] of cases) {
      const { status, stdout, stderr } = compile(...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      assert.equal(stderr, `${message}\nRun \`npm run --silent compile -- --help\` for the usage.\n`);
    }
  });
});
