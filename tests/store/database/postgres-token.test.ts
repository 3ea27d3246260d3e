import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { connectTo, isEncrypted, needsToken } from '../../../bot/store/database/postgres-address.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createPostQueue } from '../../../bot/store/delivery/post-queue.ts';
import { openPostgres } from '../../support/databases.ts';
import type { Identity } from '../../../bot/sources/graph/credential.ts';

const IDENTITY: Identity = { credential: { kind: 'default' }, cloud: 'china' };

describe('a PostgreSQL connection string', () => {
  const password = () => Promise.resolve('a-token');

  it('with a password is used unchanged', () => {
    const address = 'postgres://cutover:secret@db.example.com/cutover?sslmode=require';
    assert.equal(needsToken(address), false);
    assert.deepEqual(connectTo(address, null), { connectionString: address });
  });

  it('without a password uses a token, encryption and a verified server certificate', () => {
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

  it('without a password on loopback needs no encryption', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const address = `postgres://cutover@${host}/cutover`;
      const options = connectTo(address, password);
      assert.ok('ssl' in options && !options.ssl && options.port === 5432);
      assert.equal(isEncrypted(address), true);
    }
    const options = connectTo('postgres://cutover@localhost/cutover?sslmode=verify-full', password);
    assert.ok('ssl' in options && options.ssl);
  });

  it('without a password that turns encryption off is detected', () => {
    for (const mode of ['disable', 'allow', 'prefer', 'no-verify']) {
      assert.equal(isEncrypted(`postgres://cutover@db.example.com/cutover?sslmode=${mode}`), false);
    }
    assert.equal(isEncrypted('postgres://cutover@db.example.com/cutover?sslmode=verify-full'), true);
  });
});

/** A server whose role's password is changed behind the back of those who are connected. */
describe('PostgreSQL with a token as password', () => {
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

  it('requests one token, for the cloud’s database, for all connections', async () => {
    database = await openDatabase(place(), identify);
    const answers = await manyStatements();
    assert.equal(answers.length, 5);
    assert.deepEqual(tokens.asked, ['https://ossrdbms-aad.database.chinacloudapi.cn/.default']);
  });

  it('uses a new token for new connections, including the job queue’s, when the old one expires soon', async () => {
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

  it('fails without printing the token when the server refuses it', async () => {
    database = await openDatabase(place(), identify);
    tokens.current = 'a-stale-token';
    await assert.rejects(openDatabase(place(), identify), (error: Error) => {
      assert.match(error.message, /cannot be used: password authentication failed for user "tokenbearer"/);
      assert.doesNotMatch(error.message, /stale/);
      return true;
    });
  });

  it('does not connect to a server without encryption when encryption is required', async () => {
    tokens.current = 'second-token';
    database = await openDatabase(place(), identify);
    await assert.rejects(
      openDatabase({ ...place(), databaseUrl: `${host}?sslmode=verify-full` }, identify),
      /cannot be used: The server does not support SSL connections/,
    );
  });
});
