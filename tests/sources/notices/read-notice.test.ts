import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readNotice } from '../../../bot/sources/notices/read-notice.ts';

describe('reading a notice', () => {
  let folder: string;
  const write = (file: string, text: string | Buffer) => writeFile(join(folder, file), text);
  const linked = '---\ncanonicalUrl: https://learn.example.com/a/more\n---\n# More\n\nM.';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'notice-'));
    await write('notice.md', '# T\n\n[More](more.md) stops working on May 4, 2030.');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads a folder with articles in subfolders and its phrases', async () => {
    await mkdir(join(folder, 'a/b'), { recursive: true });
    await write('a/b/more.md', linked);
    await write('picture.png', Buffer.from([0xff, 0xfe, 0]));
    await write('phrases.yaml', 'intents: {}\nnone: [Sing]\n');
    const { map, phrases } = await readNotice(`${folder}/`, { base: 'https://learn.example.com/a/notice' });
    assert.equal(map?.id, folder.split('/').at(-1));
    assert.deepEqual(
      map?.articles.map(({ file }) => file),
      ['notice.md', 'a/b/more.md'],
    );
    assert.deepEqual(phrases, [{ intent: 'none', text: 'Sing' }]);
  });

  it('reads a single file with any extension', async () => {
    await write('old.sync.txt', '# T\n\nIt stops working on May 4, 2030.');
    const { map, problems } = await readNotice(join(folder, 'old.sync.txt'));
    assert.deepEqual([map?.id, map?.cutOff, problems], ['old.sync', '2030-05-04', []]);
  });

  it('names the file of a problem relative to the given path', async () => {
    const { problems } = await readNotice(folder);
    assert.deepEqual([problems[0]?.file, problems[0]?.line], [join(folder, 'notice.md'), 3]);
  });

  it('follows links to files, and to none that lead nowhere', async () => {
    await rename(join(folder, 'notice.md'), join(folder, '..', `${basename(folder)}.md`));
    await symlink(join(folder, '..', `${basename(folder)}.md`), join(folder, 'notice.md'));
    await symlink(folder, join(folder, 'itself'));
    const { map } = await readNotice(folder);
    assert.equal(map?.articles.length, 1);
    await rm(join(folder, '..', `${basename(folder)}.md`));
    const { problems } = await readNotice(folder);
    assert.deepEqual([problems[0]?.file, problems[0]?.line], [join(folder, 'notice.md'), 1]);
    assert.match(problems[0]?.message ?? '', /no such file/);
  });

  it('reports a file under a name that is nearly one of its own', async () => {
    for (const name of ['notice.yml', 'Notice.yaml', 'phrases.yml']) {
      await write(name, 'cutOff: 2031-05-04\n');
      const { map, problems } = await readNotice(folder);
      assert.equal(map, null);
      assert.equal(problems[0]?.file, join(folder, name));
      assert.match(problems[0].message, /^rename it to (?:notice|phrases)\.yaml/);
      await rm(join(folder, name));
    }
  });

  it('reports a path that does not exist', async () => {
    const path = join(folder, 'missing');
    const { map, problems } = await readNotice(path);
    assert.equal(map, null);
    assert.equal(problems[0]?.file, path);
    assert.match(problems[0].message, /no such file/);
  });

  it('reports the first line that is not UTF-8', async () => {
    await write(
      'more.md',
      Buffer.concat([Buffer.from('# M\n\ncaf'), Buffer.from([0xe9]), Buffer.from('\n')]),
    );
    const { map, problems } = await readNotice(folder);
    assert.equal(map, null);
    assert.deepEqual([problems[0]?.file, problems[0]?.line], [join(folder, 'more.md'), 3]);
  });
});
