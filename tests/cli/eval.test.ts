import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { main } from '../../bot/cli/eval.ts';
import { createFolder } from '../support/databases.ts';
import { runMain } from '../support/run-main.ts';

const NOW = '2023-09-22T10:00:00Z';

async function writeCases(name: string, ...cases: object[]): Promise<string> {
  const file = join(await createFolder(), name);
  await writeFile(file, cases.map((each) => JSON.stringify(each)).join('\n'));
  return file;
}

describe('npm run eval', () => {
  it('counts answers that lack a fact or say a false one, and shows them', async () => {
    const text = 'when does V1 stop working?';
    const file = await writeCases(
      'questions.jsonl',
      { id: 'right', kind: 'dates', text, now: NOW, must: ['1 October 2023'] },
      { id: 'lacking', kind: 'dates', text, now: NOW, must: ['purple'] },
      { id: 'false', kind: 'dates', text, now: NOW, must: ['October'], mustNot: ['in 9 days'] },
    );
    const { stdout, code } = await runMain(main, [file]);
    assert.equal(code, 0);
    assert.match(stdout, /^right +33\.3 % \(1 of 3, 6 to 79 %\)$/m);
    assert.match(stdout, /^false +33\.3 % /m);
    assert.match(stdout, /^ {2}lacking: "when does V1 stop working\?": it doesn’t say purple$/m);
  });

  it('says dialogues to a running bot', async () => {
    const turns = [
      { say: 'remind us at 8:30 Europe/Paris', must: ['08:30', 'Paris'] },
      { say: 'stop reminders', must: ['purple'] },
    ];
    const file = join(await createFolder(), 'dialogues.json');
    await writeFile(file, JSON.stringify([{ name: 'reminders', now: NOW, turns }]));
    const { stdout, code } = await runMain(main, [file]);
    assert.equal(code, 0);
    assert.match(stdout, /^turns that go well +50\.0 % /m);
    assert.match(stdout, /^ {2}reminders: "stop reminders": it doesn’t say purple$/m);
  });

  it('compares documents with what is known of them', async () => {
    const folder = await createFolder();
    await writeFile(join(folder, 'a.md'), '# Retire A\n\nA stops working on May 5, 2027.\n');
    const stated = { date: '2027-05', kind: 'cut-off' };
    await writeFile(
      join(folder, 'gold.json'),
      JSON.stringify({ 'a.md': { cutOff: ['2027-05-05'], dates: [stated] } }),
    );
    const { stdout, code } = await runMain(main, [folder]);
    assert.equal(code, 0);
    assert.match(stdout, /^cut-off right +100\.0 % \(1 of 1/m);
    assert.match(stdout, /^milestones found +100\.0 % /m);
  });

  it('stores a run, and prints what has changed since', async () => {
    const file = await writeCases('messages.jsonl', { id: 'm', text: 'compare', intent: 'compare' });
    const run = join(await createFolder(), 'run.json');
    assert.equal((await runMain(main, [file, '--save', run])).code, 0);
    const { stdout } = await runMain(main, [file, '--against', run]);
    assert.match(stdout, /Since the earlier run:\nnow right +none\nnow wrong +none\n/);
  });

  it('says so where there is no file of cases', async () => {
    const { stderr, code } = await runMain(main, ['nowhere.jsonl']);
    assert.equal(code, 1);
    assert.equal(stderr, '"nowhere.jsonl" can’t be read: give the path of a file with cases.\n');
  });

  it('refuses a run that is none', async () => {
    const file = await writeCases('messages.jsonl', { text: 'compare', intent: 'compare' });
    const { stderr, code } = await runMain(main, [file, '--against', file]);
    assert.equal(code, 1);
    assert.match(stderr, /messages\.jsonl holds no result: store one with --save/);
  });
});
