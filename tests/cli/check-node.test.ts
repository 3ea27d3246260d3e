import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../bot/platform/paths.ts';

/** Runs a program as if Node were `version`; the flags that it sets for V8 are printed. */
function runOn(version: string, program: string) {
  const pretend = `
    Object.defineProperty(process.versions, 'node', { value: '${version}' });
    require('v8').setFlagsFromString = console.log;`;
  const load = `import(${JSON.stringify(join(packageFolder, program))});`;
  return spawnSync(process.execPath, ['-e', `${pretend} ${load}`], { encoding: 'utf8' });
}

describe('Node.js', function () {
  this.timeout(20_000);

  for (const version of ['20.18.3', '18.20.8', '9.11.2']) {
    it(`${version} is told in one sentence that it is too old`, () => {
      const { stderr, stdout, status } = runOn(version, 'dist/index.js');
      assert.equal(
        stderr,
        `Cutover needs Node.js 20.19 or newer, and this is ${version}: install Node.js 24 from https://nodejs.org and try again.\n`,
      );
      assert.equal(stdout, '');
      assert.equal(status, 1);
    });
  }

  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0', '100.0.0']) {
    it(`${version} is accepted`, () => {
      assert.deepEqual(runOn(version, 'bot/cli/check-node.cjs').stderr, '');
    });
  }

  for (const version of ['24.15.0', '24.21.0']) {
    it(`${version} runs without the compiler that crashes in it`, () => {
      assert.equal(runOn(version, 'bot/cli/check-node.cjs').stdout, '--no-maglev\n');
    });
  }

  for (const version of ['20.19.0', '24.14.1', '25.0.0']) {
    it(`${version} runs with all compilers`, () => {
      assert.equal(runOn(version, 'bot/cli/check-node.cjs').stdout, '');
    });
  }

  it('is checked by a file without newer syntax, which comes first in the bot and in the build', () => {
    const read = (file: string) => readFileSync(join(packageFolder, file), 'utf8');
    const program = read('bot/cli/check-node.cjs').replace(/^\/\/.*$/gm, '');
    assert.doesNotMatch(program, /=>|,\s*\)|\b(?:const|let|class|async)\b|\?\.|\?\?|`/);
    assert.match(read('bot/index.ts'), /^import '\.\/cli\/check-node\.cjs';/);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const name of ['build', 'train', 'start', 'playground', 'check']) {
      assert.match(scripts[name] ?? '', /^node bot\/cli\/check-node\.cjs && /, name);
    }
  });
});
