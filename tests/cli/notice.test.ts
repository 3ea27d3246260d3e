import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from '../../bot/cli/notice.ts';
import { readNotice } from '../../bot/sources/notices/read-notice.ts';
import { runMain } from '../support/run-main.ts';

describe('notice new', () => {
  let folder: string;
  let page: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'notice-'));
    page = join(folder, 'page.md');
    writeFileSync(page, '# Mesh\n\nMigrate to Grid by May 4, 2030.\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  it('drafts a folder that compiles, with what was read and what is unsettled as comments', async () => {
    const url = 'https://learn.example.com/mesh';
    const { code, stdout, stderr } = await runMain(main, ['new', 'mesh', '--from', page, '--url', url], {
      settings: { NOTICES_DIR: folder },
    });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^Drafted .+mesh\. Milestones read: 1; cut-off: 2030-05-04; unsettled: 1\.\n/);
    const yaml = readFileSync(join(folder, 'mesh', 'notice.yaml'), 'utf8');
    assert.match(yaml, /\n# cutOff: 2030-05-04 # as read\n/);
    assert.match(yaml, /\n# Unsettled:\n# Line 3: Migrate to Grid by May 4, 2030\./);
    const { map } = await readNotice(join(folder, 'mesh'));
    assert.equal(map?.sourceUrl, url);
  });

  it('overwrites nothing', async () => {
    const args = ['new', 'twice', '--from', page, '--to', folder];
    assert.equal((await runMain(main, args)).code, 0);
    const { map, problems } = await readNotice(join(folder, 'twice'));
    assert.equal(map?.cutOff, '2030-05-04', JSON.stringify(problems));
    const { code, stderr } = await runMain(main, args);
    assert.equal(code, 1);
    assert.match(stderr, /twice exists already: choose another ID or remove it\./);
  });

  it('says what is wrong with its arguments, and that a page must be Markdown', async () => {
    const html = join(folder, 'page.html');
    writeFileSync(html, '<!doctype html><html><p>It stops on May 4, 2030.</p></html>');
    const cases: [string[], string][] = [
      [['new', 'Mesh!', '--from', page], 'must be lowercase words and hyphens'],
      [['new', 'mesh'], 'Give the page: --from FILE.'],
      [['old', 'mesh'], 'Give "new" and the ID of the notice'],
      [['new', 'file', '--from', page, '--to', page], 'Give --to a folder that you may write.'],
      [['new', 'html', '--from', html, '--to', folder], 'is an HTML page: save its text as Markdown first.'],
    ];
    for (const [args, message] of cases) {
      const { code, stderr } = await runMain(main, args);
      assert.notEqual(code, 0);
      assert.ok(stderr.includes(message), stderr);
    }
  });
});
