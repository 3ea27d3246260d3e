import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';

export interface Outcome {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs a command in a process of its own, as `npm run` does after the build. */
export function runCommand(
  command: string,
  args: readonly string[],
  input = '',
  settings: Record<string, string> = {},
): Promise<Outcome> {
  return outcomeOf(startCommand(command, args, settings), input);
}

/** A command's process, which waits for its input. */
export function startCommand(
  command: string,
  args: readonly string[],
  settings: Record<string, string> = {},
): ChildProcessWithoutNullStreams {
  const env = { ...process.env, ...settings };
  return spawn(process.execPath, [`dist/cli/${command}.js`, ...args], { env });
}

/** What becomes of a command with this input. */
export async function outcomeOf(command: ChildProcessWithoutNullStreams, input: string): Promise<Outcome> {
  const outcome: Outcome = { stdout: '', stderr: '', code: null };
  command.stdout.on('data', (chunk) => (outcome.stdout += String(chunk)));
  command.stderr.on('data', (chunk) => (outcome.stderr += String(chunk)));
  command.stdin.on('error', () => undefined); // a command that refuses its arguments reads nothing
  command.stdin.end(input);
  [outcome.code] = (await once(command, 'close')) as [number | null];
  return outcome;
}
