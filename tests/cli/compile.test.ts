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
    assert.equal((await compile(join(folder, 'missing.md'))).code, 1);
  });

  it('says what is wrong with its arguments, and exits with 2', async () => {
    const cases: [string[], string][] = [
      [[], 'Give the path of one notice, a file or a folder, not 0.'],
      [[file, file], 'Give the path of one notice, a file or a folder, not 2.'],
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
