import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../platform/errors.ts';
import { noticesFolder } from '../platform/paths.ts';
import { compiledFolder, loadPhrases } from '../sources/notices/load-portfolio.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { buildActExamples } from '../sources/notices/act-recogniser.ts';
import { trainFile } from '../sources/notices/recogniser-file.ts';
import type { Example } from '../understanding/linear-model.ts';

/** Compiles every notice, a folder each, and trains the recognisers where phrases have changed, or always with `force`. */
export async function buildNotices({ force, tell }: { force: boolean; tell: Tell }): Promise<void> {
  const entries = await readdir(noticesFolder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  await mkdir(compiledFolder, { recursive: true });
  for (const id of ids) await compile(id);
  await removeOthers(ids);
  await train(await loadPhrases(), 'phrases', { force, tell });
  await train(await buildActExamples(), 'command phrases', { force, tell });
}

/** Of notices that are gone. */
async function removeOthers(ids: readonly string[]): Promise<void> {
  const files = await readdir(compiledFolder);
  for (const file of files.filter((name) => !ids.includes(name.replace(/\.json$/, '')))) {
    await rm(join(compiledFolder, file));
  }
}

/** Shows progress to whoever waits for the build; does nothing when nobody wants to see it. */
export type Tell = (text: string) => void;

async function compile(id: string): Promise<void> {
  const { map, phrases, problems } = await readNotice(join(noticesFolder, id));
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}\n`);
  if (!map) throw new CutoverError('broken-notice', lines.join('').trimEnd());
  process.stderr.write(lines.join(''));
  await writeFile(join(compiledFolder, `${id}.json`), JSON.stringify({ map, phrases }));
}

/** At most ten times, so that it stays one line. */
const PROGRESS_STEP = 0.1;

async function train(
  phrases: readonly Example[],
  what: string,
  { force, tell }: { force: boolean; tell: Tell },
): Promise<void> {
  const started = performance.now();
  let told = 0;
  const wasTrained = await trainFile(phrases, {
    force,
    onProgress: (share) => {
      if (share === 0) tell(`Learning ${phrases.length} ${what}:`);
      else if (share - told < PROGRESS_STEP - 1e-9) return;
      else tell(` ${Math.round(share * 100)} %`);
      told = share;
    },
  });
  if (!wasTrained) return;
  tell('\n');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`Learned ${phrases.length} ${what} in ${seconds} s.\n`);
}
