import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../bot/cli/compile.ts';
import { runMain } from '../support/run-main.ts';

const compile = (...args: string[]) => runMain(main, args);

describe('compile', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'compile-'));
    file = join(folder, 'old.md');
    writeFileSync(file, '# T\n\n[It](it.md) stops working on May 4, 2030.');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('prints the map as JSON and nothing else', async () => {
    const { code, stdout, stderr } = await compile(file, '--base', 'https://learn.example.com/a/b');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^\{\n {2}"id": "old",\n/);
    assert.equal((JSON.parse(stdout) as { cutOff: string }).cutOff, '2030-05-04');
  });

  it('prints warnings beside the map', async () => {
    const { code, stdout, stderr } = await compile(file);
    assert.equal(code, 0);
    assert.ok(stdout.startsWith('{'));
    assert.ok(stderr.startsWith(`${file}:3: the relative link "it.md" is left out`));
  });

  it('exits with 1 and prints no map when there is an error', async () => {
    const broken = join(folder, 'broken.md');
    writeFileSync(broken, '# Broken\n\n<!-- never closed');
    const { code, stdout, stderr } = await compile(broken);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /broken\.md:3: this comment is never closed/);
    const missing = await compile(join(folder, 'missing.md'));
    assert.equal(missing.code, 1);
    assert.match(
      missing.stderr,
      /missing\.md:1: there is no such file or folder\. Give the path of a Markdown/,
    );
  });

  it('prints what changed between two notices, as text and as JSON', async () => {
    const moved = join(folder, 'moved.md');
    writeFileSync(moved, '# T\n\n[It](it.md) stops working on May 6, 2031.');
    const { code, stdout } = await compile('--diff', file, moved);
    assert.equal(code, 0);
    assert.match(
      stdout,
      /^Cut-off: moved from 2030-05-04 to 2031-05-06\.\n {2}Before: It stops working on May 4, 2030\./,
    );
    const json = JSON.parse((await compile('--diff', file, moved, '--json')).stdout) as {
      cutOff: { from: string; to: string };
    };
    assert.deepEqual([json.cutOff.from, json.cutOff.to], ['2030-05-04', '2031-05-06']);
    assert.equal((await compile('--diff', file, file)).stdout, 'Nothing has changed.\n');
  });

  it('exits with 1 and prints no difference when one of the two has no map', async () => {
    const { code, stdout, stderr } = await compile('--diff', join(folder, 'nowhere.md'), file);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /nowhere\.md/);
  });

  it('says what is wrong with its arguments, and exits with 2', async () => {
    const cases: [string[], string][] = [
      [[], 'Give the path of one notice, a file or a folder, not 0.'],
      [[file, file], 'Give the path of one notice, a file or a folder, not 2.'],
      [['--diff', file], 'Give the path of two notices, OLD and NEW, not 1.'],
      [[file, '--json'], '--json goes with --diff: without it, the output is JSON anyway.'],
      [[file, '--base', 'ftp://x'], '--base "ftp://x" must be an http or https address.'],
      [[file, '--bass', 'x'], 'Unknown option --bass. Did you mean --base?'],
    ];
    for (const [args, message] of cases) {
      const { code, stdout, stderr } = await compile(...args);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.equal(stderr, `${message}\nRun \`npm run --silent compile -- --help\` for the usage.\n`);
    }
  });
});
