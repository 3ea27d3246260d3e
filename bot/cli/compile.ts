import { parseAddress } from '../guidance/compile/links.ts';
import type { Problem } from '../guidance/compile/problem.ts';
import { describeDifference } from '../guidance/describe-difference.ts';
import { diffNotices } from '../guidance/diff-notices.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { CutoverError } from '../platform/errors.ts';
import { type CommandIo, defineCommand, runIfStarted } from './command.ts';

/** Prints a notice's guidance map, or what changed between two notices; problems go to standard error. */
export const main = defineCommand(
  {
    call: 'npm run --silent compile --',
    about:
      "Prints a notice's guidance map as JSON, and its problems as FILE:LINE on standard error. Without a map the exit code is 1.",
    operands: 'FILE_OR_FOLDER',
    options: {
      base: {
        type: 'string',
        value: 'URL',
        text: 'the public address that relative links are resolved against',
      },
      diff: { type: 'boolean', text: 'compare two notices, OLD and NEW, and print what changed' },
      json: { type: 'boolean', text: 'with --diff: print what changed as JSON' },
    },
    examples: [
      'bot/notices/azure-ad-connect-v1',
      'notice.md --base https://learn.microsoft.com/entra/identity/',
      '--diff notice-of-april.md notice.md',
    ],
  },
  async ({ values: { base, diff, json }, operands }, io) => {
    const wanted = diff ? 2 : 1;
    if (operands.length !== wanted) {
      const paths = diff ? 'two notices, OLD and NEW' : 'one notice, a file or a folder';
      throw new CutoverError('usage', `Give the path of ${paths}, not ${operands.length}.`);
    }
    if (json && !diff) {
      throw new CutoverError('usage', '--json goes with --diff: without it, the output is JSON anyway.');
    }
    if (base !== undefined && parseAddress(base) === null) {
      throw new CutoverError('usage', `--base "${base}" must be an http or https address.`);
    }
    const options = base === undefined ? {} : { base };
    const [path = '', other = ''] = operands;
    if (diff) return compare({ old: path, now: other, options, json }, io);
    const { map, problems } = await readNotice(path, options);
    report(problems, io);
    if (map === null) return 1;
    io.stdout.write(`${JSON.stringify(map, null, 2)}\n`);
    return 0;
  },
);

interface Comparison {
  old: string;
  now: string;
  options: { base?: string };
  json: boolean;
}

/** Of the old notice only errors are told: nobody mends its warnings any more. */
async function compare({ old, now, options, json }: Comparison, io: CommandIo): Promise<number> {
  const [before, after] = [await readNotice(old, options), await readNotice(now, options)];
  report(
    before.problems.filter(({ severity }) => severity === 'error'),
    io,
  );
  report(after.problems, io);
  if (before.map === null || after.map === null) return 1;
  const difference = diffNotices(before.map, after.map);
  io.stdout.write(`${json ? JSON.stringify(difference, null, 2) : describeDifference(difference)}\n`);
  return 0;
}

function report(problems: readonly Problem[], { stderr }: CommandIo): void {
  for (const { file, line, message } of problems) stderr.write(`${file}:${String(line)}: ${message}\n`);
}

await runIfStarted(import.meta.url, main);
