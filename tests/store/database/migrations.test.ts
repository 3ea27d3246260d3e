import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openDatabase } from '../../../bot/store/database/database.ts';
import { migrations } from '../../../bot/store/database/migrations.ts';
import { connectTo } from '../../support/bare-database.ts';
import { forEachDatabase } from '../../support/databases.ts';

const FOLDER = new URL('../../../bot/store/database/migrations/', import.meta.url);

/** The names that stores of earlier versions have recorded, in the order in which they ran. */
const OLD_NAMES = [
  ...['0001-conversations-subscriptions-posts', '0002-posts-of-every-kind', '0003-questions'],
  ...['0003-schedules', '0004-identity-teams-handoffs', '0005-alerts-sync-status', '0006-servers'],
  ...['0007-acknowledgements', '0008-alerting', '0009-delivery', '0011-changes', '0012-planning'],
  '0013-offsets',
];

const SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';
const POST = '22222222-2222-4222-8222-222222222222';

forEachDatabase('a store of the first version', (_open, openEmpty) => {
  it('keeps its reminders and their results', async () => {
    const place = await openEmpty();
    const old = await connectTo(place);
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db: old, provider }).migrateTo(
      '0001-conversations-subscriptions-posts',
    );
    assert.equal(error, undefined);
    await sql`insert into conversations values ('t', 'c', 'channel', 'https://a', 'b', null, '2023-01-01Z')`.execute(
      old,
    );
    await sql`
      insert into subscriptions values
        (${SUBSCRIPTION}, 't', 'c', 'a-notice', 'active', '09:00', 'UTC', '{7,0}', '2023-01-01Z', null)`.execute(
      old,
    );
    await sql`
      insert into posts values (${POST}, 'a-notice', '2023-10-01', 7, ${SUBSCRIPTION}, 't', 'sent', null,
        '2023-09-24T09:00:00Z', '2023-09-24T09:00:01Z', 1, '1700000000000')`.execute(old);
    await old.destroy();

    const database = await openDatabase(place);
    const posts = await database.db.selectFrom('posts').selectAll().execute();
    await database.close();
    assert.deepEqual(posts, [
      {
        id: POST,
        kind: 'reminder',
        subject_id: SUBSCRIPTION,
        occasion: 'a-notice 2023-10-01 7',
        tenant_id: 't',
        thread_id: null,
        conversation_id: 'c',
        state: 'sent',
        reason: null,
        due_at: new Date('2023-09-24T09:00:00Z'),
        changed_at: new Date('2023-09-24T09:00:01Z'),
        attempts: 1,
        activity_id: '1700000000000',
        sent_at: new Date('2023-09-24T09:00:01Z'),
        update_attempts: 0,
        is_repeat: false,
        carried_by: null,
        is_superseded: false,
        lease_until: null,
        revision: 0,
        shown_revision: 0,
        notice_id: 'a-notice',
        cut_off: '2023-10-01',
        offset_days: 7,
      },
    ]);
  });
});

describe('the list of migrations', () => {
  const names = Object.keys(migrations);

  it('contains every file of the folder, in order', () => {
    assert.deepEqual(
      names.map((name) => `${name}.ts`),
      readdirSync(FOLDER).sort(),
    );
  });

  it('is numbered from 0001 without gaps and duplicates', () => {
    assert.deepEqual(
      names.map((name) => Number(name.slice(0, 4))),
      names.map((_, index) => index + 1),
    );
  });
});

forEachDatabase('a store with reasons as text', (_open, openEmpty) => {
  it('gets reason codes', async () => {
    const place = await openEmpty();
    const old = await connectTo(place);
    const provider = { getMigrations: () => Promise.resolve(migrations) };
    const { error } = await new Migrator({ db: old, provider }).migrateTo('0013-reminder-offsets');
    assert.equal(error, undefined);
    await sql`insert into conversations values ('t', 'c', 'channel', 'https://a', 'b', null, '2023-01-01Z')`.execute(
      old,
    );
    for (const [index, reason] of ['the cut-off moved', 'Teams answered 403: no'].entries()) {
      await sql`
        insert into posts (id, kind, subject_id, occasion, tenant_id, conversation_id, state, reason, due_at, changed_at)
        values (${randomUUID()}, 'alert', 's', ${String(index)}, 't', 'c', 'skipped', ${reason}, '2023-01-01Z',
          '2023-01-01Z')`.execute(old);
    }
    await old.destroy();

    const database = await openDatabase(place);
    const posts = await database.db.selectFrom('posts').select('reason').orderBy('occasion').execute();
    await database.close();
    assert.deepEqual(
      posts.map(({ reason }) => reason),
      ['cut-off-changed', 'Teams answered 403: no'],
    );
  });
});

forEachDatabase('a store with old names of migrations', (_open, openEmpty) => {
  it('opens and records the current names', async () => {
    const place = await openEmpty();
    const old = await connectTo(place);
    const steps = Object.values(migrations);
    const renamed = Object.fromEntries(OLD_NAMES.map((name, index) => [name, steps[index] ?? assert.fail()]));
    const provider = { getMigrations: () => Promise.resolve(renamed) };
    const { error } = await new Migrator({ db: old, provider }).migrateToLatest();
    assert.equal(error, undefined);
    await old.destroy();

    for (const opening of ['first', 'second']) {
      const database = await openDatabase(place);
      const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(
        database.db,
      );
      await database.close();
      assert.deepEqual(
        rows.map(({ name }) => name),
        Object.keys(migrations),
        `${opening} opening`,
      );
    }
  });
});
