import assert from 'node:assert/strict';
import { main } from '../../bot/cli/grant.ts';
import { runMain } from '../support/run-main.ts';

const ID = '11111111-1111-4111-8111-111111111111';

describe('npm run grant', () => {
  it('prints its usage with --help', async () => {
    const { stdout, code } = await runMain(main, ['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: npm run --silent grant -- \[OPTIONS\]\n[\s\S]* --report-servers ID,ID /);
  });

  it('says in one sentence what is missing', async () => {
    const cases: [string[], Record<string, string>, number, RegExp][] = [
      [[], {}, 2, /^Say what to grant, such as --watch-sync\.\n/],
      [['--watch-sync'], {}, 1, /^BOT_ID is missing: set it in env\/\.env\.dev or in the environment\.\n$/],
      [['--watch-sync', '--env', 'x'], {}, 1, /^--env "x": there is no env\/\.env\.x/],
      [['--report-servers', 'me'], { AAD_APP_CLIENT_ID: ID }, 1, /^--report-servers "me" is not a client ID/],
    ];
    for (const [args, settings, expected, message] of cases) {
      const { stdout, stderr, code } = await runMain(main, args, { settings });
      assert.match(stderr, message);
      assert.deepEqual([stdout, code], ['', expected]);
    }
  });
});
