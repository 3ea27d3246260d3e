import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CutoverError } from './errors.ts';
import { createGuide, type CompiledNotice, type Guide } from './guidance/guide.ts';
import { readNotice } from './notice-folder.ts';

/** The documents, wherever the compiled program lies in the package. */
const NOTICES = join(dirname(fileURLToPath(import.meta.resolve('#package'))), 'bot', 'notices');

/** What Cutover says about itself, beside every notice. */
const ABOUT = 'cutover';

export const DEFAULT_NOTICE = 'azure-ad-connect-v1';

/**
 * Reads a notice that comes with Cutover and joins it with what Cutover says about itself.
 * @throws CutoverError `unknown-notice`, or `broken-notice` with one line for each problem.
 */
export async function loadGuide(noticeId: string = DEFAULT_NOTICE): Promise<Guide> {
  const known = (await readdir(NOTICES)).filter((id) => id !== ABOUT);
  if (!known.includes(noticeId)) {
    throw new CutoverError(
      'unknown-notice',
      `There is no notice "${noticeId}". Choose one of: ${known.join(', ')}.`,
    );
  }
  return createGuide(await loadNotice(noticeId), await loadNotice(ABOUT));
}

async function loadNotice(id: string): Promise<CompiledNotice> {
  const { map, phrases, problems } = await readNotice(join(NOTICES, id));
  if (map) return { map, phrases };
  const lines = problems
    .filter(({ severity }) => severity === 'error')
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
  throw new CutoverError('broken-notice', lines.join('\n'));
}
