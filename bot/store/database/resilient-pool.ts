import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';
import { isDeadlinePassed, withinDeadline } from '../../platform/within-deadline.ts';
import { retry } from './retry.ts';
import type { StoreHealth } from './store-health.ts';
import { faultOf, StoreUnavailable } from './store-unavailable.ts';

/** Connections of one process, for the tables and the job queue together. */
const MAX_CONNECTIONS = 20;

const CONNECTION_TIMEOUT_MS = 5_000;

/** PostgreSQL's connections, as Kysely and pg-boss use them. */
export interface ResilientPool extends PostgresPool {
  /** One statement, or several without values, as a transaction of its own. */
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** A connection for its caller alone, which hears of its end by the event `error`. */
  reserve(): Promise<pg.PoolClient>;
  usage: () => PoolUsage;
}

/** Connections, and callers that wait for one. */
export interface PoolUsage {
  open: number;
  idle: number;
  waiting: number;
}

/**
 * A pool that outlives its connections. A connection that breaks never ends the process. What certainly had no
 * effect, and reads, are tried again on another connection for some seconds; everything else fails with
 * `StoreUnavailable`, which says whether it may have had an effect. A connection to a server that has become
 * read-only is closed, so that the next one can reach the new primary.
 * @param answerMs a connection without an answer for so long is broken; null: it may take any time.
 */
export function createResilientPool(
  options: pg.ClientConfig,
  health: StoreHealth,
  answerMs: number | null,
): ResilientPool {
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

  async function connectOnce(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      // A server that refuses for another reason, such as a wrong password, says so with a code.
      const isRefusal = isEnded || error instanceof pg.DatabaseError;
      const fault = faultOf(error)?.fault ?? (isRefusal ? null : 'unreachable');
      throw fault ? new StoreUnavailable(fault, true, error) : error;
    }
  }

  async function runOnce(
    client: pg.PoolClient,
    text: string,
    values?: readonly unknown[],
  ): Promise<PostgresQueryResult<never>> {
    if (lost.has(client)) throw new StoreUnavailable('unreachable', true, null);
    try {
      const answer = client.query(text, values as unknown[]) as unknown as Promise<
        PostgresQueryResult<never>
      >;
      return await (answerMs === null ? answer : withinDeadline('The database', answerMs, () => answer));
    } catch (error) {
      const fault =
        faultOf(error) ??
        (lost.has(client) || isDeadlinePassed(error)
          ? { fault: 'unreachable' as const, isUndone: false }
          : null);
      if (!fault) throw error;
      lost.add(client); // also where it still lives: it may be the wrong server's, or in a state that nobody knows
      throw new StoreUnavailable(fault.fault, fault.isUndone, error);
    }
  }

  const connect = () => retry(connectOnce, health);
  const release = (client: pg.PoolClient, isBroken = false) => client.release(isBroken || lost.has(client));

  /** A connection that is replaced by another while nothing depends on it. */
  function lease(first: pg.PoolClient): PostgresPoolClient {
    let client: pg.PoolClient | null = first;
    let isInTransaction = false;

    async function outside(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<never>> {
      return retry(
        async () => {
          if (client && lost.has(client)) {
            release(client);
            client = null;
          }
          client ??= await connectOnce();
          return runOnce(client, text, values);
        },
        health,
        ({ isUndone }) => isUndone || changesNothing(text),
      );
    }

    /** Until it is committed, what a lost connection has done is undone by the server. */
    async function inside(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<never>> {
      if (!client) throw new Error('A statement came after its transaction had ended.');
      if (lost.has(client) && text === 'rollback') return UNDONE;
      try {
        return await runOnce(client, text, values);
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        const isUndone = error.isUndone || text !== 'commit';
        throw new StoreUnavailable(error.fault, isUndone, error.cause);
      }
    }

    async function query(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<never>> {
      if (isInTransaction) {
        if (text === 'rollback') isInTransaction = false;
        const result = await inside(text, values);
        if (text === 'commit') isInTransaction = false; // else a rollback follows
        return result;
      }
      const result = await outside(text, values);
      isInTransaction = BEGINS.test(text);
      return result;
    }

    return {
      query: query as unknown as PostgresPoolClient['query'], // without cursors, which nobody uses
      release: (isBroken) => {
        if (client) release(client, Boolean(isBroken));
        client = null;
      },
    };
  }

  return {
    connect: async () => lease(await connect()),
    reserve: connect,
    async query(text, values) {
      const leased = lease(await connect());
      let isDone = false;
      try {
        const result: unknown = await leased.query(text, values ?? []);
        isDone = true;
        // pg gives one result for each statement where there are several.
        const results = Array.isArray(result)
          ? (result as { rows?: unknown[] }[])
          : [result as { rows?: unknown[] }];
        return { rows: results.flatMap(({ rows }) => rows ?? []) };
      } finally {
        leased.release(!isDone); // a failure may have left a transaction open
      }
    },
    options,
    usage: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    async end() {
      if (isEnded) return;
      isEnded = true;
      await pool.end();
    },
  };
}

/** The statements with which Kysely begins a transaction. It ends one with `commit` or `rollback`. */
const BEGINS = /^(?:begin|start transaction[a-z ]*)$/;

/** The answer of a server that no longer exists: it has undone the transaction by itself. */
const UNDONE: PostgresQueryResult<never> = { command: 'ROLLBACK', rowCount: 0, rows: [] };

/** A statement that may be repeated even if it has been carried out: it reads, or only begins something. */
function changesNothing(text: string): boolean {
  return (
    BEGINS.test(text) ||
    (/^\s*select\b/i.test(text) && !/\b(?:for (?:no key )?update|pg_notify)\b/i.test(text))
  );
}
