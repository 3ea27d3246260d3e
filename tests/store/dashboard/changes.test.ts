import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createChangeFeed, type StoredChangeFeed } from '../../../bot/store/dashboard/changes.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createLogBook } from '../../support/cutover.ts';
import { forEachDatabase, openPostgres, type DatabasePlace } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';
import { until } from '../../support/until.ts';
import { ADA, KIM } from '../../support/author.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const SCHEDULE = { localTime: '09:00', zone: 'UTC', offsets: [7, 0] };

/** Counts what a tenant's follower hears. */
function followerOf(feed: StoredChangeFeed, tenantId: string) {
  const heard = { changes: 0, isEnded: false };
  const changed = () => (heard.changes += 1);
  const ended = () => (heard.isEnded = true);
  return { heard, stop: feed.follow(tenantId, { changed, ended }) };
}

/** Resolves when the database is listened to: then every follower is told once. */
async function listening(feed: StoredChangeFeed): Promise<void> {
  const { heard, stop } = followerOf(feed, randomUUID());
  await until(() => heard.changes > 0, 'a database that is listened to');
  stop();
}

forEachDatabase('change notifications', (open) => {
  let database: Database;
  let stores: OpenStores;
  let feed: StoredChangeFeed;
  let tenantId: string;

  before(async () => {
    stores = await openStores(await open());
    ({ database } = stores);
    feed = createChangeFeed(database, createLogBook().log);
    await listening(feed);
  });
  after(async () => {
    await feed.close();
    await stores.close();
  });
  beforeEach(() => {
    tenantId = randomUUID();
  });

  const report = (tenant: string) =>
    stores.servers.save(
      tenant,
      [
        {
          name: 'AADC01',
          version: '1.6.16.0',
          origin: 'source',
          reporter: 'Ada',
          reporterId: null,
          observedAt: NOW,
        },
      ],
      { by: KIM, now: NOW },
    );

  it('reach the followers of the tenant only', async () => {
    const [mine, other] = [followerOf(feed, tenantId), followerOf(feed, randomUUID())];
    await report(randomUUID());
    await report(tenantId);
    await until(() => mine.heard.changes === 1, 'the news');
    assert.equal(other.heard.changes, 0);
    feed.announce();
    assert.deepEqual([mine.heard.changes, other.heard.changes], [2, 1], 'what is announced reaches all');
    mine.stop();
    other.stop();
  });

  it('cover servers, alerts and reminders', async () => {
    const { heard, stop } = followerOf(feed, tenantId);
    const news = async (what: string, change: () => Promise<unknown>) => {
      const before = heard.changes;
      await change();
      await until(() => heard.changes > before, `news of ${what}`);
    };
    const conversation = { tenantId, id: randomUUID(), kind: 'channel', serviceUrl: '', botId: '' } as const;
    const key = { tenantId, conversationId: conversation.id, noticeId: 'notice' };
    await stores.conversations.remember(conversation, NOW);
    await news('reminders', () =>
      stores.subscriptions.subscribe(key, SCHEDULE, {
        by: KIM,
        now: NOW,
        cutOffs: new Map([['notice', '2023-10-01']]),
      }),
    );
    await news('their end', () => stores.subscriptions.unsubscribe(key, { by: KIM, now: NOW }));
    const finding = {
      severity: 'warning',
      title: 'It is late',
      since: NOW,
      facts: [],
      meaning: 'It is.',
      next: { text: 'Look.', url: null },
      why: 'So.',
    } as const;
    await news('an alert', () =>
      stores.alerts.apply([{ tenantId, key: 'late', finding: { ...finding, facts: [] } }], NOW),
    );
    const [alert] = await stores.dashboard.newestAlerts(tenantId, { firing: 1, resolved: 0 });
    await news('its acknowledgement', () =>
      stores.alerts.acknowledge(tenantId, alert?.id ?? '', { by: ADA, now: NOW }),
    );
    stop();
  });

  it('do not come from a transaction that was rolled back', async () => {
    const { heard, stop } = followerOf(feed, tenantId);
    const given = database.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('servers')
        .values({ id: randomUUID(), tenant_id: tenantId, name: 'A', name_key: 'a' })
        .execute();
      await sql`select pg_notify('cutover_changes', ${tenantId})`.execute(trx);
      throw new Error('given up');
    });
    await assert.rejects(given, /given up/);
    await report(tenantId);
    await until(() => heard.changes > 0, 'the news of the report');
    assert.equal(heard.changes, 1);
    stop();
  });

  it('end for every follower when the process ends', async () => {
    const last = createChangeFeed(database, createLogBook().log);
    const { heard } = followerOf(last, tenantId);
    await last.close();
    assert.equal(heard.isEnded, true);
  });
});

describe('change notifications between processes', () => {
  let place: DatabasePlace;
  let here: Database;
  let there: Database;
  let feed: StoredChangeFeed;

  before(async () => {
    place = await openPostgres();
    here = await openDatabase(place);
    there = await openDatabase(place);
    feed = createChangeFeed(here, createLogBook().log);
    await listening(feed);
  });
  after(async () => {
    await feed.close();
    await here.close();
    await there.close();
  });

  const reportThere = async (tenant_id: string) => {
    const server = { id: randomUUID(), tenant_id, name: 'A', name_key: randomUUID() };
    await there.db.insertInto('servers').values(server).execute();
    await there.db
      .insertInto('server_reports')
      .values({
        server_id: server.id,
        tenant_id,
        origin: 'source',
        reporter: 'Ada',
        observed_at: NOW,
        version: null,
        role: null,
        state: null,
      })
      .execute();
  };

  it('reach the process of the follower', async () => {
    const tenantId = randomUUID();
    const { heard, stop } = followerOf(feed, tenantId);
    await reportThere(tenantId);
    await until(() => heard.changes === 1, 'the news from the other process');
    stop();
  });

  it('resume after a lost connection and report what was missed', async () => {
    const tenantId = randomUUID();
    const { heard, stop } = followerOf(feed, tenantId);
    await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query like 'listen %'`.execute(there.db);
    await until(() => heard.changes > 0, 'a new connection');
    heard.changes = 0;
    await reportThere(tenantId);
    await until(() => heard.changes > 0, 'the news over it');
    stop();
  });
});
