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

  it('says how it is used when the arguments are wrong', () => {
    for (const args of [[], [file, file], [file, '--base', 'ftp://x'], [file, '--bass', 'x']]) {
      const { status, stdout, stderr } = compile(...args);
      assert.deepEqual([status, stdout], [1, ''], args.join(' '));
      assert.match(stderr, /usage: npm run --silent compile -- FILE_OR_FOLDER/);
    }
  });
}).timeout(60_000);
