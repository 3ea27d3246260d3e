import { resolve } from 'node:path';
import { PGliteDialect, PostgresDialect, type Kysely } from 'kysely';
import pg from 'pg';
import { PgBoss, fromPglite } from 'pg-boss';
import { createClock } from '../../platform/clock.ts';
import { DEADLINES, type Deadlines } from '../../platform/deadlines.ts';
import { ensureFolder } from '../../platform/ensure-folder.ts';
import { CutoverError } from '../../platform/errors.ts';
import { CLOUDS } from '../../sources/graph/clouds.ts';
import { createCredential, type Identity } from '../../sources/graph/credential.ts';
import { startPglite } from './pglite-thread.ts';
import { keepOpen, type ReopeningPglite } from './reopening-pglite.ts';
import { checkFolder } from './check-folder.ts';
import { lockFolder, type FolderLock } from './folder-lock.ts';
import { migrations } from './migrations.ts';
import { noteClosed, noteOpened } from './store-manifest.ts';
import { migrate } from './migrate.ts';
import { connectTo } from './postgres-address.ts';
import type { Schema } from './schema.ts';
import { findTemplate } from './template.ts';
import { isWithoutStore } from './copy-store.ts';
import { createTokenPassword } from './token-password.ts';
import type { PoolUsage } from './connections.ts';
import { createResilientPool, type ResilientPool } from './resilient-pool.ts';
import { RetryingKysely } from './retrying-kysely.ts';
import { isStoreDamaged, storeDamaged } from './store-damaged.ts';
import { StoreUnavailable } from './store-unavailable.ts';
import { createStoreHealth, type StoreHealth } from './store-health.ts';
import { BOSS_OPTIONS } from './job-queue.ts';

/** One SQL database: the tables, and the job queue in a schema of its own. */
export interface Database {
  db: Kysely<Schema>;
  boss: PgBoss;
  /** Whether it is the embedded store, which no other process can open. */
  isEmbedded: boolean;
  health: StoreHealth;
  /** Connections to PostgreSQL; null for the embedded store, which has none. */
  connections: () => PoolUsage | null;
  /** Listens to a notification channel (`NOTIFY`) until the returned function is called. */
  listen(channel: string, listener: ChannelListener): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Callbacks of `listen`. After `onConnectionLost` there are no more notifications. */
export interface ChannelListener {
  onNotification: (payload: string) => void;
  onConnectionLost: (error: Error) => void;
}

/** A database whose tables may be older than this version; `where` names it in errors. */
type OpenedDatabase = Database & { migrate(where: string): Promise<void> };

type StoreDeadlines = Pick<Deadlines, 'lockMs' | 'statementMs'>;

/** A server that ends a statement in time says so; one that says nothing for so much longer is unreachable. */
const LATE_ANSWER_MS = 2_000;

const QUEUE = { ...BOSS_OPTIONS, schema: 'jobs', schedule: false } as const;

/** Detects a host that has vanished; without it a query would wait for hours. */
const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/**
 * Opens PostgreSQL if `databaseUrl` is given, else the embedded store in the folder `dataDir`, which is created if
 * it is missing, and applies new migrations. With a `databaseIdentity`, PostgreSQL's password is a Microsoft Entra
 * ID token, which each new connection gets from the credential that `identify` creates.
 * @throws CutoverError `store-unavailable`, saying which store and why; `store-in-use` when another process
 *   has the folder open; `store-newer` when a newer version has written it; for a folder, also those of `checkFolder`.
 */
export async function openDatabase(
  place: { databaseUrl: string | null; databaseIdentity?: Identity | null; dataDir: string },
  identify = createCredential,
  deadlines: StoreDeadlines = DEADLINES,
): Promise<Database> {
  const { databaseUrl, databaseIdentity = null } = place;
  const opened = databaseUrl
    ? await openPostgres(databaseUrl, databaseIdentity, identify, deadlines)
    : await openEmbedded(place.dataDir);
  const where = whereIs(place);
  try {
    opened.health.setDown(true); // one attempt: whoever opens it decides whether to wait
    await opened.migrate(where);
    if (opened.isEmbedded) noteOpened(where, Object.keys(migrations));
    opened.health.setDown(false);
    return opened;
  } catch (cause) {
    await opened.close().catch(() => undefined);
    if (cause instanceof CutoverError && !(cause instanceof StoreUnavailable)) throw cause;
    if (isStoreDamaged(cause)) throw storeDamaged(where, cause);
    throw unavailable(`The store at ${where} cannot be used: ${reasonOf(cause)}`, cause);
  }
}

/** How texts name a store. */
export function whereIs(place: { databaseUrl: string | null; dataDir: string }): string {
  return place.databaseUrl ? hostOf(place.databaseUrl) : resolve(place.dataDir);
}

async function openPostgres(
  databaseUrl: string,
  identity: Identity | null,
  identify: typeof createCredential,
  deadlines: StoreDeadlines,
): Promise<OpenedDatabase> {
  const password = identity && (await passwordFor(identity, identify));
  const options = { ...connectTo(databaseUrl, password), ...KEEP_ALIVE };
  const health = createStoreHealth();
  const { lockMs, statementMs } = deadlines;
  const pool = createResilientPool(
    { ...options, lock_timeout: lockMs, statement_timeout: statementMs },
    health,
    statementMs + LATE_ANSWER_MS,
  );
  const db = new RetryingKysely<Schema>({ dialect: new PostgresDialect({ pool }) }, health);
  /** In a connection of its own: a migration may take long, and waits for that of another instance. */
  const bringUpToDate = async (where: string) => {
    const unlimited = createResilientPool(options, health, null);
    const itsDb = new RetryingKysely<Schema>({ dialect: new PostgresDialect({ pool: unlimited }) }, health);
    await migrate(itsDb, where).finally(() => itsDb.destroy());
  };
  const boss = new PgBoss({ ...QUEUE, db: { executeSql: (text, values) => pool.query(text, values) } });
  const listen = (channel: string, listener: ChannelListener) => listenInPool(pool, channel, listener);
  const close = async () => {
    await db.destroy();
    await pool.end(); // Kysely does not end a pool that it has not used
  };
  return {
    ...{ db, boss, isEmbedded: false, health, connections: pool.usage, listen, close },
    migrate: bringUpToDate,
  };
}

/** Takes one of the pool's connections for itself. */
async function listenInPool(
  pool: ResilientPool,
  channel: string,
  { onNotification, onConnectionLost }: ChannelListener,
): Promise<() => Promise<void>> {
  const client = await pool.reserve();
  let isOver = false;
  const end = (error?: Error) => {
    if (isOver) return false;
    isOver = true;
    client.release(error ?? true);
    return true;
  };
  client.on('notification', ({ payload }) => onNotification(payload ?? ''));
  client.on('error', (error) => {
    if (end(error)) onConnectionLost(new StoreUnavailable('unreachable', true, error));
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
  await password(); // fails now if the identity gets no token, and saves the first connection the wait
  return password;
}

async function openEmbedded(dataDir: string): Promise<OpenedDatabase> {
  const folder = resolve(dataDir);
  const health = createStoreHealth();
  const lock = await takeFolder(folder);
  let pglite: ReopeningPglite;
  try {
    await checkFolder(folder);
    const first = await startPglite(folder, isWithoutStore(folder) ? findTemplate() : null);
    pglite = keepOpen(first, () => startPglite(folder), health);
  } catch (cause) {
    await lock.release();
    if (cause instanceof CutoverError) throw cause;
    throw unavailable(
      `The store in ${folder} cannot be opened: ${reasonOf(cause)} If this happens again, restore the folder from a backup, or move it away and start with a new, empty store.`,
      cause,
    );
  }
  const db = new RetryingKysely<Schema>({ dialect: new PGliteDialect({ pglite }) }, health);
  const boss = new PgBoss({ ...QUEUE, db: fromPglite(pglite), backend: 'pglite', registerInstance: false });
  const close = async () => {
    await pglite.close();
    noteClosed(folder);
    await lock.release();
  };
  async function listen(channel: string, { onNotification, onConnectionLost }: ChannelListener) {
    const stop = await pglite.listen(channel, onNotification);
    const forget = pglite.onGivenUp(onConnectionLost);
    return () => {
      forget();
      return stop();
    };
  }
  return {
    ...{ db, boss, isEmbedded: true, health, connections: () => null, listen, close },
    migrate: (where) => migrate(db, where),
  };
}

async function takeFolder(folder: string): Promise<FolderLock> {
  try {
    ensureFolder(folder);
    return await lockFolder(folder);
  } catch (cause) {
    if (cause instanceof CutoverError) throw cause;
    throw unavailable(
      `The data folder ${folder} cannot be used: ${reasonOf(cause)} Set DATA_DIR to a folder that this user may write, or DATABASE_URL to a PostgreSQL.`,
      cause,
    );
  }
}

function unavailable(message: string, cause: unknown): CutoverError {
  return new CutoverError('store-unavailable', message, { cause });
}

function reasonOf(error: unknown): string {
  const cause = error instanceof StoreUnavailable ? error.cause : error;
  const message =
    cause instanceof Error ? cause.message || (cause as NodeJS.ErrnoException).code : String(cause);
  return `${message ?? 'no reason given'}.`.replace(/\.\.$/, '.');
}

/** The part of a connection string without secrets. */
function hostOf(url: string): string {
  if (!URL.canParse(url)) return 'DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
