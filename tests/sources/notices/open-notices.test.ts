import assert from 'node:assert/strict';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portfolio } from '../../../bot/guidance/portfolio.ts';
import { openNotices } from '../../../bot/sources/notices/load-portfolio.ts';
import type { NoticeProblem } from '../../../bot/sources/notices/notice-folder.ts';
import { createFolder } from '../../support/databases.ts';

describe('notices that change while Cutover runs', () => {
  let folder: string;
  let problems: NoticeProblem[];

  beforeEach(async () => {
    folder = await createFolder();
    problems = [];
  });

  const stating = (id: string, day: string, more = '') =>
    `# ${id}\n\nThe ${id} service is retired on ${day}.\n${more}`;
  async function write(id: string, text: string, file = 'notice.md'): Promise<void> {
    await mkdir(join(folder, id), { recursive: true });
    await writeFile(join(folder, id, file), text);
  }
  const open = (ids: string[] = []) => openNotices({ folder, ids }, (problem) => problems.push(problem));
  const cutOffs = (portfolio: Portfolio | null) =>
    portfolio && Object.fromEntries([...portfolio.guides].map(([id, { notice }]) => [id, notice.cutOff]));

  it('take effect once nothing more changes between two looks', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    await write('raven', stating('raven', '2027-05-01'));
    const { portfolio, look } = await open(['pigeon', 'raven']);
    assert.equal(await look(), null);
    assert.equal(await look(), null);
    await write('pigeon', stating('pigeon', '2027-04-01'));
    assert.equal(await look(), null, 'it may still be being written');
    await write('pigeon', stating('pigeon', '2027-04-15'));
    assert.equal(await look(), null, 'it was');
    const changed = await look();
    assert.deepEqual(cutOffs(changed), { pigeon: '2027-04-15', raven: '2027-05-01' });
    assert.equal(changed?.guides.get('raven')?.notice, portfolio.guides.get('raven')?.notice);
    assert.equal(await look(), null);
  });

  it('take effect though they changed before the first look', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    const { look } = await open(['pigeon']);
    await write('pigeon', stating('pigeon', '2027-04-01'));
    assert.deepEqual(cutOffs(await look()), { pigeon: '2027-04-01' });
  });

  it('are followed through links, and one that leads nowhere is reported', async () => {
    const outside = await createFolder();
    await writeFile(join(outside, 'notice.md'), stating('pigeon', '2027-03-01'));
    await symlink(outside, join(folder, 'pigeon'));
    await symlink(join(outside, 'gone'), join(folder, 'raven'));
    const { portfolio, look } = await open();
    assert.equal(portfolio.guides.get('pigeon')?.notice.cutOff, '2027-03-01');
    assert.deepEqual(
      problems.map(({ file }) => file),
      [join(folder, 'raven')],
    );
    await look();
    await writeFile(join(outside, 'notice.md'), stating('pigeon', '2027-04-01'));
    await look();
    assert.equal((await look())?.guides.get('pigeon')?.notice.cutOff, '2027-04-01');
  });

  it('are each in a folder of their own, and one that isn’t is reported', async () => {
    await writeFile(join(folder, 'notice.md'), stating('pigeon', '2027-03-01'));
    await open();
    assert.deepEqual(
      problems.map(({ file }) => file),
      [join(folder, 'notice.md')],
    );
    assert.match(problems[0]?.message ?? '', /move it.+into a folder/);
  });

  it('come and go with their folders', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    const { look } = await open(['pigeon', 'raven'].slice(0, 1));
    await look();
    const all = await open();
    await all.look();
    await write('raven', stating('raven', '2027-05-01'));
    assert.equal(await all.look(), null);
    assert.equal((await all.look())?.guides.get('raven')?.notice.cutOff, '2027-05-01');
    await rm(join(folder, 'raven'), { recursive: true });
    await all.look();
    const left = await all.look();
    assert.equal(left?.guides.has('raven'), false);
    assert.equal(left.guides.has('pigeon'), true);
    await look();
    assert.equal(await look(), null, 'another notice than the chosen one says nothing new');
  });

  it('give back the notice that a folder replaced', async () => {
    await write('azure-ad-connect-v1', stating('azure-ad-connect-v1', '2027-03-01'));
    const { look } = await open(['azure-ad-connect-v1']);
    await look();
    await rm(join(folder, 'azure-ad-connect-v1'), { recursive: true });
    await look();
    assert.deepEqual(cutOffs(await look()), { 'azure-ad-connect-v1': '2023-10-01' });
  });

  it('stay as they were while one has an error, which is reported once with its line', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    await write('raven', stating('raven', '2027-05-01'));
    const { look } = await open(['pigeon', 'raven']);
    await look();
    await write('pigeon', 'cutOff: soon\n', 'notice.yaml');
    await write('raven', stating('raven', '2027-06-01'));
    await look();
    assert.deepEqual(cutOffs(await look()), { pigeon: '2027-03-01', raven: '2027-06-01' });
    await write('raven', stating('raven', '2027-07-01'));
    await look();
    await look();
    assert.deepEqual(
      problems.map(({ file, line, severity, isKept }) => ({ file, line, severity, isKept })),
      [{ file: join(folder, 'pigeon', 'notice.yaml'), line: 1, severity: 'error', isKept: true }],
    );
    await write('pigeon', 'cutOff: 2027-09-01\n', 'notice.yaml');
    await look();
    assert.equal((await look())?.guides.get('pigeon')?.notice.cutOff, '2027-09-01');
  });

  it('stay as they were while a folder is half copied', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    const { look } = await open(['pigeon']);
    await look();
    await rm(join(folder, 'pigeon', 'notice.md'));
    await write('pigeon', 'names: [Pigeon]\n', 'notice.yaml');
    await look();
    assert.equal(await look(), null);
    assert.match(problems[0]?.message ?? '', /notice\.md is missing/);
    assert.equal(problems[0]?.isKept, true);
  });

  it('stay as they were while the folder is away, and when none would be left', async () => {
    await write('pigeon', stating('pigeon', '2027-03-01'));
    const { look } = await open(['pigeon']);
    await look();
    await rename(folder, `${folder}-moved`);
    await assert.rejects(look(), { code: 'unreadable-folder' });
    await rename(`${folder}-moved`, folder);
    assert.equal(await look(), null);
    await rm(join(folder, 'pigeon'), { recursive: true });
    await look();
    await assert.rejects(look(), { code: 'no-notice' });
    await write('pigeon', stating('pigeon', '2027-04-01'));
    await look();
    assert.deepEqual(cutOffs(await look()), { pigeon: '2027-04-01' });
  });
});
