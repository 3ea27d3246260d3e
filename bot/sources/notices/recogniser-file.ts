import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import synonyms from '../../notices/synonyms.json' with { type: 'json' };
import { CutoverError } from '../../platform/errors.ts';
import { packageFolder } from '../../platform/paths.ts';
import type { Example } from '../../understanding/linear-model.ts';
import { decodeModel, encodeModel, FORMAT } from '../../understanding/model-file.ts';
import { createRecogniser, trainCalibrated, type Recogniser } from '../../understanding/recogniser.ts';

/** The path of the trained recogniser. Its name is a hash of what it learns from, so other phrases mean another file. */
function fileFor(phrases: readonly Example[]): string {
  const learned = createHash('sha256')
    .update(JSON.stringify([FORMAT, synonyms, phrases]))
    .digest('hex');
  return join(packageFolder, 'dist', 'recognisers', `${learned.slice(0, 16)}.bin`);
}

/**
 * Trains a recogniser and writes its file, unless the file for these phrases exists. False when it exists.
 * @param options.force trains even then; default false.
 * @param options.onProgress is called with the share done, from 0 at the beginning to 1 at the end.
 */
export async function trainFile(
  phrases: readonly Example[],
  { force = false, onProgress }: { force?: boolean; onProgress?: (share: number) => void } = {},
): Promise<boolean> {
  const file = fileFor(phrases);
  const isThere = await access(file).then(
    () => true,
    () => false,
  );
  if (isThere && !force) return false;
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, encodeModel(trainCalibrated(phrases, onProgress)));
  await rename(unfinished, file); // atomic, because another process may be reading
  return true;
}

/**
 * Reads the recogniser that the build trained for these phrases.
 * @throws CutoverError `no-recogniser` when the file is missing or unusable.
 */
export async function loadRecogniser(phrases: readonly Example[]): Promise<Recogniser> {
  const file = fileFor(phrases);
  try {
    return createRecogniser(decodeModel(await readFile(file)));
  } catch (cause) {
    throw new CutoverError('no-recogniser', `${file} is not a usable recogniser: run "npm run train".`, {
      cause,
    });
  }
}
