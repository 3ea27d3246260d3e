import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import sinon from 'sinon';
import { CutoverError } from '../../../bot/platform/errors.ts';
import { openDatabase } from '../../../bot/store/database/database.ts';
import { lockFolder } from '../../../bot/store/database/folder-lock.ts';
import { migrations } from '../../../bot/store/database/migrations.ts';
import {
  createFolder,
  forEachDatabase,
  openEmptyPostgres,
  openPglite,
  openPostgres,
} from '../../support/databases.ts';
import { freePort } from '../../support/free-port.ts';

forEachDatabase('the store', (_open, openEmpty) => {
  it('is migrated once and keeps its data', async () => {
    const place = await openEmpty();
    const row = {
      ...{ tenant_id: 't', id: 'c', kind: 'channel' as const, service_url: 'https://a', bot_id: 'b' },
      seen_at: new Date('2023-09-20T10:00:00.123Z'),
    };
    const first = await openDatabase(place);
    await first.db.insertInto('conversations').values(row).execute();
    await first.close();
    const second = await openDatabase(place);
    const found = await second.db.selectFrom('conversations').selectAll().execute();
    await second.close();
    assert.deepEqual(found, [{ ...row, welcomed_at: null, team_id: null }]);
  });
});

forEachDatabase('a store of a newer version', (open) => {
  it('is refused and not changed', async () => {
    const place = await open();
    const name = '9999-from-the-future';
    const newer = await openDatabase(place);
    await sql`insert into kysely_migration values (${name}, '2030-01-01')`.execute(newer.db);
    await newer.close();
    await assert.rejects(openDatabase(place), {
      code: 'store-newer',
      message: /was written by a newer Cutover \(it has 9999-from-the-future\): start that version/,
    });
  });
});

describe('a store that several processes open at once', () => {
  it('is migrated once on PostgreSQL', async () => {
    const place = await openEmptyPostgres();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(place)));
    const { rows } = await sql`select * from kysely_migration`.execute(opened[0]?.db as never);
    await Promise.all(opened.map((database) => database.close()));
    assert.equal(rows.length, Object.keys(migrations).length);
  });

  it('is locked by the first process when embedded', async () => {
    const place = await openPglite();
    const first = await openDatabase(place);
    const link = join(await createFolder(), 'the-same');
    await symlink(place.dataDir, link);
    for (const dataDir of [place.dataDir, link]) {
      await assert.rejects(openDatabase({ ...place, dataDir }), {
        code: 'store-in-use',
        message: /is in use by another Cutover: stop that one, or set DATA_DIR to another folder/,
      });
    }
    await first.close();
    await (await openDatabase(place)).close();
  });

  it('is unlocked when its process is killed', async () => {
    const { dataDir } = await openPglite();
    const script = `
      import { lockFolder } from './bot/store/database/folder-lock.ts';
      await lockFolder(process.argv[1]);
      process.stdout.write('locked');
      setInterval(() => undefined, 1000);`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script, dataDir];
    const other = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(other.stdout, 'data');
    await assert.rejects(lockFolder(dataDir), { code: 'store-in-use' });
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    await (await lockFolder(dataDir)).release();
  });
});

describe('a store on another host', () => {
  afterEach(() => sinon.restore());

  it('has keep-alive on every connection, including the queue’s, to detect that it is gone', async () => {
    const place = await openPostgres();
    const keepAlive = sinon.spy(Socket.prototype, 'setKeepAlive');
    const database = await openDatabase(place);
    const { db, boss } = database;
    await sql`select 1`.execute(db);
    const ofTables = keepAlive.callCount;
    await boss.start();
    await boss.stop({ graceful: false });
    await database.close();
    assert.ok(ofTables > 0 && keepAlive.callCount > ofTables);
    sinon.assert.alwaysCalledWith(keepAlive, true, 10_000);
  });
});

describe('a store that cannot be used', () => {
  const refusal = async (place: { databaseUrl?: string; dataDir?: string }) => {
    const opening = openDatabase({ databaseUrl: null, dataDir: 'unused', ...place });
    const error: unknown = await opening.then(
      () => assert.fail('it was opened'),
      (cause: unknown) => cause,
    );
    assert.ok(error instanceof CutoverError);
    const { code, message } = error;
    assert.equal(code, 'store-unavailable');
    return message;
  };

  it('names the folder and the setting when no folder can be there', async () => {
    const folder = await createFolder();
    const file = join(folder, 'file');
    await writeFile(file, '');
    const link = join(folder, 'link');
    await symlink(join(folder, 'nowhere'), link);
    for (const dataDir of [
      ...[file, join(file, 'data'), link],
      ...[join(folder, 'long'.repeat(100)), join(folder, 'a\0b')],
    ]) {
      const message = await refusal({ dataDir });
      assert.ok(message.startsWith(`The data folder ${dataDir} cannot be used: `), message);
      assert.match(message, /Set DATA_DIR to a folder that this user may write, or DATABASE_URL/);
    }
  });

  it('is refused at once where the system says that the parent of a new folder is missing', async () => {
    // In a process of its own: what hangs here would hang the tests.
    const script = `
      import { openDatabase } from './bot/store/database/database.ts';
      await openDatabase({ databaseUrl: null, dataDir: '/proc/cutover/data' }).catch((error) => console.log(error.message));`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 60_000 });
    assert.match(stdout, /^The data folder \/proc\/cutover\/data cannot be used: .*Set DATA_DIR/);
  });

  it('names the server and hides the password when nothing listens', async () => {
    const port = await freePort();
    const message = await refusal({ databaseUrl: `postgres://cutover:secret@127.0.0.1:${port}/cutover` });
    assert.ok(message.includes(`127.0.0.1:${port}/cutover`), message);
    assert.match(message, /ECONNREFUSED/);
    assert.ok(!message.includes('secret'), message);
  });

  it('is reported without the password when its connection string is invalid', async () => {
    const message = await refusal({ databaseUrl: 'postgres://cutover:secret@host:no-port/cutover' });
    assert.ok(!message.includes('secret'), message);
  });
});
