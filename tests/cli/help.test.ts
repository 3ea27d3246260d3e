import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Main } from '../../bot/cli/command.ts';
import { packageFolder } from '../../bot/platform/paths.ts';
import { runMain } from '../support/run-main.ts';

const folder = join(packageFolder, 'bot', 'cli');
/** What the commands share, and the parts of the build. */
const NO_COMMANDS = /^(?:command|read-(?:instant|zone)|build-\w+|finish-build)\.ts$/;

const { scripts } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

const commands = readdirSync(folder).filter((name) => name.endsWith('.ts') && !NO_COMMANDS.test(name));
for (const file of commands) {
  describe(`bot/cli/${file}`, () => {
    let main: Main;
    before(async () => {
      ({ main } = (await import(join(folder, file))) as { main: Main });
    });

    it('prints its usage, every option and an example with --help', async () => {
      const { stdout, stderr, code } = await runMain(main, ['--help']);
      assert.deepEqual([stderr, code], ['', 0]);
      assert.match(
        stdout,
        /^Usage: (?:npm run|node) .+\n\n[A-Z][^]+\.\n\nOptions:\n(?: {2}--.+ {2}\S.*\n)+\nExamples?:\n {2}\S/,
      );
      const [, script] = /^Usage: npm run (?:--silent )?(\S+)/.exec(stdout) ?? [];
      if (script) assert.ok(scripts[script]?.includes(`dist/cli/${file.replace(/ts$/, 'js')}`), script);
    });

    it('names an unknown option, and exits with 2', async () => {
      const { stdout, stderr, code } = await runMain(main, ['--nonsense']);
      assert.deepEqual([stdout, code], ['', 2]);
      assert.match(
        stderr,
        /^Unknown option --nonsense\.\nRun `(?:npm run|node) .+ --help` for the usage\.\n$/,
      );
    });
  });
}

describe('bot/cli/build.js', () => {
  const build = (option: string) =>
    spawnSync(process.execPath, [join(packageFolder, 'bot', 'cli', 'build.js'), option], {
      encoding: 'utf8',
    });

  it('prints its usage with --help, and builds nothing', () => {
    const { stdout, stderr, status } = build('--help');
    assert.deepEqual([stderr, status], ['', 0]);
    assert.match(
      stdout,
      /^Usage: npm run build -- \[OPTIONS\]\n[\s\S]* {2}--force .*\n[\s\S]*\nExample:\n {2}npm run build/,
    );
  });

  it('names an unknown option, and exits with 2', () => {
    const { stdout, stderr, status } = build('--nonsense');
    assert.deepEqual([stdout, status], ['', 2]);
    assert.match(stderr, /^Unknown option --nonsense\.\n/);
  });
});
