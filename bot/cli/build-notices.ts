import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CutoverError, reportFailure } from '../platform/errors.ts';
import { ABOUT_NOTICE, compiledFolder, loadGuide } from '../sources/notices/load-guide.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { noticesFolder } from '../platform/paths.ts';
import { trainFile } from '../sources/notices/recogniser-file.ts';

await main().catch(reportFailure);

/** The build's second half: compiles every notice, and trains a recogniser where the phrases changed (always with --force). */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
  const ids = await readdir(noticesFolder);
  await mkdir(compiledFolder, { recursive: true });
  for (const id of ids) await compile(id);
  for (const id of ids.filter((other) => other !== ABOUT_NOTICE)) await train(id, values.force);
}

async function compile(id: string): Promise<void> {
  const { map, phrases, problems } = await readNotice(join(noticesFolder, id));
  const lines = problems.map(({ file, line, message }) => `${file}:${line}: ${message}\n`);
  if (!map) throw new CutoverError('broken-notice', lines.join('').trimEnd());
  process.stderr.write(lines.join(''));
  await writeFile(join(compiledFolder, `${id}.json`), JSON.stringify({ map, phrases }));
}

async function train(id: string, force: boolean): Promise<void> {
  const { phrases } = await loadGuide(id);
  const started = performance.now();
  if (!(await trainFile(phrases, { force }))) return;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  process.stderr.write(`The recogniser of ${id} learned ${phrases.length} phrases in ${seconds} s.\n`);
}
