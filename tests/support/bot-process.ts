import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type DatabasePlace } from './databases.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

/** Cutover as a process of its own, as it is built. */
export interface BotProcess {
  port: number;
  /** Resolves with the exit code when the process has ended; null when the signal itself ended it. */
  end(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null>;
  /** Only sends it. */
  signal(signal: 'SIGTERM' | 'SIGINT'): void;
  /** What it wrote to its log so far. */
  log(): string;
}

/** Starts one over a store, with a clock that shows `clockStart`; resolves when it is ready. */
export async function startBotProcess(place: DatabasePlace, clockStart: Date): Promise<BotProcess> {
  const port = await freePort();
  const env = {
    ...process.env,
    ...{ PORT: String(port), DATA_DIR: place.dataDir, LOG_LEVEL: 'error' },
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
    CLOCK_START: clockStart.toISOString(),
  };
  const child = spawn(process.execPath, ['dist/index.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(isReady, 'the process to be ready');
  return {
    port,
    end: (signal) => end(child, signal),
    signal: (signal) => child.kill(signal),
    log: () => log,
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}
