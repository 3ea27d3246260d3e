import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

/** `npm run playground` as a newcomer starts it. */
export interface PlaygroundCommand {
  /** What it has printed so far. */
  output(): string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

/** Where the client is. */
export const PLAYGROUND = 'http://localhost:56150';

/** Resolves when the command says that all is running. */
export async function startPlayground(env: Record<string, string>): Promise<PlaygroundCommand> {
  let output = '';
  const command: ChildProcess = spawn('npm', ['run', '--silent', 'playground'], {
    env: { ...process.env, ...env },
    detached: true,
  });
  command.stdout?.on('data', (chunk) => (output += String(chunk)));
  command.stderr?.on('data', (chunk) => (output += String(chunk)));
  const stop = async () => {
    if (command.exitCode !== null || !command.pid) return;
    process.kill(-command.pid, 'SIGINT');
    await once(command, 'exit');
  };
  try {
    await until(
      () => output.includes('Ctrl-C') || command.exitCode !== null,
      'the playground is running',
      120_000,
    );
  } catch (error) {
    await stop();
    throw new Error(`npm run playground printed: ${output}`, { cause: error });
  }
  if (command.exitCode !== null) throw new Error(`npm run playground ended: ${output}`);
  return { output: () => output, stop };
}
