import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
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

/** Size and time of change of everything in a folder, by path. */
function list(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(
    paths.map((path) => {
      const { size, mtimeMs } = statSync(path);
      return [path, `${size} bytes, ${mtimeMs}`];
    }),
  );
}

describe('an embedded store that cannot be used', () => {
  let intact: DatabasePlace;
  /** A store as a process leaves it that is killed. */
  let killed: DatabasePlace;
  /** A table, its index, catalogues, and what else a store consists of. */
  const files: Record<string, string> = {
    transactions: 'pg_xact/0000',
    map: 'base/5/pg_filenode.map',
    sharedMap: 'global/pg_filenode.map',
  };
  /** A table that has changed since the last checkpoint. */
  let changed = '';
  before(async () => {
    intact = await openPglite();
    await (await openDatabase(intact)).close();
    const dataDir = join(await createFolder(), 'data');
    const first = await openDatabase(intact);
    const { db } = first;
    await sql`
      insert into questions
        (id, tenant_id, thread_id, activity_id, text, intent, confidence, decision, asked_at)
      select gen_random_uuid(), 'tenant', 'thread', number, repeat('x', 99), 'none', 0, 'unknown', '2023-09-24T09:00:00Z'
      from generate_series(1, 300) number`.execute(db);
    await sql`create table changed as
      select number, repeat('x', 99) as text from generate_series(1, 300) number`.execute(db);
    for (const name of ['changed', 'questions', 'questions_pkey', 'pg_class', 'pg_database']) {
      const { rows } = await sql<{ path: string }>`select pg_relation_filepath(${name}) as path`.execute(db);
      files[name] = rows[0]?.path ?? '';
    }
    changed = files['changed'] ?? '';
    delete files['changed'];
    await sql`checkpoint`.execute(db);
    await first.close();
    const again = await openDatabase(intact);
    await sql`update changed set text = 'y' where number = 1`.execute(again.db);
    cpSync(intact.dataDir, dataDir, { recursive: true });
    killed = { databaseUrl: null, dataDir };
    await again.close();
  });

  async function copy({ dataDir: from } = intact): Promise<string> {
    const dataDir = join(await createFolder(), 'data');
    cpSync(from, dataDir, { recursive: true });
    return dataDir;
  }

  const overwrite = (path: string, page: Buffer) => {
    const bytes = readFileSync(path);
    page.copy(bytes);
    writeFileSync(path, bytes);
  };
  const DAMAGES: Record<string, (path: string) => void> = {
    zeroed: (path) => overwrite(path, Buffer.alloc(8_192)),
    'overwritten at random': (path) => overwrite(path, randomBytes(8_192)),
    cut: (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    gone: (path) => rmSync(path),
  };

  async function isRefused(dataDir: string, code: string, message: RegExp): Promise<void> {
    const before = list(dataDir);
    await assert.rejects(openDatabase({ databaseUrl: null, dataDir }), (error: Error & { code?: string }) => {
      assert.equal(error.code, code, error.message);
      assert.match(error.message, message);
      assert.ok(error.message.includes(dataDir));
      return true;
    });
    assert.deepEqual(list(dataDir), before, 'something was changed');
  }

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

  for (const [how, damage] of Object.entries(DAMAGES)) {
    it(`names a file that is ${how} since it was closed`, async () => {
      const dataDir = await copy();
      for (const path of Object.values(files)) {
        const kept = readFileSync(join(dataDir, path));
        damage(join(dataDir, path));
        await isRefused(dataDir, 'store-damaged', new RegExp(`its file ${path} is not as Cutover left it`));
        writeFileSync(join(dataDir, path), kept);
      }
      await (await openDatabase({ databaseUrl: null, dataDir })).close();
    });

    it(`names a file that is ${how} after its process was killed`, async () => {
      const dataDir = await copy(killed);
      for (const [name, path] of Object.entries(files)) {
        // Any two bits are the state of a transaction.
        if (name === 'transactions' && how === 'overwritten at random') continue;
        const kept = readFileSync(join(dataDir, path));
        damage(join(dataDir, path));
        await isRefused(dataDir, 'store-damaged', new RegExp(`its file ${path} (?:is|has)`));
        writeFileSync(join(dataDir, path), kept);
      }
      await (await openDatabase({ databaseUrl: null, dataDir })).close();
    });
  }

  it('is opened when the log restores the half of a page that a killed process had not written', async () => {
    const dataDir = await copy(killed);
    const path = join(dataDir, changed);
    const bytes = readFileSync(path);
    bytes.fill(1, 4_096, 8_192);
    writeFileSync(path, bytes);
    const opened = await openDatabase({ databaseUrl: null, dataDir });
    const { rows } = await sql<{ count: number }>`select count(*)::int from changed`.execute(opened.db);
    await opened.close();
    assert.deepEqual(rows, [{ count: 300 }]);
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
    const kept = [];
    for (const dataDir of [closed, killed, unnoted]) {
      const reopened = await openDatabase({ databaseUrl: null, dataDir });
      const found = await sql`select from pg_class where relname = 'grown'`.execute(reopened.db);
      kept.push(found.rows.length);
      await reopened.close();
    }
    assert.deepEqual(kept, [1, 1, 0]);
  });
});
