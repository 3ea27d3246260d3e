import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { packageFolder } from '../../platform/paths.ts';
import type { CompiledNotice, Phrase } from '../../guidance/guide.ts';
import { createPortfolio, type Portfolio } from '../../guidance/portfolio.ts';
import type { Problem } from '../../guidance/compile/problem.ts';
import { namelessPhrases } from '../../understanding/nameless.ts';

/** Where the build puts each compiled notice, as `ID.json`, so that the bot doesn't compile documents when it starts. */
export const compiledFolder = join(packageFolder, 'dist', 'notices');

/** The notice about Cutover itself, which is part of every guide. */
export const ABOUT_NOTICE = 'cutover';

/** Which notices are loaded. */
export interface NoticeChoice {
  /** A folder of further notice folders; one with the id of a notice that comes with Cutover replaces it. */
  folder: string | null;
  /** Ids to load; empty: all. */
  ids: readonly string[];
}

export const ALL_NOTICES: NoticeChoice = { folder: null, ids: [] };

/** What a command loads: one notice, or all, with those of `NOTICES_DIR`. */
export function chosenNotices(
  id: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): NoticeChoice {
  return { folder: environment['NOTICES_DIR'] || null, ids: id === undefined ? [] : [id] };
}

/**
 * Loads the notices that come with Cutover and those of `folder`. One that can't be compiled is left out, and its
 * problems are reported; a notice that it replaces is used instead.
 * @throws CutoverError `unknown-notice` when an id is none of the notices, `unreadable-folder`, or `not-built` when the build did not compile the notices.
 */
export async function loadPortfolio(
  { folder, ids }: NoticeChoice = ALL_NOTICES,
  report: (problem: Problem) => void = () => undefined,
): Promise<Portfolio> {
  const shipped = await loadShipped();
  const about = shipped.get(ABOUT_NOTICE);
  if (!about) throw notBuilt();
  const further = folder === null ? [] : await readFurther(folder, report);
  const notices = new Map([...shipped, ...further.map((notice) => [notice.map.id, notice] as const)]);
  notices.delete(ABOUT_NOTICE);
  const known = [...notices.keys()].sort();
  const unknown = ids.find((id) => !notices.has(id));
  if (unknown !== undefined) {
    throw new CutoverError(
      'unknown-notice',
      `There is no notice "${unknown}". Choose one of: ${known.join(', ')}.`,
    );
  }
  const wanted = [...notices.values()].filter(({ map }) => ids.length === 0 || ids.includes(map.id));
  return createPortfolio(wanted, about);
}

/**
 * What people type about the notices that come with Cutover, and about any other: the recogniser is trained on it.
 * @throws CutoverError `not-built` when the build did not compile the notices.
 */
export async function loadPhrases(): Promise<Phrase[]> {
  return [...(await loadPhrasesByNotice()).values()].flat();
}

/** The same by notice; those about any other are under "any notice". */
export async function loadPhrasesByNotice(): Promise<Map<string, Phrase[]>> {
  const own = [...(await loadShipped())].map(([id, { phrases }]): [string, Phrase[]] => [id, phrases]);
  return new Map([['any notice', namelessPhrases()], ...own]);
}

/** The compiler is loaded only where there is something to compile. */
async function readFurther(folder: string, report: (problem: Problem) => void): Promise<CompiledNotice[]> {
  const { compileFolder } = await import('./further-notices.ts');
  return compileFolder(folder, report);
}

async function loadShipped(): Promise<Map<string, CompiledNotice>> {
  try {
    const files = (await readdir(compiledFolder)).filter((file) => file.endsWith('.json')).sort();
    const notices = await Promise.all(
      files.map(
        async (file) => JSON.parse(await readFile(join(compiledFolder, file), 'utf8')) as CompiledNotice,
      ),
    );
    return new Map(notices.map((notice) => [notice.map.id, notice]));
  } catch (cause) {
    throw notBuilt(cause);
  }
}

function notBuilt(cause?: unknown): CutoverError {
  return new CutoverError('not-built', `${compiledFolder} cannot be read: run "npm run build".`, { cause });
}
