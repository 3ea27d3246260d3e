import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createFolder, forEachDatabase } from '../support/databases.ts';
import { outcomeOf, runCommand, startCommand } from '../support/run-command.ts';

const ID = '11111111-1111-4111-8111-111111111111';

/** What a process adds to `main`: arguments, settings, streams and exit code. The rest is proved in process. */
describe('the process of', () => {
  it('ask prints an answer and ends with 0', async () => {
    const { stdout, stderr, code } = await runCommand('ask', ['--now', '2023-09-22T10:00:00Z', 'deadline?']);
    assert.match(stdout, /in 9 days/);
    assert.deepEqual([stderr, code], ['', 0]);
  });

  it('ask reads standard input to its end', async () => {
    const lines = Array.from({ length: 300 }, (_, id) => `{"id":${id},"text":"compare"}\n`);
    const { stdout, code } = await runCommand('ask', ['--jsonl'], lines.join(''));
    assert.deepEqual([stdout.trim().split('\n').length, code], [300, 0]);
  });

  it('ask ends quietly when nobody reads what it prints any more', async () => {
    const command = startCommand('ask', ['--jsonl']);
    command.stdout.destroy();
    const { stderr, code } = await outcomeOf(command, '{"id":1,"text":"compare"}\n');
    assert.deepEqual([stderr, code], ['', 0]);
  });

  it('ask without a question ends with 2 and writes to standard error', async () => {
    const { stdout, stderr, code } = await runCommand('ask', []);
    assert.match(stderr, /^The question is missing/);
    assert.deepEqual([stdout, code], ['', 2]);
  });

  it('compile prints the whole map through a pipe', async () => {
    const { stdout, stderr, code } = await runCommand('compile', ['bot/notices/azure-ad-connect-v1']);
    assert.equal((JSON.parse(stdout) as { cutOff: string }).cutOff, '2023-10-01');
    assert.deepEqual([stderr, code], ['', 0]);
  });

  it('compile ends with 1 when there is no map', async () => {
    const { stdout, stderr, code } = await runCommand('compile', ['nowhere.md']);
    assert.match(stderr, /^nowhere\.md:/);
    assert.deepEqual([stdout, code], ['', 1]);
  });

  it('preview prints the reminders that are left', async () => {
    const { stdout, code } = await runCommand('preview', ['--from', '2023-09-30']);
    assert.match(stdout, /stops working today/);
    assert.equal(code, 0);
  });

  it('eval prints its figures', async () => {
    const file = join(await createFolder(), 'messages.jsonl');
    await writeFile(file, '{"text":"compare","intent":"compare"}\n');
    const { stdout, code } = await runCommand('eval', [file]);
    assert.match(stdout, /^messages +1$/m);
    assert.equal(code, 0);
  });

  it('package takes values from the environment', async () => {
    const { stderr, code } = await runCommand('package', ['--env', 'dev'], '', { PUBLIC_URL: 'http://x' });
    assert.match(stderr, /BOT_ID is missing/);
    assert.equal(code, 1);
  });

  it('install-app takes its credential from the environment', async () => {
    const { stderr, code } = await runCommand('install-app', ['--teams', ID]);
    assert.match(stderr, /^GRAPH_CREDENTIAL is missing/);
    assert.equal(code, 1);
  });

  it('grant prints its usage', async () => {
    const { stdout, code } = await runCommand('grant', ['--help']);
    assert.match(stdout, /^Usage: npm run --silent grant -- \[OPTIONS\]\n/);
    assert.equal(code, 0);
  });
});

forEachDatabase('the process of unanswered', (open) => {
  it('opens the store that the environment names', async () => {
    const { databaseUrl, dataDir } = await open();
    const settings = { DATABASE_URL: databaseUrl ?? '', DATA_DIR: dataDir };
    const { stdout, stderr, code } = await runCommand('unanswered', [], '', settings);
    assert.deepEqual([stdout, stderr, code], ['No question is unanswered.\n', '', 0]);
  });
});
