import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Results } from '@electric-sql/pglite';
import type { PGlite as KyselyPglite, PGliteTransaction } from 'kysely';
import { packageFolder } from '../../platform/paths.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { unpackError, type Answer, type Operation, type Request } from './pglite-messages.ts';

/** Built from `pglite-worker.ts`, whether this runs from its sources or compiled. */
const PROGRAM = join(packageFolder, 'dist', 'store', 'database', 'pglite-worker.js');

/** Recovery after a crash takes seconds. With a full disk PGlite may never answer. */
const OPEN_TIMEOUT_MS = 60_000;

/** Megabytes of the thread's own short-lived objects; rows are all that it makes. */
const YOUNG_GENERATION_MB = 16;

/** PGlite as Kysely and pg-boss use it, in a thread of its own. */
export interface PgliteThread extends KyselyPglite {
  query<Row>(
    text: string,
    values?: unknown[],
    options?: { rowMode?: 'array' | 'object' },
  ): Promise<Results<Row>>;
  /** Several statements, without values; a transaction that they leave open by failing is rolled back. */
  exec(text: string): Promise<Results[]>;
  /** Hears what is notified on a channel, until the function that it gives is called. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  /** Ends the thread at once, as a crash does. Whoever waits gets an error. */
  terminate(): Promise<void>;
}

type Rows = Results | Results[] | undefined;

interface Pending {
  resolve: (result: Rows) => void;
  reject: (error: unknown) => void;
}

/**
 * Opens the embedded store in `folder`, which PGlite creates when it is empty. PGlite computes in the thread that
 * calls it: in one of its own, it holds up neither an answer of Teams nor a timer. Whoever waits when the thread
 * ends unexpectedly, and whoever asks after that, is told so by an error.
 * @param template the folder of a store to copy first; null: a folder without a store gets an empty one.
 */
export async function startPglite(
  folder: string,
  template: string | null = null,
  program: string = PROGRAM,
): Promise<PgliteThread> {
  const worker = new Worker(program, {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  });
  const thread = connectTo(worker);
  const { ask } = thread;
  const timer = setTimeout(() => void worker.terminate(), OPEN_TIMEOUT_MS);
  try {
    await ask({ kind: 'open', folder, template });
  } catch (error) {
    await worker.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  let transactions = 0;

  const query = <Row>(
    text: string,
    values: unknown[] = [],
    { rowMode = 'object' }: { rowMode?: 'array' | 'object' } = {},
    transaction?: number,
  ) => ask({ kind: 'query', text, values, options: { rowMode }, transaction }) as Promise<Results<Row>>;

  async function transaction<T>(callback: (trx: PGliteTransaction) => Promise<T>): Promise<T> {
    const number = ++transactions;
    await ask({ kind: 'begin', transaction: number });
    const state = { isOpen: true };
    const end = async (kind: 'commit' | 'rollback') => {
      state.isOpen = false;
      await ask({ kind, transaction: number });
    };
    const trx: PGliteTransaction = {
      query: (text, values, options) => query(text, values, options, number),
      rollback: () => end('rollback'),
    };
    try {
      const result = await callback(trx);
      if (state.isOpen) await end('commit');
      return result;
    } catch (error) {
      if (state.isOpen) await end('rollback');
      throw error;
    }
  }

  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return thread.isOver();
    },
    query,
    exec: (text) => ask({ kind: 'exec', text }) as Promise<Results[]>,
    transaction,
    async listen(channel, heard) {
      const stop = thread.hear(channel, heard);
      await ask({ kind: 'listen', channel });
      return () => {
        stop();
        return Promise.resolve();
      };
    },
    async terminate() {
      await worker.terminate();
    },
    async close() {
      await ask({ kind: 'close' });
      await worker.terminate();
    },
  };
}

/** Asks the thread, and hands its answers and notifications to whoever waits for them. */
function connectTo(worker: Worker) {
  const pending = new Map<number, Pending>();
  const listeners = new Map<string, Set<(payload: string) => void>>();
  let asked = 0;
  let end: Error | null = null;

  function die(cause?: unknown): void {
    end ??= new StoreUnavailable('ended', false, cause);
    for (const { reject } of pending.values()) reject(end);
    pending.clear();
  }
  worker.on('error', die);
  worker.on('exit', () => die());
  worker.on('message', (answer: Answer) => {
    if ('channel' in answer) {
      listeners.get(answer.channel)?.forEach((heard) => heard(answer.payload));
      return;
    }
    const waiting = pending.get(answer.id);
    pending.delete(answer.id);
    if (pending.size === 0) worker.unref(); // keeps the process alive for nobody
    if ('error' in answer) waiting?.reject(unpackError(answer.error));
    else waiting?.resolve(answer.result);
  });

  return {
    isOver: () => end !== null,
    ask: (operation: Operation): Promise<Rows> =>
      new Promise((resolve, reject) => {
        if (end) throw end;
        const request: Request = { id: ++asked, ...operation };
        worker.postMessage(request); // throws for values that cannot be passed on
        if (pending.size === 0) worker.ref();
        pending.set(request.id, { resolve, reject });
      }),
    hear: (channel: string, heard: (payload: string) => void): (() => void) => {
      const here = listeners.get(channel) ?? new Set();
      listeners.set(channel, here.add(heard));
      return () => here.delete(heard);
    },
  };
}
