import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely';

import pg from 'pg';
import { PgBoss, fromPglite } from 'pg-boss';
import { createClock } from '../../platform/clock.ts';
import { CutoverError } from '../../platform/errors.ts';
import { CLOUDS } from '../../sources/graph/clouds.ts';
import { createCredential, type Identity } from '../../sources/graph/credential.ts';
import { startPglite, type PgliteThread } from './pglite-thread.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { connectTo } from './postgres-address.ts';
import type { Schema } from './schema.ts';
import { copyTemplate, isWithoutStore } from './template.ts';
import { createTokenPassword } from './token-password.ts';
import { BOSS } from './job-queue.ts';

/** One SQL database under two names: the tables, and the job queue in a schema of its own beside them. */
export interface Database {
  db: Kysely<Schema>;
  boss: PgBoss;
  /** No other process has it open. */
  isEmbedded: boolean;
  /**
   * Hears what is notified on a channel, until the function that it gives is called. `lost` says that the
   * connection has ended and nothing more is heard.
   */
  listen(channel: string, ears: Ears): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

export interface Ears {
  heard: (payload: string) => void;
  lost: () => void;
}

const QUEUE = { ...BOSS, schema: 'jobs', schedule: false } as const;

/** A host that has vanished says nothing: the system asks it, else a query waits for its answer for hours. */
const KEPT_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/**
 * Opens PostgreSQL when `databaseUrl` is given, else the embedded store in the folder `dataDir`, which
 * is created when it is missing, and brings the tables up to date. With a `databaseIdentity`, PostgreSQL's
 * password is a token of Microsoft Entra ID, which each new connection asks `identify` for.
 * @throws CutoverError `store-unavailable`, saying which store and why; `store-in-use` when another process
 *   has the folder open; `store-newer` when a newer version has written it.
 */
export async function openDatabase(
  place: { databaseUrl: string | null; databaseIdentity?: Identity | null; dataDir: string },
  identify = createCredential,
): Promise<Database> {
  const { databaseUrl, databaseIdentity = null } = place;
  const opened = databaseUrl
    ? await openPostgres(databaseUrl, databaseIdentity, identify)
    : await openEmbedded(place.dataDir);
  const where = place.databaseUrl ? hostOf(place.databaseUrl) : resolve(place.dataDir);
  try {
    await migrate(opened.db, where);
    return opened;
  } catch (cause) {
    await opened.close().catch(() => undefined);
    if (cause instanceof CutoverError) throw cause;
    throw unavailable(`The store at ${where} cannot be used: ${reasonOf(cause)}`, cause);
  }
}

async function openPostgres(
  databaseUrl: string,
  identity: Identity | null,
  identify: typeof createCredential,
): Promise<Database> {
  const password = identity && (await passwordFor(identity, identify));
  const options = { ...connectTo(databaseUrl, password), ...KEPT_ALIVE };
  const pool = new pg.Pool({ ...options, max: 10, connectionTimeoutMillis: 5_000 });
  pool.on('error', () => undefined); // an idle connection that ends is replaced at the next query
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const boss = new PgBoss({ ...QUEUE, ...options });
  const listen = (channel: string, ears: Ears) => listenInPool(pool, channel, ears);
  return { db, boss, isEmbedded: false, listen, close: () => db.destroy() };
}

/** One of the pool's connections is kept for it. */
async function listenInPool(
  pool: pg.Pool,
  channel: string,
  { heard, lost }: Ears,
): Promise<() => Promise<void>> {
  const client = await pool.connect();
  let isOver = false;
  const end = (error?: Error) => {
    if (isOver) return false;
    isOver = true;
    client.release(error ?? true);
    return true;
  };
  client.on('notification', ({ payload }) => heard(payload ?? ''));
  client.on('error', (error) => {
    if (end(error)) lost();
  });
  try {
    await client.query(`listen ${pg.escapeIdentifier(channel)}`);
  } catch (error) {
    end();
    throw error;
  }
  return () => {
    end();
    return Promise.resolve();
  };
}

async function passwordFor(
  identity: Identity,
  identify: typeof createCredential,
): Promise<() => Promise<string>> {
  const source = await identify(identity);
  const scope = `${CLOUDS[identity.cloud].database}/.default`;
  const password = createTokenPassword({ source, scope, clock: createClock() });
  await password(); // an identity that has none says so now, and the first connection does not wait
  return password;
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const folder = resolve(dataDir);
  let pglite: PgliteThread;
  let lock: FolderLock | null = null;
  try {
    mkdirSync(folder, { recursive: true });
    lock = await lockFolder(folder);
    if (isWithoutStore(folder)) copyTemplate(folder); // without a template, PGlite creates the store
    pglite = await startPglite(folder);
  } catch (cause) {
    await lock?.release();
    if (cause instanceof CutoverError) throw cause;
    throw unavailable(
      `The data folder ${folder} cannot be used: ${reasonOf(cause)} Set DATA_DIR to a folder that this user may write, or DATABASE_URL to a PostgreSQL.`,
      cause,
    );
  }
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }) });
  const boss = new PgBoss({ ...QUEUE, db: fromPglite(pglite), backend: 'pglite', registerInstance: false });
  const close = async () => {
    await pglite.close();
    await lock.release();
  };
  const listen = (channel: string, { heard }: Ears) => pglite.listen(channel, heard);
  return { db, boss, isEmbedded: true, listen, close };
}

function unavailable(message: string, cause: unknown): CutoverError {
  return new CutoverError('store-unavailable', message, { cause });
}

function reasonOf(cause: unknown): string {
  const message =
    cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause);
  return `${message ?? 'no reason given'}.`.replace(/\.\.$/, '.');
}

/** The part of a connection string that may be shown. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
