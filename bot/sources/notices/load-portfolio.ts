import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { noticesFolder, packageFolder } from '../../platform/paths.ts';
import { ABOUT_NOTICE } from '../../guidance/compile/bot-intents.ts';
import type { CompiledNotice, Phrase } from '../../guidance/guide.ts';
import { createPortfolio, type Portfolio } from '../../guidance/portfolio.ts';
import { namelessPhrases } from '../../understanding/nameless.ts';
import { createNoticeFolder, fingerprintOf, type Notices, type ReportProblem } from './notice-folder.ts';

/** Where the build puts each compiled notice, as `ID.json`, so that the bot doesn't compile documents when it starts. */
export const compiledFolder = join(packageFolder, 'dist', 'notices');

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
  choice: NoticeChoice = ALL_NOTICES,
  report?: ReportProblem,
): Promise<Portfolio> {
  return (await openNotices(choice, report)).portfolio;
}

/** Notices that were loaded, and may change. */
export interface OpenNotices {
  portfolio: Portfolio;
  /**
   * Looks whether documents have changed; to be called again and again. Resolves with the notices as they are now once
   * nothing more has changed since the call before, else with null. A notice that has an error stays as it was.
   * @throws CutoverError `unreadable-folder`, or `no-notice` when none is left.
   */
  look: () => Promise<Portfolio | null>;
}

/**
 * Loads the notices as `loadPortfolio` does, and looks for changes in `folder` and in the documents that come with
 * Cutover, if they are there beside what the build made of them.
 */
export async function openNotices(
  { folder, ids }: NoticeChoice = ALL_NOTICES,
  report: ReportProblem = () => undefined,
): Promise<OpenNotices> {
  const shipped = await loadShipped();
  const own = createNoticeFolder(noticesFolder, report, shipped);
  const further = folder === null ? null : createNoticeFolder(folder, report);
  const isOwnThere = existsSync(noticesFolder);
  const watched = [...(isOwnThere ? [noticesFolder] : []), ...(folder === null ? [] : [folder])];

  async function readWith(first: Notices): Promise<Choice> {
    const all = new Map([...first, ...((await further?.read()) ?? [])]);
    all.delete(ABOUT_NOTICE);
    const notices = [...all.values()].filter(({ map }) => ids.length === 0 || ids.includes(map.id));
    return {
      known: [...all.keys()].sort(),
      notices,
      about: first.get(ABOUT_NOTICE) ?? shipped.get(ABOUT_NOTICE),
    };
  }

  let loaded = await readWith(shipped);
  const unknown = ids.find((id) => !loaded.known.includes(id));
  if (unknown !== undefined) throw unknownNotice(unknown, loaded.known);
  /** Of the files when they were read, and when they were last seen. */
  let readAs: string | null = null;
  let seenAs: string | null = null;

  async function look(): Promise<Portfolio | null> {
    const seen = (await Promise.all(watched.map(fingerprintOf))).join(' ');
    const isDue = readAs === null || (seen !== readAs && seen === seenAs);
    seenAs = seen;
    if (!isDue) return null;
    const next = await readWith(isOwnThere ? await own.read() : shipped);
    if (next.notices.length === 0) throw noneLeft();
    const portfolio = isSameChoice(loaded, next) ? null : toPortfolio(next);
    readAs = seen;
    loaded = next;
    return portfolio;
  }

  return { portfolio: toPortfolio(loaded), look };
}

interface Choice {
  /** Ids to choose from. */
  known: readonly string[];
  notices: readonly CompiledNotice[];
  about: CompiledNotice | undefined;
}

function toPortfolio({ notices, about }: Choice): Portfolio {
  if (!about) throw notBuilt();
  return createPortfolio(notices, about);
}

/** One that was compiled again is another object. */
function isSameChoice(a: Choice, b: Choice): boolean {
  const sameNotices =
    a.notices.length === b.notices.length && a.notices.every((one, i) => one === b.notices[i]);
  return sameNotices && a.about === b.about;
}

function unknownNotice(id: string, known: readonly string[]): CutoverError {
  return new CutoverError(
    'unknown-notice',
    `There is no notice "${id}". Choose one of: ${known.join(', ')}.`,
  );
}

function noneLeft(): CutoverError {
  return new CutoverError(
    'no-notice',
    'No notice is left, so the last ones stay in use: put at least one back into NOTICES_DIR, and check NOTICES.',
  );
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

async function loadShipped(): Promise<Notices> {
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
