import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const running = new Set<ChildProcess>();

/** Leaves no bot behind, whatever went wrong. */
export function killBots(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts a bot and waits for its health check; `startMs` is the time from the process's start to that 200. */
export async function startBot(
  command: string[],
  port: number,
  env: Record<string, string>,
): Promise<{ child: ChildProcess; startMs: number }> {
  if (await isHealthy(port)) throw new Error(`Port ${port} is taken: end the program that answers there.`);
  const started = performance.now();
  const child = spawn(process.execPath, command, {
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { child, startMs: performance.now() - started };
}

export async function stopBot(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

/** Resident memory in MB, as Linux tells it; not a number elsewhere. */
export function residentMegabytes({ pid }: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${pid ?? 0}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** Milliseconds of processor time used so far, by all of its threads, as Linux tells it; not a number elsewhere. */
export function processorMs({ pid }: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${pid ?? 0}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10; // ticks of a hundredth of a second
  } catch {
    return NaN;
  }
}

async function isHealthy(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}
