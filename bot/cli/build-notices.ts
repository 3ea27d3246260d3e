import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CutoverError } from '../platform/errors.ts';
import { noticesFolder } from '../platform/paths.ts';
import { ABOUT_NOTICE, compiledFolder, loadGuide } from '../sources/notices/load-guide.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { trainFile } from '../sources/notices/recogniser-file.ts';

/** Compiles every notice, a folder each, and trains a recogniser where the phrases have changed, or always with `force`. */
export async function buildNotices({ force, tell }: { force: boolean; tell: Tell }): Promise<void> {
  const entries = await readdir(noticesFolder, { withFileTypes: true });
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  await mkdir(compiledFolder, { recursive: true });
  for (const id of ids) await compile(id);
  for (const id of ids.filter((other) => other !== ABOUT_NOTICE)) await train(id, force, tell);
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

async function train(id: string, force: boolean, tell: Tell): Promise<void> {
  const { phrases } = await loadGuide(id);
  const started = performance.now();
  let told = 0;
  const wasTrained = await trainFile(phrases, {
    force,
    onProgress: (share) => {
      if (share === 0) tell(`Learning ${phrases.length} phrases:`);
      else if (share - told < PROGRESS_STEP - 1e-9) return;
      else tell(` ${Math.round(share * 100)} %`);
      told = share;
    },
  });
  if (!wasTrained) return;
  tell('\n');
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`Learned ${phrases.length} phrases of ${id} in ${seconds} s.\n`);
}
