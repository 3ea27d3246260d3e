import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../../bot/guidance/compile/problem.ts';
import { loadPortfolio } from '../../../bot/sources/notices/load-portfolio.ts';
import { noticesFolder, packageFolder } from '../../../bot/platform/paths.ts';
import { createFolder } from '../../support/databases.ts';

async function writeNotice(folder: string, id: string, text: string): Promise<void> {
  await mkdir(join(folder, id), { recursive: true });
  await writeFile(join(folder, id, 'notice.md'), text);
}

describe('the portfolio', () => {
  const textOf = (title: string) => `# ${title}\n\n${title} is retired on March 1, 2027.\n`;

  it('has every notice that comes with Cutover', async () => {
    const entries = await readdir(noticesFolder, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const { guides } = await loadPortfolio();
    assert.deepEqual([...guides.keys()], folders.filter((name) => name !== 'cutover').sort());
  });

  it('has those of a further folder, and one of the same id instead of Cutover’s own', async () => {
    const folder = await createFolder();
    await writeNotice(folder, 'pigeon-post', textOf('Pigeon Post'));
    await writeNotice(folder, 'azure-ad-connect-v1', textOf('Another V1'));
    const { guides } = await loadPortfolio({ folder, ids: [] });
    assert.equal(guides.get('pigeon-post')?.notice.cutOff, '2027-03-01');
    assert.equal(guides.get('azure-ad-connect-v1')?.notice.title, 'Another V1');
  });

  it('sees that a document has changed', async () => {
    const folder = await createFolder();
    for (const day of ['2027-03-01', '2027-04-01']) {
      await writeNotice(folder, 'pigeon-post', `# Pigeon Post\n\nPigeon Post is retired on ${day}.\n`);
      const { guides } = await loadPortfolio({ folder, ids: ['pigeon-post'] });
      assert.equal(guides.get('pigeon-post')?.notice.cutOff, day);
    }
  });

  it('keeps a compiled notice with its warnings, and reports them at each start', async () => {
    const folder = await createFolder();
    await writeNotice(folder, 'warned-post', textOf('Warned Post') + '\nSee [the guide](guide.md).\n');
    const load = async (): Promise<string[]> => {
      const problems: Problem[] = [];
      await loadPortfolio({ folder, ids: ['warned-post'] }, (problem) => problems.push(problem));
      return problems.map(({ file, line, severity }) => `${file}:${line} ${severity}`);
    };
    const warning = `${join(folder, 'warned-post', 'notice.md')}:5 warning`;
    assert.deepEqual(await load(), [warning]);
    const compiled = join(packageFolder, 'dist', 'compiled');
    const texts = (await readdir(compiled)).map((name) => readFile(join(compiled, name), 'utf8'));
    assert.ok(
      (await Promise.all(texts)).some((text) => text.includes(folder)),
      'it was not kept',
    );
    assert.deepEqual(await load(), [warning]);
  });

  it('holds back what a notice without a date says about Cutover itself, and says where that is', async () => {
    const folder = await createFolder();
    const about = '## Ask\n\n<!-- intent: reminders -->\n\nWe remind you.\n';
    await writeNotice(folder, 'pigeon-post', `# Pigeon Post\n\nPigeon Post will be retired.\n\n${about}`);
    const problems: Problem[] = [];
    const { guides } = await loadPortfolio({ folder, ids: ['pigeon-post'] }, (each) => problems.push(each));
    assert.equal(guides.get('pigeon-post')?.entries.get('reminders')?.map.id, 'cutover');
    const [held] = problems.filter(({ message }) => message.includes('is held back'));
    assert.deepEqual([held?.line, held?.severity], [5, 'warning']);
  });

  it('leaves out a notice with an error, says where it is, and loads the others', async () => {
    const folder = await createFolder();
    await writeNotice(folder, 'pigeon-post', textOf('Pigeon Post'));
    await writeNotice(folder, 'broken', textOf('Broken'));
    await writeFile(join(folder, 'broken', 'notice.yaml'), 'cutOff: soon\n');
    const problems: Problem[] = [];
    const { guides } = await loadPortfolio({ folder, ids: [] }, (problem) => problems.push(problem));
    assert.ok(guides.has('pigeon-post'));
    assert.ok(!guides.has('broken'));
    assert.deepEqual(
      problems.map(({ file, line, severity }) => ({ file, line, severity })),
      [{ file: join(folder, 'broken', 'notice.yaml'), line: 1, severity: 'error' }],
    );
  });

  it('has only the chosen notices', async () => {
    const { guides } = await loadPortfolio({ folder: null, ids: ['azure-ad-connect-v1'] });
    assert.deepEqual([...guides.keys()], ['azure-ad-connect-v1']);
  });

  it('refuses an id that is none, and a folder that cannot be read', async () => {
    await assert.rejects(loadPortfolio({ folder: null, ids: ['v9'] }), {
      code: 'unknown-notice',
      message: /There is no notice "v9"\. Choose one of: .*azure-ad-connect-v1/,
    });
    const gone = await createFolder();
    await rm(gone, { recursive: true });
    await assert.rejects(loadPortfolio({ folder: gone, ids: [] }), {
      code: 'unreadable-folder',
      message: /set NOTICES_DIR to a folder that exists/,
    });
  });
});
