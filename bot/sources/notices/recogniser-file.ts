import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CutoverError } from '../../platform/errors.ts';
import { packageFolder } from '../../platform/paths.ts';
import type { Example } from '../../understanding/linear-model.ts';
import { decodeModel, encodeModel, FORMAT } from '../../understanding/model-file.ts';
import { createRecogniser, trainCalibrated, type Recogniser } from '../../understanding/recogniser.ts';

/** Where the build keeps what it trained; the name tells the phrases that it learned from. */
function fileFor(phrases: readonly Example[]): string {
  const learned = createHash('sha256')
    .update(JSON.stringify([FORMAT, phrases]))
    .digest('hex');
  return join(packageFolder, 'dist', 'recognisers', `${learned.slice(0, 16)}.bin`);
}

/**
 * Trains a recogniser unless one for exactly these phrases is there, or always with `force`; false when it had nothing to do.
 * @param onProgress hears how much of the training is done: 0 when it begins, 1 at its end.
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
  await rename(unfinished, file); // at once, for another process may be reading
  return true;
}

/**
 * Reads the recogniser that the build trained for these phrases.
 * @throws CutoverError `no-recogniser` when there is none, or what is there is something else.
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
