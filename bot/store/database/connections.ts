import type { PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { isDeadlinePassed, withinDeadline } from '../../platform/within-deadline.ts';
import { faultOf, StoreUnavailable } from './store-unavailable.ts';

/** Connections of one process, for the tables and the job queue together. */
const MAX_CONNECTIONS = 20;

const CONNECTION_TIMEOUT_MS = 5_000;

/** What a statement gives; each caller knows its own rows. */
export type Result = PostgresQueryResult<never>;

/** Connections, and callers that wait for one. */
export interface PoolUsage {
  open: number;
  idle: number;
  waiting: number;
}

/** pg's connections. Where one of them fails, `StoreUnavailable` says whether that may have had an effect. */
export interface Connections {
  connect(): Promise<pg.PoolClient>;
  /** Runs a statement once. A connection that breaks is lost. */
  run(client: pg.PoolClient, text: string, values?: readonly unknown[]): Promise<Result>;
  isLost(client: pg.PoolClient): boolean;
  /** Gives a connection back; one that is lost or broken is closed. */
  release(client: pg.PoolClient, isBroken?: boolean): void;
  usage(): PoolUsage;
  end(): Promise<void>;
}

/** @param answerMs a connection without an answer for so long is broken; null: it may take any time. */
export function createConnections(options: pg.ClientConfig, answerMs: number | null): Connections {
  const pool = new pg.Pool({
    ...options,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
  });
  const lost = new WeakSet<pg.ClientBase>();
  let isEnded = false;
  pool.on('error', () => undefined); // an idle connection that ends is replaced at the next statement
  pool.on('connect', (client) => {
    // The pool listens only while a connection is idle, and an `error` that nobody hears ends the process.
    client.on('error', () => lost.add(client));
  });

  return {
    async connect() {
      try {
        return await pool.connect();
      } catch (error) {
        // A server that refuses for another reason, such as a wrong password, says so with a code.
        const isRefusal = isEnded || error instanceof pg.DatabaseError;
        const fault = faultOf(error)?.fault ?? (isRefusal ? null : 'unreachable');
        throw fault ? new StoreUnavailable(fault, true, error) : error;
      }
    },

    async run(client, text, values) {
      if (lost.has(client)) throw new StoreUnavailable('unreachable', true, null);
      try {
        const answer = client.query(text, values as unknown[]) as unknown as Promise<Result>;
        return await (answerMs === null ? answer : withinDeadline('The database', answerMs, () => answer));
      } catch (error) {
        const isCut = lost.has(client) || isDeadlinePassed(error);
        const fault = faultOf(error) ?? (isCut ? { fault: 'unreachable' as const, isUndone: false } : null);
        if (!fault) throw error;
        lost.add(client); // also where it still lives: it may be the wrong server's, or in a state that nobody knows
        throw new StoreUnavailable(fault.fault, fault.isUndone, error);
      }
    },

    isLost: (client) => lost.has(client),
    release: (client, isBroken = false) => client.release(isBroken || lost.has(client)),
    usage: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async end() {
      if (isEnded) return;
      isEnded = true;
      await pool.end();
    },
  };
}
