import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openDatabase } from '../../../bot/store/database/database.ts';
import { migrations } from '../../../bot/store/database/migrations.ts';
import { openEmpty } from '../../support/bare-database.ts';
import { forEachDatabase } from '../../support/databases.ts';

const SUBSCRIPTION = '11111111-1111-4111-8111-111111111111';
const POST = '22222222-2222-4222-8222-222222222222';

forEachDatabase('a store of the first version', (open) => {
  it('keeps its reminders, and what became of them', async () => {
    const place = await open();
    const old = await openEmpty(place);
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
        is_superseded: false,
        lease_until: null,
        revision: 0,
        shown_revision: 0,
        notice_id: 'a-notice',
        cut_off: '2023-10-01',
        rung: 7,
      },
    ]);
  });
});
