import type { PostgresPoolClient } from 'kysely';
import type pg from 'pg';
import type { Connections, Result } from './connections.ts';
import { retry } from './retry.ts';
import type { StoreHealth } from './store-health.ts';
import { StoreUnavailable } from './store-unavailable.ts';

/** A connection, as Kysely uses it, that is replaced by another while nothing depends on it. */
export function leaseConnection(
  first: pg.PoolClient,
  connections: Connections,
  health: StoreHealth,
): PostgresPoolClient {
  let client: pg.PoolClient | null = first;
  let isInTransaction = false;

  function outside(text: string, values?: readonly unknown[]): Promise<Result> {
    return retry(
      async () => {
        if (client && connections.isLost(client)) {
          connections.release(client);
          client = null;
        }
        client ??= await connections.connect();
        return connections.run(client, text, values);
      },
      health,
      ({ isUndone }) => isUndone || changesNothing(text),
    );
  }

  /** Until it is committed, what a lost connection has done is undone by the server. */
  async function inside(text: string, values?: readonly unknown[]): Promise<Result> {
    if (!client) throw new Error('A statement came after its transaction had ended.');
    if (connections.isLost(client) && text === 'rollback') return UNDONE;
    try {
      return await connections.run(client, text, values);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      const isUndone = error.isUndone || text !== 'commit';
      throw new StoreUnavailable(error.fault, isUndone, error.cause);
    }
  }

  async function query(text: string, values?: readonly unknown[]): Promise<Result> {
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
    release(isBroken) {
      if (client) connections.release(client, Boolean(isBroken));
      client = null;
    },
  };
}

/** The statements with which Kysely begins a transaction. It ends one with `commit` or `rollback`. */
const BEGINS = /^(?:begin|start transaction[a-z ]*)$/;

/** The answer of a server that no longer exists: it has undone the transaction by itself. */
const UNDONE: Result = { command: 'ROLLBACK', rowCount: 0, rows: [] };

/** A statement that may be repeated even if it has been carried out: it reads, or only begins something. */
function changesNothing(text: string): boolean {
  return (
    BEGINS.test(text) ||
    (/^\s*select\b/i.test(text) && !/\b(?:for (?:no key )?update|pg_notify)\b/i.test(text))
  );
}
