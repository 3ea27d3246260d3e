import { parseAddress } from '../guidance/compile/links.ts';
import { readNotice } from '../sources/notices/read-notice.ts';
import { CutoverError } from '../platform/errors.ts';
import { defineCommand, runIfStarted } from './command.ts';

/** Prints a notice's guidance map on standard output and its problems on standard error. */
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
    },
    examples: [
      'bot/notices/azure-ad-connect-v1',
      'notice.md --base https://learn.microsoft.com/entra/identity/',
    ],
  },
  async ({ values: { base }, operands }, { stdout, stderr }) => {
    const [path] = operands;
    if (path === undefined || operands.length > 1) {
      throw new CutoverError(
        'usage',
        `Give the path of one notice, a file or a folder, not ${operands.length}.`,
      );
    }
    if (base !== undefined && parseAddress(base) === null) {
      throw new CutoverError('usage', `--base "${base}" must be an http or https address.`);
    }
    const { map, problems } = await readNotice(path, base === undefined ? {} : { base });
    for (const { file, line, message } of problems) stderr.write(`${file}:${String(line)}: ${message}\n`);
    if (map === null) return 1;
    stdout.write(`${JSON.stringify(map, null, 2)}\n`);
    return 0;
  },
);

await runIfStarted(import.meta.url, main);
