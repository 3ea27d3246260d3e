import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { CutoverError } from '../platform/errors.ts';
import { checkIcons } from './check-icons.ts';
import { checkManifest } from './check-manifest.ts';
import type { Values } from './environment.ts';
import { fillPlaceholders } from './fill.ts';
import { manifestParts } from './manifest.ts';

/** A fixed modification time, so that the same files give the same bytes. The earliest that a zip file can hold. */
const ZIP_DATE = '1980-01-01T00:00:00';

/**
 * Builds the app package that an administrator uploads: a zip file of the manifest, its icons and its language files.
 * @param folder contains `manifest.json` and the files that it names.
 * @param values replace the manifest's placeholders.
 * @throws CutoverError `missing-values` for a placeholder without a value; `bad-package`, with a line for each problem.
 */
export function buildPackage(folder: string, values: Values): Uint8Array {
  const text = fillPlaceholders(readText(folder, 'manifest.json'), values);
  const manifest = parse(text, 'manifest.json');
  const { icons, localizationInfo } = manifestParts
    .pick({ icons: true, localizationInfo: true })
    .parse(manifest);
  const colour = readBytes(folder, icons.color);
  const outline = readBytes(folder, icons.outline);
  const texts = localizationInfo.additionalLanguages.map(
    ({ file }) => [file, readText(folder, file)] as const,
  );
  const languages = new Map(texts.map(([file, language]) => [file, parse(language, file)]));
  const problems = [...checkManifest(manifest, languages), ...checkIcons({ colour, outline })];
  if (problems.length > 0) throw new CutoverError('bad-package', problems.join('\n'));
  const files: Zippable = {
    'manifest.json': Buffer.from(text),
    [icons.color]: colour,
    [icons.outline]: outline,
    ...Object.fromEntries(texts.map(([file, language]) => [file, Buffer.from(language)])),
  };
  return zipSync(files, { level: 9, mtime: ZIP_DATE });
}

function readBytes(folder: string, file: string): Uint8Array {
  try {
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw new CutoverError('bad-package', `${file} cannot be read, and the package needs it.`, { cause });
  }
}

function readText(folder: string, file: string): string {
  return Buffer.from(readBytes(folder, file)).toString('utf8');
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CutoverError('bad-package', `${file} is not valid JSON: ${reason}.`, { cause });
  }
}
