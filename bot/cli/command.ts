import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { environmentWith } from '../app/config.ts';
import { editDistance } from '../platform/edit-distance.ts';
import { CutoverError, describeFailure } from '../platform/errors.ts';

/** What a command reads and writes, so that a test can run it in process. */
export interface CommandIo {
  stdin: NodeJS.ReadableStream;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  environment: Readonly<Record<string, string | undefined>>;
}

/** Runs a command and gives its exit code: 0, 1 when it failed, 2 when it was called wrongly. */
export type Main = (args: readonly string[], io: CommandIo) => Promise<number>;

interface OptionOfBoolean {
  type: 'boolean';
  /** What it does, for the usage. */
  text: string;
}
interface OptionOfString {
  type: 'string';
  /** What stands for the value in the usage, such as `ISO`. */
  value: string;
  text: string;
  default?: string;
  /** Whether it may be given several times. */
  multiple?: boolean;
}
type Options = Record<string, OptionOfBoolean | OptionOfString>;

type Values<T extends Options> = {
  [K in keyof T]: T[K] extends OptionOfBoolean
    ? boolean
    : T[K] extends { multiple: true }
      ? readonly string[]
      : T[K] extends { default: string }
        ? string
        : string | undefined;
};

interface Description<T extends Options> {
  /** As it is called, such as `npm run --silent ask --`. */
  call: string;
  /** What it does, in one or two sentences. */
  about: string;
  /** What stands for the arguments that are no options, such as `FILE`; absent: it takes none. */
  operands?: string;
  options: T;
  /** Calls that work, without `call`. */
  examples: readonly string[];
}

const HELP: OptionOfBoolean = { type: 'boolean', text: 'print this text' };

/**
 * A command with its `--help`. An unknown option, a missing value or an unexpected argument is named in one sentence and
 * gives exit code 2, as does a `CutoverError` with the code `usage`; any other error is described and gives 1.
 * @param run resolves with the exit code.
 */
export function defineCommand<const T extends Options>(
  description: Description<T>,
  run: (given: { values: Values<T>; operands: readonly string[] }, io: CommandIo) => Promise<number>,
): Main {
  return async (args, io) => {
    try {
      const { values, operands } = parse(args, description);
      if (values['help'] === true) {
        io.stdout.write(`${writeUsage(description)}\n`);
        return 0;
      }
      return await run({ values: values as Values<T>, operands }, io);
    } catch (error) {
      const isUsage = error instanceof CutoverError && error.code === 'usage';
      const hint = isUsage ? `\nRun \`${description.call} --help\` for the usage.` : '';
      io.stderr.write(`${describeFailure(error)}${hint}\n`);
      return isUsage ? 2 : 1;
    }
  };
}

/** Runs `main` with this process's arguments where `moduleUrl` is what Node was started with; a test only imports it. */
export async function runIfStarted(moduleUrl: string, main: Main): Promise<void> {
  const [, started, ...args] = process.argv;
  if (started === undefined || pathToFileURL(realpathSync(started)).href !== moduleUrl) return;
  const { stdin, stdout, stderr } = process;
  stdout.on('error', endWithReader);
  process.exitCode = await main(args, { stdin, stdout, stderr, environment: environmentWith({}) });
}

/** `| head` closes the pipe once it has seen enough: nobody reads the rest. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
}

type ParsedValues = Record<string, string | boolean | readonly string[] | undefined>;

/** Node's own strict mode gives its errors as texts only; here each is a sentence of ours. */
function parse(
  args: readonly string[],
  { options, operands }: Description<Options>,
): { values: ParsedValues; operands: string[] } {
  const known: Options = { ...options, help: HELP };
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: { ...known, help: { ...HELP, short: 'h' } },
    strict: false,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') check(token, known);
  if (operands === undefined && positionals.length > 0) {
    throw new CutoverError('usage', `"${positionals[0] ?? ''}" is not expected here.`);
  }
  return { values: { ...absentValues(known), ...values }, operands: positionals };
}

function absentValues(known: Options): ParsedValues {
  const values: ParsedValues = {};
  for (const [name, option] of Object.entries(known)) {
    if (option.type === 'boolean') values[name] = false;
    else if (option.multiple) values[name] = [];
  }
  return values;
}

interface OptionToken {
  name: string;
  rawName: string;
  value: string | undefined;
  inlineValue: boolean | undefined;
}

/** @throws CutoverError `usage` for an unknown option, and for a value that is missing or too many. */
function check({ name, rawName, value, inlineValue }: OptionToken, known: Options): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) {
    const [near] = Object.keys(known).filter((other) => editDistance(name, other) <= 2);
    const hint = near ? ` Did you mean --${near}?` : '';
    throw new CutoverError('usage', `Unknown option ${rawName}.${hint}`);
  }
  if (option.type === 'boolean') {
    if (value !== undefined) throw new CutoverError('usage', `${rawName} takes no value.`);
    return;
  }
  if (value === undefined)
    throw new CutoverError('usage', `${rawName} needs a value: ${rawName} ${option.value}.`);
  if (!inlineValue && value.startsWith('-')) {
    throw new CutoverError(
      'usage',
      `${rawName} needs a value: ${rawName} ${option.value}. If it begins with a dash, write ${rawName}=${value}.`,
    );
  }
}

function writeUsage({ call, about, operands, options, examples }: Description<Options>): string {
  const rows = Object.entries<OptionOfBoolean | OptionOfString>({ ...options, help: HELP }).map(
    ([name, option]) => {
      const form = option.type === 'string' ? `--${name} ${option.value}` : `--${name}`;
      const fallback = option.type === 'string' && option.default ? ` (default: ${option.default})` : '';
      return { form, text: `${option.text}${fallback}` };
    },
  );
  const width = Math.max(...rows.map(({ form }) => form.length)) + 2;
  return [
    `Usage: ${call} [OPTIONS]${operands === undefined ? '' : ` ${operands}`}`,
    '',
    about,
    '',
    'Options:',
    ...rows.map(({ form, text }) => `  ${form.padEnd(width)}${text}`),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${call}${example ? ` ${example}` : ''}`),
  ].join('\n');
}
