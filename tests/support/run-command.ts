import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Outcome {
  stdout: string;
  stderr: string;
  code: number | null;
}

/** Runs a command in a process of its own, as `npm run` does after the build. */
export async function runCommand(
  command: string,
  args: readonly string[],
  input = '',
  settings: Record<string, string> = {},
): Promise<Outcome> {
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, [`dist/cli/${command}.js`, ...args], { env });
  const outcome: Outcome = { stdout: '', stderr: '', code: null };
  child.stdout.on('data', (chunk) => (outcome.stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (outcome.stderr += String(chunk)));
  child.stdin.on('error', () => undefined); // a command that refuses its arguments reads nothing
  child.stdin.end(input);
  [outcome.code] = (await once(child, 'close')) as [number | null];
  return outcome;
}
