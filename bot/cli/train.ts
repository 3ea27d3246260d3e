import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { reportFailure } from '../describe-failure.ts';
import { ABOUT_NOTICE, loadGuide } from '../load-guide.ts';
import { noticesFolder } from '../package-folder.ts';
import { trainFile } from '../recognition/model-store.ts';

await main().catch(reportFailure);

/** Trains one recogniser a notice, where its phrases have changed since; with --force in any case. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { force: { type: 'boolean', default: false } } });
  for (const id of await readdir(noticesFolder)) {
    if (id === ABOUT_NOTICE) continue;
    const { phrases } = await loadGuide(id);
    const started = performance.now();
    if (!(await trainFile(phrases, values))) continue;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stderr.write(`The recogniser of ${id} learned ${phrases.length} phrases in ${seconds} s.\n`);
  }
}
