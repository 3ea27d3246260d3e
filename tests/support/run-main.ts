import { Readable } from 'node:stream';
import type { Main } from '../../bot/cli/command.ts';
import type { Outcome } from './run-command.ts';

/** Runs a command in this process: with these settings alone, and with `input` on standard input. */
export async function runMain(
  main: Main,
  args: readonly string[],
  { input = '', settings = {} }: { input?: string; settings?: Record<string, string> } = {},
): Promise<Outcome> {
  const outcome: Outcome = { stdout: '', stderr: '', code: null };
  outcome.code = await main(args, {
    stdin: Readable.from([input]),
    stdout: { write: (text) => (outcome.stdout += text) },
    stderr: { write: (text) => (outcome.stderr += text) },
    environment: settings,
  });
  return outcome;
}
