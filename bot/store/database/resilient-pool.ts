import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { createConnections, type PoolUsage } from './connections.ts';
import { leaseConnection } from './lease-connection.ts';
import { retry } from './retry.ts';
import type { StoreHealth } from './store-health.ts';

/** PostgreSQL's connections, as Kysely and pg-boss use them. */
export interface ResilientPool extends PostgresPool {
  /** One statement, or several without values, as a transaction of its own. */
  query(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** A connection for its caller alone, which hears of its end by the event `error`. */
  reserve(): Promise<pg.PoolClient>;
  usage: () => PoolUsage;
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
  const connections = createConnections(options, answerMs);
  const reserve = () => retry(() => connections.connect(), health);
  const connect = async () => leaseConnection(await reserve(), connections, health);

  return {
    connect,
    reserve,
    async query(text, values) {
      const leased = await connect();
      let isDone = false;
      try {
        const result: unknown = await leased.query(text, values ?? []);
        isDone = true;
        return { rows: rowsOf(result) };
      } finally {
        leased.release(!isDone); // a failure may have left a transaction open
      }
    },
    options,
    usage: () => connections.usage(),
    end: () => connections.end(),
  };
}

/** pg gives one result for each statement where there are several. */
function rowsOf(result: unknown): unknown[] {
  const results = (Array.isArray(result) ? result : [result]) as { rows?: unknown[] }[];
  return results.flatMap(({ rows }) => rows ?? []);
}
