import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { createGuide, type CompiledNotice, type Guide } from '../../guidance/guide.ts';
import { packageFolder } from '../../platform/paths.ts';

/** Where the build puts each compiled notice, as `ID.json`, so that the bot doesn't compile documents when it starts. */
export const compiledFolder = join(packageFolder, 'dist', 'notices');

/** The notice about Cutover itself, which is part of every guide. */
export const ABOUT_NOTICE = 'cutover';

export const DEFAULT_NOTICE = 'azure-ad-connect-v1';

/**
 * Loads a compiled notice together with the one about Cutover.
 * @throws CutoverError `unknown-notice`, or `not-built` when the build did not compile the notices.
 */
export async function loadGuide(noticeId: string = DEFAULT_NOTICE): Promise<Guide> {
  const known = await compiledNotices();
  if (!known.includes(noticeId)) {
    throw new CutoverError(
      'unknown-notice',
      `There is no notice "${noticeId}". Choose one of: ${known.join(', ')}.`,
    );
  }
  return createGuide(await loadNotice(noticeId), await loadNotice(ABOUT_NOTICE));
}

async function compiledNotices(): Promise<string[]> {
  try {
    const files = await readdir(compiledFolder);
    return files.map((file) => file.replace(/\.json$/, '')).filter((id) => id !== ABOUT_NOTICE);
  } catch (cause) {
    throw new CutoverError('not-built', `${compiledFolder} cannot be read: run "npm run build".`, { cause });
  }
}

async function loadNotice(id: string): Promise<CompiledNotice> {
  return JSON.parse(await readFile(join(compiledFolder, `${id}.json`), 'utf8')) as CompiledNotice;
}
