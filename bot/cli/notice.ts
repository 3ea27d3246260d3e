import { existsSync, mkdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { draftNoticeFile } from '../guidance/compile/draft-notice.ts';
import { parseAddress } from '../guidance/compile/links.ts';
import { ensureFolder } from '../platform/ensure-folder.ts';
import { CutoverError } from '../platform/errors.ts';
import { noticesFolder } from '../platform/paths.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { defineCommand, runIfStarted } from './command.ts';

/** Drafts the folder of a notice from a page in Markdown. */
export const main = defineCommand(
  {
    call: 'npm run --silent notice --',
    about:
      'Drafts the folder of a notice from a page in Markdown: notice.md, and notice.yaml with what was read and what is unsettled.',
    operands: 'new ID',
    options: {
      from: { type: 'string', value: 'FILE', text: 'the page, as Markdown' },
      url: { type: 'string', value: 'URL', text: "the page's public address" },
      to: {
        type: 'string',
        value: 'FOLDER',
        text: 'where the folder ID goes (default: NOTICES_DIR, else bot/notices)',
      },
    },
    examples: ['new mesh-agent --from page.md --url https://learn.microsoft.com/mesh/retire-agent'],
  },
  async ({ values: { from, url, to }, operands }, { stdout, stderr, environment }) => {
    const id = checkId(operands);
    if (from === undefined) throw new CutoverError('usage', 'Give the page: --from FILE.');
    const address = url === undefined ? null : parseAddress(url);
    if (url !== undefined && address === null) {
      throw new CutoverError('usage', `--url "${url}" must be an http or https address.`);
    }
    const { map, problems } = await readNotice(from, address === null ? {} : { base: address });
    for (const { file, line, message } of problems) stderr.write(`${file}:${String(line)}: ${message}\n`);
    const page = map === null ? '' : await readFile(from, 'utf8');
    if (/^\s*<(?:!doctype|html)\b/i.test(page)) {
      throw new CutoverError('html-page', `${from} is an HTML page: save its text as Markdown first.`);
    }
    if (map === null) return 1;
    const folder = join(to ?? (environment['NOTICES_DIR'] || noticesFolder), id);
    createNew(folder);
    await writeFile(join(folder, 'notice.md'), page);
    await writeFile(join(folder, 'notice.yaml'), draftNoticeFile(map, address ?? map.sourceUrl));
    stdout.write(
      `Drafted ${folder}. Milestones read: ${map.milestones.length}; cut-off: ${map.cutOff ?? 'unknown'}; ` +
        `unsettled: ${map.unsettled.length}.\nRead notice.yaml, settle what it lists, and run ` +
        `\`npm run --silent compile -- ${folder}\`.\n`,
    );
    return 0;
  },
);

function checkId([verb, id, ...more]: readonly string[]): string {
  if (verb !== 'new' || id === undefined || more.length > 0) {
    throw new CutoverError('usage', 'Give "new" and the ID of the notice, such as: new mesh-agent.');
  }
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    throw new CutoverError(
      'usage',
      `The ID "${id}" must be lowercase words and hyphens, such as mesh-agent.`,
    );
  }
  return id;
}

/** @throws CutoverError `notice-exists`, because a draft never overwrites; `folder-unusable`. */
function createNew(folder: string): void {
  try {
    ensureFolder(dirname(folder));
    mkdirSync(folder);
  } catch (cause) {
    if (existsSync(folder)) {
      throw new CutoverError('notice-exists', `${folder} exists already: choose another ID or remove it.`, {
        cause,
      });
    }
    throw new CutoverError(
      'folder-unusable',
      `The folder ${folder} cannot be created: ${(cause as Error).message}. Give --to a folder that you may write.`,
      { cause },
    );
  }
}

await runIfStarted(import.meta.url, main);
