import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '../../../bot/store/database/database.ts';
import { createFolder, openPglite, type DatabasePlace } from '../../support/databases.ts';

/** Everything in a folder, by path. */
function digest(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => [path, createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

describe('an embedded store that cannot be used', () => {
  let intact: DatabasePlace;
  before(async () => {
    intact = await openPglite();
    await (await openDatabase(intact)).close();
  });

  async function copy(): Promise<string> {
    const dataDir = join(await createFolder(), 'data');
    cpSync(intact.dataDir, dataDir, { recursive: true });
    return dataDir;
  }

  async function isRefused(dataDir: string, code: string, message: RegExp): Promise<void> {
    const before = digest(dataDir);
    await assert.rejects(openDatabase({ databaseUrl: null, dataDir }), (error: Error & { code?: string }) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      assert.ok(error.message.includes(dataDir));
      return true;
    });
    assert.deepEqual(digest(dataDir), before, 'something was changed');
  }

  const largest = (folder: string) =>
    readdirSync(folder)
      .map((name) => join(folder, name))
      .sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';

  it('says that its control file is zeroed, cut or gone', async () => {
    const isDamaged =
      /its control file global\/pg_control is missing or damaged\. Restore the folder from a backup, or move it away/;
    for (const damage of [
      (path: string) => writeFileSync(path, Buffer.alloc(8_192)),
      (path: string) => truncateSync(path, 100),
      (path: string) => rmSync(path),
    ]) {
      const dataDir = await copy();
      damage(join(dataDir, 'global', 'pg_control'));
      await isRefused(dataDir, 'store-damaged', isDamaged);
    }
  });

  it('says that its log is cut, zeroed or gone', async () => {
    for (const [damage, message] of [
      [(path: string) => truncateSync(path, 4_096), /a part of its log \(pg_wal\) is cut off/],
      [(path: string) => rmSync(path), /a part of its log \(pg_wal\) is missing/],
      [
        (path: string) => writeFileSync(path, Buffer.alloc(16 * 1024 * 1024)),
        /does not have the last checkpoint/,
      ],
    ] as const) {
      const dataDir = await copy();
      for (const name of readdirSync(join(dataDir, 'pg_wal')).filter((each) => /^[0-9A-F]{24}$/.test(each))) {
        damage(join(dataDir, 'pg_wal', name));
      }
      await isRefused(dataDir, 'store-damaged', message);
    }
  });

  it('names a table that is cut or gone', async () => {
    for (const damage of [(path: string) => truncateSync(path, 8_192), (path: string) => rmSync(path)]) {
      const dataDir = await copy();
      const table = largest(join(dataDir, 'base', '5'));
      damage(/pg_internal/.test(table) ? join(dataDir, 'base', '5', '1259') : table);
      await isRefused(
        dataDir,
        'store-damaged',
        /its file base\/5\/\d+ is not as Cutover left it \(\d+ bytes of \d+\)/,
      );
    }
  });

  it('says that its version file is gone', async () => {
    const dataDir = await copy();
    rmSync(join(dataDir, 'PG_VERSION'));
    await isRefused(dataDir, 'store-damaged', /its file PG_VERSION is missing/);
  });

  it('leaves the folder of another program, and a store of another PostgreSQL', async () => {
    const foreign = await createFolder();
    writeFileSync(join(foreign, 'thesis.docx'), 'text');
    await isRefused(
      foreign,
      'store-foreign',
      /has files of another program \(thesis\.docx\): set DATA_DIR to an empty folder/,
    );

    const older = await copy();
    writeFileSync(join(older, 'PG_VERSION'), '15\n');
    await isRefused(older, 'store-foreign', /has a store of PostgreSQL 15/);
  });

  it('leaves a store of a newer version as it is', async () => {
    const dataDir = await copy();
    const path = join(dataDir, 'cutover.json');
    const noted = JSON.parse(readFileSync(path, 'utf8')) as { migrations: string[] };
    writeFileSync(
      path,
      JSON.stringify({ ...noted, migrations: [...noted.migrations, '9999-from-the-future'] }),
    );
    await isRefused(dataDir, 'store-newer', /was written by a newer Cutover \(it has 9999-from-the-future\)/);
  });

  it('is opened again after it was closed, killed, or written by a version that noted nothing', async () => {
    const closed = await copy();
    const database = await openDatabase({ databaseUrl: null, dataDir: closed });
    await sql`create table grown as select repeat('x', 3000) as text from generate_series(1, 50)`.execute(
      database.db,
    );
    const killed = join(await createFolder(), 'data');
    await sql`checkpoint`.execute(database.db);
    cpSync(closed, killed, { recursive: true }); // as a process leaves it that is killed now
    await database.close();
    const unnoted = await copy();
    renameSync(join(unnoted, 'cutover.json'), join(await createFolder(), 'cutover.json'));
    for (const dataDir of [closed, killed, unnoted]) {
      await (await openDatabase({ databaseUrl: null, dataDir })).close();
    }
  });
});
