import { parseArgs } from 'node:util';
import { parseAddress } from '../guidance/compile/links.ts';
import { readNotice } from '../sources/notices/read-notice.ts';

const USAGE = 'usage: npm run --silent compile -- FILE_OR_FOLDER [--base URL]';

process.exitCode = await compile(process.argv.slice(2));

/** Prints a notice's guidance map on standard output and its problems on standard error; returns the exit code. */
async function compile(args: string[]): Promise<number> {
  const wanted = readArguments(args);
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n${USAGE}\n`);
    return 1;
  }
  const { map, problems } = await readNotice(wanted.path, wanted.base === null ? {} : { base: wanted.base });
  for (const { file, line, message } of problems)
    process.stderr.write(`${file}:${String(line)}: ${message}\n`);
  if (map === null) return 1;
  process.stdout.write(`${JSON.stringify(map, null, 2)}\n`);
  return 0;
}

/** The arguments, or the sentence that says what is wrong with them. */
function readArguments(args: string[]): { path: string; base: string | null } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { base: { type: 'string' } },
    });
    const [path, ...more] = positionals;
    if (path === undefined) return 'compile needs the path of a notice: one file or one folder.';
    if (more.length > 0) return `compile takes one file or folder, not ${String(positionals.length)}.`;
    if (values.base !== undefined && parseAddress(values.base) === null) {
      return `--base "${values.base}" must be an http or https address.`;
    }
    return { path, base: values.base ?? null };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
