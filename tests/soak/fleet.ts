import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { DatabasePlace } from '../support/databases.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

/** Processes of the built bot over one store, which a soak kills and starts again. */
export interface Fleet {
  /** Ports of the processes that are ready. */
  ports(): number[];
  /** Kills a process, or each of them, and starts it again after `downMs`. Resolves when it is ready again. */
  kill(which: 'one' | 'all', downMs: number): Promise<void>;
  /** Exits that nobody asked for, with their codes. */
  unexpectedExits: string[];
  /** Lines that all processes have logged at level `warn` and above. */
  logLines(): number;
  /** Ends every process as a platform does. Resolves with the slowest end in milliseconds. */
  stop(): Promise<number>;
}

interface Instance {
  port: number;
  child: ChildProcess | null;
  isReady: boolean;
}

/** Starts `size` processes whose clocks show `clockStart` at the moment of this call, and go on from there. */
export async function startFleet(place: DatabasePlace, size: number, clockStart: Date): Promise<Fleet> {
  const startedAt = Date.now();
  const unexpectedExits: string[] = [];
  const wanted = new WeakSet<ChildProcess>();
  let logLines = 0;
  let turn = 0;

  async function start(instance: Instance): Promise<void> {
    const now = new Date(clockStart.getTime() + Date.now() - startedAt);
    const child = spawn(process.execPath, ['dist/index.js'], {
      env: {
        ...process.env,
        ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
        PORT: String(instance.port),
        DATA_DIR: place.dataDir,
        LOG_LEVEL: 'warn',
        CLOCK_START: now.toISOString(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    instance.child = child;
    const lastLines: string[] = [];
    for (const output of [child.stdout, child.stderr]) {
      createInterface({ input: output }).on('line', (line) => {
        logLines++;
        lastLines.push(line);
        if (lastLines.length > 5) lastLines.shift();
      });
    }
    child.once('exit', (code, signal) => {
      instance.isReady = false;
      if (!wanted.has(child)) unexpectedExits.push([code ?? signal, ...lastLines].join('\n  '));
    });
    const isReady = () => {
      if (child.exitCode !== null)
        throw new Error(`A process ended while it started: ${lastLines.join('\n')}`);
      return fetch(`http://127.0.0.1:${instance.port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until(isReady, 'a process to be ready', 120_000);
    instance.isReady = true;
  }

  async function end(instance: Instance, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = instance;
    instance.isReady = false;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    wanted.add(child);
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  const instances: Instance[] = [];
  for (let i = 0; i < size; i++) instances.push({ port: await freePort(), child: null, isReady: false });
  for (const instance of instances) await start(instance);

  return {
    ports: () => instances.filter(({ isReady }) => isReady).map(({ port }) => port),
    async kill(which, downMs) {
      const one = instances[turn++ % instances.length];
      const hit = which === 'all' || !one ? instances : [one];
      await Promise.all(hit.map((instance) => end(instance, 'SIGKILL')));
      await pause(downMs);
      await Promise.all(hit.map((instance) => start(instance)));
    },
    unexpectedExits,
    logLines: () => logLines,
    async stop() {
      const times = await Promise.all(
        instances.map(async (instance) => {
          const before = performance.now();
          await end(instance, 'SIGTERM');
          return performance.now() - before;
        }),
      );
      return Math.max(...times);
    },
  };
}
