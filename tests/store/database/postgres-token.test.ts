import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { connectTo, isEncrypted, needsToken } from '../../../bot/store/database/postgres-address.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createPostQueue } from '../../../bot/store/delivery/post-queue.ts';
import { openPostgres } from '../../support/databases.ts';
import type { Identity } from '../../../bot/sources/graph/credential.ts';

const IDENTITY: Identity = { credential: { kind: 'default' }, cloud: 'china' };

describe('an address of PostgreSQL', () => {
  const password = () => Promise.resolve('a-token');

  it('with a password is taken as it is', () => {
    const address = 'postgres://cutover:secret@db.example.com/cutover?sslmode=require';
    assert.equal(needsToken(address), false);
    assert.deepEqual(connectTo(address, null), { connectionString: address });
  });

  it('without one is reached with a token, encrypted, and only at a server that proves who it is', () => {
    const address = 'postgresql://mi%2Dcutover@db.example.com:6432/cut%20over?sslmode=require';
    assert.equal(needsToken(address), true);
    assert.deepEqual(connectTo(address, password), {
      host: 'db.example.com',
      port: 6432,
      user: 'mi-cutover',
      database: 'cut over',
      password,
      ssl: true,
    });
  });

  it('without one on this machine needs no encryption', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const address = `postgres://cutover@${host}/cutover`;
      const options = connectTo(address, password);
      assert.ok('ssl' in options && !options.ssl && options.port === 5432);
      assert.equal(isEncrypted(address), true);
    }
    const options = connectTo('postgres://cutover@localhost/cutover?sslmode=verify-full', password);
    assert.ok('ssl' in options && options.ssl);
  });

  it('without one that turns encryption off is told from the others', () => {
    for (const mode of ['disable', 'allow', 'prefer', 'no-verify']) {
      assert.equal(isEncrypted(`postgres://cutover@db.example.com/cutover?sslmode=${mode}`), false);
    }
    assert.equal(isEncrypted('postgres://cutover@db.example.com/cutover?sslmode=verify-full'), true);
  });
});

/** A server whose role's password is changed behind the back of those who are connected. */
describe('PostgreSQL with a token for a password', () => {
  let admin: Database;
  let database: Database;
  let host: string;
  const tokens = { current: 'first-token', lifeMs: 3_600_000, asked: [] as string[] };

  const identify = () =>
    Promise.resolve({
      getToken: (scope: string) => {
        tokens.asked.push(scope);
        const expiresOnTimestamp = Date.now() + tokens.lifeMs;
        return Promise.resolve({ token: tokens.current, expiresOnTimestamp });
      },
    });
  const place = () => ({ databaseUrl: host, databaseIdentity: IDENTITY, dataDir: 'unused' });
  const changePassword = (to: string) =>
    sql`alter role tokenbearer password ${sql.lit(to)}`.execute(admin.db);

  before(async () => {
    const { databaseUrl, dataDir } = await openPostgres();
    admin = await openDatabase({ databaseUrl, dataDir });
    const url = new URL(databaseUrl ?? '');
    await sql`drop role if exists tokenbearer`.execute(admin.db);
    await sql`create role tokenbearer login superuser password 'first-token'`.execute(admin.db);
    url.username = 'tokenbearer';
    url.password = '';
    host = url.href;
  });
  beforeEach(() => {
    Object.assign(tokens, { lifeMs: 3_600_000, asked: [] });
  });
  afterEach(() => database.close());
  after(() => admin.close());

  /** As many connections at once as statements, so that new ones must be made. */
  const manyStatements = () =>
    Promise.all(Array.from({ length: 5 }, () => sql`select current_user as name`.execute(database.db)));

  it('asks once, for the cloud’s database, however many connections are made', async () => {
    database = await openDatabase(place(), identify);
    const answers = await manyStatements();
    assert.equal(answers.length, 5);
    assert.deepEqual(tokens.asked, ['https://ossrdbms-aad.database.chinacloudapi.cn/.default']);
  });

  it('makes new connections with a new token when the old one nears its end, the job queue’s too', async () => {
    tokens.lifeMs = 60_000; // too short to be kept
    database = await openDatabase(place(), identify);
    tokens.current = 'second-token';
    await changePassword('second-token');
    const [answer] = await manyStatements();
    assert.deepEqual((answer?.rows[0] as { name: string }).name, 'tokenbearer');
    const errors: unknown[] = [];
    const queue = createPostQueue(database.boss, database.db, (error) => errors.push(error));
    await queue.start();
    await queue.stop();
    assert.deepEqual(errors, []);
    assert.ok(tokens.asked.length > 1);
  });

  it('is refused with a token that the server does not take, without a word of the token', async () => {
    database = await openDatabase(place(), identify);
    tokens.current = 'a-stale-token';
    await assert.rejects(openDatabase(place(), identify), (error: Error) => {
      assert.match(error.message, /cannot be used: password authentication failed for user "tokenbearer"/);
      assert.doesNotMatch(error.message, /stale/);
      return true;
    });
  });

  it('does not speak to a server that cannot encrypt, where encryption is asked for', async () => {
    tokens.current = 'second-token';
    database = await openDatabase(place(), identify);
    await assert.rejects(
      openDatabase({ ...place(), databaseUrl: `${host}?sslmode=verify-full` }, identify),
      /cannot be used: The server does not support SSL connections/,
    );
  });
});
