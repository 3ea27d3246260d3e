import type { PgliteThread } from './pglite-thread.ts';
import type { StoreHealth } from './store-health.ts';
import { faultOf, StoreUnavailable, type StoreFault } from './store-unavailable.ts';

/** Far more than any statement takes: after some errors of its disk PGlite never answers again. */
const ANSWER_TIMEOUT_MS = 60_000;

/** After these PGlite's state in memory may be broken. What was committed is on disk, and recovered when it is opened. */
const BREAKING: readonly StoreFault[] = ['disk-full', 'out-of-memory', 'input-output', 'ended'];

/** An embedded store that is opened again, at the next statement, when its thread has ended or may be broken. */
export interface ReopeningPglite extends PgliteThread {
  /** Calls `listener` when a thread is given up, and with it every `listen`. Returns how to stop that. */
  onGivenUp(listener: (error: StoreUnavailable) => void): () => void;
}

export function keepOpen(
  first: PgliteThread,
  reopen: () => Promise<PgliteThread>,
  health: Pick<StoreHealth, 'reportFailure'>,
): ReopeningPglite {
  const listeners = new Set<(error: StoreUnavailable) => void>();
  let thread: PgliteThread | null = first;
  let opening: Promise<PgliteThread> | null = null;
  let isClosed = false;

  async function find(): Promise<PgliteThread> {
    if (isClosed) throw new Error('The embedded store is closed.');
    if (thread) return thread;
    opening ??= reopen()
      .then((opened) => (thread = opened))
      .finally(() => (opening = null));
    try {
      return await opening;
    } catch (cause) {
      throw new StoreUnavailable(faultOf(cause)?.fault ?? 'ended', true, cause);
    }
  }

  async function giveUp(broken: PgliteThread, error: StoreUnavailable): Promise<void> {
    if (thread !== broken) return;
    thread = null;
    for (const listener of listeners) listener(error);
    await broken.terminate();
  }

  async function run<Result>(work: (current: PgliteThread) => Promise<Result>): Promise<Result> {
    let watchdog: NodeJS.Timeout | undefined;
    try {
      const current = await find();
      watchdog = setTimeout(() => void giveUp(current, hung()), ANSWER_TIMEOUT_MS);
      watchdog.unref();
      return await work(current).catch(async (error: unknown) => {
        const fault = faultOf(error);
        if (!fault) throw error;
        const failure = new StoreUnavailable(fault.fault, fault.isUndone, error);
        if (BREAKING.includes(fault.fault)) await giveUp(current, failure);
        throw failure;
      });
    } catch (error) {
      if (error instanceof StoreUnavailable) health.reportFailure(error);
      throw error;
    } finally {
      clearTimeout(watchdog);
    }
  }

  return {
    ready: true,
    waitReady: Promise.resolve(),
    get closed() {
      return isClosed;
    },
    query: (text, values, options) => run((current) => current.query(text, values, options)),
    exec: (text) => run((current) => current.exec(text)),
    transaction: (callback) => run((current) => current.transaction(callback)),
    listen: (channel, heard) => run((current) => current.listen(channel, heard)),
    onGivenUp(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async terminate() {
      isClosed = true;
      await thread?.terminate();
    },
    async close() {
      isClosed = true;
      await opening?.catch(() => undefined);
      await thread?.close();
    },
  };
}

function hung(): StoreUnavailable {
  return new StoreUnavailable('ended', false, null);
}
