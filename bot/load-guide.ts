import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from './errors.ts';
import { createGuide, type CompiledNotice, type Guide } from './guidance/guide.ts';
import { readNotice } from './notice-folder.ts';
import { noticesFolder } from './package-folder.ts';

/** What Cutover says about itself, beside every notice. */
export const ABOUT_NOTICE = 'cutover';

export const DEFAULT_NOTICE = 'azure-ad-connect-v1';

/**
 * Reads a notice that comes with Cutover and joins it with what Cutover says about itself.
 * @throws CutoverError `unknown-notice`, or `broken-notice` with one line for each problem.
 */
export async function loadGuide(noticeId: string = DEFAULT_NOTICE): Promise<Guide> {
  const known = (await readdir(noticesFolder)).filter((id) => id !== ABOUT_NOTICE);
  if (!known.includes(noticeId)) {
    throw new CutoverError(
      'unknown-notice',
      `There is no notice "${noticeId}". Choose one of: ${known.join(', ')}.`,
    );
  }
  return createGuide(await loadNotice(noticeId), await loadNotice(ABOUT_NOTICE));
}

async function loadNotice(id: string): Promise<CompiledNotice> {
  const { map, phrases, problems } = await readNotice(join(noticesFolder, id));
  if (map) return { map, phrases };
  const lines = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
  throw new CutoverError('broken-notice', lines.join('\n'));
}
