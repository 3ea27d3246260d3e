import assert from 'node:assert/strict';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { StoreUnavailable } from '../../../bot/store/database/store-unavailable.ts';
import { createCredential } from '../../../bot/sources/graph/credential.ts';
import { openPostgres, type DatabasePlace } from '../../support/databases.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';

describe('PostgreSQL that fails over', () => {
  let place: DatabasePlace;
  let name: string;
  let proxy: TcpProxy;
  let database: Database;
  let admin: pg.Client;

  before(async () => {
    place = await openPostgres();
    const url = new URL(place.databaseUrl ?? '');
    name = url.pathname.slice(1);
    proxy = await startTcpProxy({ host: 'localhost', port: Number(url.port) });
    admin = new pg.Client({ connectionString: place.databaseUrl ?? '' });
    await admin.connect();
    await admin.query('create table notes (text text)');
    url.host = `127.0.0.1:${proxy.port}`;
    database = await openDatabase({ ...place, databaseUrl: url.href });
  });
  beforeEach(async () => {
    await proxy.open();
    database.health.setDown(false);
    await admin.query('truncate notes');
  });
  after(async () => {
    await database.close();
    await admin.end();
    await proxy.close();
  });

  const terminateAll = () =>
    admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
      [name],
    );
  const count = async () =>
    Number((await admin.query<{ count: string }>('select count(*) from notes')).rows[0]?.count);
  const write = () => sql`insert into notes values ('written')`.execute(database.db);
  const read = () => sql`select count(*) from notes`.execute(database.db);
  /** Connections of the pool that a caller has, or had last. */
  const fill = (connections: number) =>
    Promise.all(Array.from({ length: connections }, () => sql`select pg_sleep(0.02)`.execute(database.db)));
  async function shut(): Promise<void> {
    await proxy.shut();
    await until(() => database.connections()?.open === 0, 'the end of every connection');
  }
  const failureOf = async (work: Promise<unknown>): Promise<StoreUnavailable> => {
    const error: unknown = await work.then(
      () => assert.fail('it succeeded'),
      (cause: unknown) => cause,
    );
    assert.ok(error instanceof StoreUnavailable, String(error));
    return error;
  };

  it('reads and writes on when its idle connections are terminated', async () => {
    for (let round = 0; round < 3; round++) {
      await fill(8);
      await terminateAll();
      await Promise.all([...Array.from({ length: 8 }, read), ...Array.from({ length: 8 }, write)]);
    }
    assert.equal(await count(), 24);
  });

  it('repeats a read that was cut off', async () => {
    const reading = sql<{ done: string }>`select pg_sleep(0.3)::text || 'done' as done`.execute(database.db);
    await until(async () => {
      const { rows } = await admin.query('select 1 from pg_stat_activity where datname = $1 and query ~ $2', [
        name,
        '^select pg_sleep\\(0.3\\)',
      ]);
      return rows.length === 1;
    }, 'the read');
    proxy.cut();
    assert.deepEqual((await reading).rows, [{ done: 'done' }]);
  });

  it('runs a transaction again that was terminated midway, and commits it once', async () => {
    let attempts = 0;
    const result = await database.db.transaction().execute(async (trx) => {
      attempts++;
      await sql`insert into notes values ('first')`.execute(trx);
      if (attempts <= 2) await terminateAll();
      await sql`insert into notes values ('second')`.execute(trx);
      return attempts;
    });
    assert.equal(result, 3);
    assert.equal(await count(), 2);
  });

  it('runs a transaction again whose connection ended before it was committed', async () => {
    let attempts = 0;
    await database.db.transaction().execute(async (trx) => {
      attempts++;
      await sql`insert into notes values ('only')`.execute(trx);
      if (attempts === 1) await terminateAll();
    });
    assert.deepEqual([attempts, await count()], [2, 1]);
  });

  it('does not repeat a commit or a write whose answer was lost, and says that it may have been saved', async () => {
    const commit = database.db.transaction().execute(async (trx) => {
      await sql`insert into notes values ('committed')`.execute(trx);
      proxy.loseAnswers();
    });
    const { isUndone, message } = await failureOf(commit);
    assert.equal(isUndone, false);
    assert.match(message, /The last change may or may not have been saved/);
    await proxy.open();
    await until(async () => (await count()) === 1, 'the commit that was not heard of');

    await read();
    proxy.loseAnswers();
    assert.equal((await failureOf(write())).isUndone, false);
    await proxy.open();
    await until(async () => (await count()) === 2, 'the write that was not heard of');
  });

  it('waits while connections are refused, and then gives up with one sentence', async () => {
    await shut();
    const writing = write();
    await until(() => proxy.open().then(() => true), 'the server');
    await writing;
    assert.equal(await count(), 1);

    await shut();
    const failure = await failureOf(write());
    assert.deepEqual([failure.fault, failure.isUndone], ['unreachable', true]);
    assert.equal(failure.message, 'The database does not answer.');
  });

  it('is known to be down when it was tried for some seconds in vain', async () => {
    await shut();
    await failureOf(write());
    assert.equal(database.health.isDown(), true);
  });

  it('is not known to be down after one lost answer', async () => {
    await read();
    proxy.loseAnswers();
    await failureOf(write());
    assert.equal(database.health.isDown(), false);
  });

  it('tries once only while the store is known to be down, and reports each failure', async () => {
    const reported: StoreUnavailable[] = [];
    database.health.onFailure((error) => reported.push(error));
    database.health.setDown(true);
    await shut();
    const startedAt = performance.now();
    const failures = await Promise.all([failureOf(write()), failureOf(read())]);
    assert.ok(performance.now() - startedAt < 3_000, 'it waited as if the store were up');
    assert.deepEqual(new Set(reported), new Set(failures));
  });

  it('leaves a server that accepts no writes, and goes on with one that does', async () => {
    await admin.query(`alter database ${name} set default_transaction_read_only = on`);
    await terminateAll();
    const writes = [
      write(),
      database.db.transaction().execute((trx) => sql`insert into notes values ('written')`.execute(trx)),
    ];
    await until(async () => {
      const { rows } = await admin.query('select 1 from pg_stat_activity where datname = $1 and query ~ $2', [
        name,
        '^insert',
      ]);
      return rows.length > 0;
    }, 'a write that is refused');
    await admin.query(`set default_transaction_read_only = off`);
    await admin.query(`alter database ${name} reset default_transaction_read_only`);
    await Promise.all(writes);
    assert.equal(await count(), 2);
  });

  it('names a full disk at once', async () => {
    await admin.query(`
      create function refuse() returns trigger language plpgsql as
        $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
      create trigger refuse before insert on notes for each row execute function refuse()`);
    const failure = await failureOf(write());
    await admin.query('drop trigger refuse on notes');
    assert.deepEqual(
      [failure.fault, failure.message],
      ['disk-full', 'The disk of the store is full: free some space.'],
    );
    await write();
  });

  it('waits for a connection when the server has none left', async () => {
    const role = `role_${name}`;
    await admin.query(`create role ${role} login password 'password' connection limit 1`);
    await admin.query(`grant select on all tables in schema public to ${role}`);
    const url = new URL(place.databaseUrl ?? '');
    url.username = role;
    const limited = await openDatabase({ ...place, databaseUrl: url.href });
    const both = [1, 2].map(() => sql<{ one: number }>`select 1 as one, pg_sleep(0.1)`.execute(limited.db));
    assert.deepEqual(
      (await Promise.all(both)).map(({ rows }) => rows[0]?.one),
      [1, 1],
    );
    await limited.close();
  });

  it('is given up when it says nothing, and serves again when it answers', async () => {
    const url = new URL(place.databaseUrl ?? '');
    url.host = `127.0.0.1:${proxy.port}`;
    const deadlines = { lockMs: 100, statementMs: 100 };
    const impatient = await openDatabase({ ...place, databaseUrl: url.href }, createCredential, deadlines);
    const insert = () => sql`insert into notes values ('written')`.execute(impatient.db);
    await insert();
    proxy.hang();
    const { fault, isUndone } = await failureOf(insert());
    assert.deepEqual([fault, isUndone], ['unreachable', false]);
    await proxy.open();
    await insert();
    await impatient.close();
  });
});
