import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { CutoverError } from '../../platform/errors.ts';
import { noticesFolder, packageFolder } from '../../platform/paths.ts';
import { actExamples } from '../../understanding/acts/act-examples.ts';
import { createNoticeFinder } from '../../understanding/acts/notice-names.ts';
import type { Example } from '../../understanding/linear-model.ts';
import type { Recogniser } from '../../understanding/recogniser.ts';
import { ABOUT_NOTICE } from '../../guidance/compile/bot-intents.ts';
import { loadPhrases, loadPortfolio } from './load-portfolio.ts';
import { loadRecogniser } from './recogniser-file.ts';

/** What people type when they want something done, by the act that they mean. */
const file = join(noticesFolder, ABOUT_NOTICE, 'acts.yaml');

/** What the build makes of it. */
const examplesFile = join(packageFolder, 'dist', 'acts.json');

const schema = z.record(z.string(), z.array(z.string().min(1)).min(1));

/**
 * Makes the examples of acts for `loadActRecogniser`, and resolves with them.
 * @throws CutoverError `bad-acts` when acts.yaml isn't a list of phrases for each act.
 */
export async function buildActExamples(): Promise<Example[]> {
  const read = schema.safeParse(parse(await readFile(file, 'utf8')));
  if (!read.success) {
    throw new CutoverError(
      'bad-acts',
      `${file}: give each act a list of phrases. ${z.prettifyError(read.error)}`,
    );
  }
  const { guides } = await loadPortfolio();
  const examples = actExamples(read.data, await loadPhrases(), createNoticeFinder(guides.values()));
  await mkdir(dirname(examplesFile), { recursive: true });
  await writeFile(examplesFile, JSON.stringify(examples));
  return examples;
}

/**
 * Reads the recogniser of acts that the build trained.
 * @throws CutoverError `no-recogniser` when the build didn't.
 */
export async function loadActRecogniser(): Promise<Recogniser> {
  let examples: Example[];
  try {
    examples = JSON.parse(await readFile(examplesFile, 'utf8')) as Example[];
  } catch (cause) {
    throw new CutoverError('no-recogniser', `${examplesFile} cannot be read: run "npm run build".`, {
      cause,
    });
  }
  return loadRecogniser(examples);
}
