import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createConversationStore } from '../../../bot/store/delivery/conversations.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createLedger } from '../../../bot/store/delivery/ledger.ts';
import { createOutbox, type Outbox } from '../../../bot/store/delivery/outbox.ts';
import { QUEUE } from '../../../bot/store/delivery/post-jobs.ts';
import { createPostQueue, type PostQueue } from '../../../bot/store/delivery/post-queue.ts';
import { createConversation } from '../../support/conversation.ts';
import { forEachDatabase } from '../../support/databases.ts';
import type { Post, Ledger, PostJob } from '../../../bot/delivery/ports.ts';
import type { NewPost } from '../../../bot/store/delivery/post-row.ts';

const NOW = new Date('2023-09-24T09:00:00Z');
const INSTANTS = { now: NOW, realNow: new Date('2026-11-22T12:00:00Z') };
const LEASE_OVER = { now: NOW, realNow: new Date('2026-11-22T12:01:00Z') };
const SENT = { state: 'sent', activityId: '1700000000000' } as const;

forEachDatabase('the outbox', (open) => {
  let database: Database;
  let queue: PostQueue;
  let outbox: Outbox;
  let ledger: Ledger;
  const conversation = createConversation({ tenantId: 'tenant' });

  before(async () => {
    database = await openDatabase(await open());
    queue = createPostQueue(database.boss, database.db, (error) => {
      throw error;
    });
    await queue.start();
    outbox = createOutbox(queue);
    ledger = createLedger(database.db, queue);
    await createConversationStore(database.db).remember(conversation, NOW);
  });
  after(async () => {
    await queue.stop();
    await database.close();
  });

  const alert = (changes: Partial<NewPost> = {}): NewPost => ({
    kind: 'alert',
    subjectId: randomUUID(),
    occasion: 'raised',
    tenantId: 'tenant',
    conversationId: conversation.id,
    ...changes,
  });
  const post = (wanted: NewPost) => database.db.transaction().execute((trx) => outbox.post(trx, wanted, NOW));
  const refresh = (subjectId: string, occasion?: string) =>
    database.db
      .transaction()
      .execute((trx) =>
        outbox.requestRefresh(
          trx,
          { kind: 'alert', subjectId, ...(occasion === undefined ? {} : { occasion }) },
          NOW,
        ),
      );
  const rowsOf = ({ subjectId }: NewPost) =>
    database.db
      .selectFrom('posts')
      .selectAll()
      .where('subject_id', '=', subjectId)
      .orderBy('occasion')
      .execute();
  async function jobsOf(postId: string): Promise<number> {
    const { rows } = await sql<{ data: { postId: string } }>`select data from jobs.job`.execute(database.db);
    return rows.filter(({ data }) => data.postId === postId).length;
  }
  async function countJobs(): Promise<number> {
    const { rows } = await sql`select id from jobs.job`.execute(database.db);
    return rows.length;
  }
  async function idOf(wanted: NewPost): Promise<string> {
    const [row] = await rowsOf(wanted);
    assert.ok(row);
    return row.id;
  }
  async function claimed(postId: string, instants = INSTANTS): Promise<Post> {
    const taken = await ledger.claim(postId, instants);
    assert.ok(taken);
    return taken;
  }
  async function departed(postId: string): Promise<Post> {
    const post = await claimed(postId);
    assert.ok(await ledger.depart(post, INSTANTS));
    return post;
  }
  async function sent(wanted = alert()): Promise<{ wanted: NewPost; postId: string }> {
    await post(wanted);
    const postId = await idOf(wanted);
    await ledger.settle(await departed(postId), SENT, INSTANTS);
    return { wanted, postId };
  }

  it('plans a post of any kind, with a job, once for each key', async () => {
    const wanted = alert();
    assert.deepEqual([await post(wanted), await post(wanted)], [true, false]);
    assert.equal(await post({ ...wanted, occasion: 'resolved' }), true);
    const rows = await rowsOf(wanted);
    assert.deepEqual(
      rows.map(({ kind, occasion, state, notice_id, offset_days: offset }) => [
        kind,
        occasion,
        state,
        notice_id,
        offset,
      ]),
      [
        ['alert', 'raised', 'planned', null, null],
        ['alert', 'resolved', 'planned', null, null],
      ],
    );
    for (const { id } of rows) assert.equal(await jobsOf(id), 1);
    assert.deepEqual(await claimed(rows[0]?.id ?? ''), {
      id: rows[0]?.id,
      kind: 'alert',
      subjectId: wanted.subjectId,
      occasion: 'raised',
      dueAt: NOW,
      isRepeat: false,
      attempts: 1,
      conversation,
      replaces: null,
    });
  });

  it('leaves neither row nor job when the transaction fails', async () => {
    const wanted = alert();
    const jobs = await countJobs();
    const failing = database.db.transaction().execute(async (trx) => {
      await outbox.post(trx, wanted, NOW);
      throw new Error('the feature failed');
    });
    await assert.rejects(failing, /the feature failed/);
    assert.deepEqual(await rowsOf(wanted), []);
    assert.equal(await countJobs(), jobs);
  });

  it('refuses an unknown conversation', async () => {
    await assert.rejects(post(alert({ conversationId: 'elsewhere' })), /foreign key/);
  });

  it('updates a sent card once for each change', async () => {
    const { wanted, postId } = await sent();
    assert.equal(await ledger.claim(postId, INSTANTS), null);
    for (const revision of [1, 2]) {
      await refresh(wanted.subjectId);
      assert.equal(await jobsOf(postId), 1 + revision);
      const update = await claimed(postId);
      assert.deepEqual(update.replaces, { activityId: SENT.activityId, revision });
      await ledger.settle(update, SENT, INSTANTS);
      assert.equal(await ledger.claim(postId, INSTANTS), null);
    }
    assert.equal((await rowsOf(wanted))[0]?.state, 'sent');
  });

  it('updates a card again that changed during an update', async () => {
    const { wanted, postId } = await sent();
    await refresh(wanted.subjectId);
    const update = await claimed(postId);
    await refresh(wanted.subjectId);
    assert.equal(await ledger.claim(postId, INSTANTS), null, 'two updates of one card at once');
    await ledger.settle(update, SENT, INSTANTS);
    assert.equal((await claimed(postId)).replaces?.revision, 2);
  });

  it('has one job for a card that changes again before it is updated', async () => {
    const { wanted, postId } = await sent();
    for (let i = 0; i < 3; i++) await refresh(wanted.subjectId);
    assert.equal(await jobsOf(postId), 2);
    assert.equal((await claimed(postId)).replaces?.revision, 3);
    for (let i = 0; i < 2; i++) await refresh(wanted.subjectId);
    assert.equal(await jobsOf(postId), 4, 'who writes the third does not look for a fourth');
  });

  it('has new posts go before updates', async () => {
    await sql`delete from jobs.job`.execute(database.db);
    const { wanted, postId } = await sent();
    await sql`delete from jobs.job`.execute(database.db);
    await refresh(wanted.subjectId);
    const later = alert();
    await post(later);
    const fetched = async () => {
      const [job] = await database.boss.fetch<PostJob>(QUEUE, { batchSize: 1 });
      return job?.data.postId;
    };
    assert.deepEqual([await fetched(), await fetched()], [await idOf(later), postId]);
  });

  it('updates a card that changed while it was being sent, and none that changed before', async () => {
    const wanted = alert();
    await post(wanted);
    await refresh(wanted.subjectId);
    const postId = await idOf(wanted);
    assert.equal(await jobsOf(postId), 1);
    const first = await departed(postId);
    await refresh(wanted.subjectId);
    assert.equal(await jobsOf(postId), 1);
    await ledger.settle(first, SENT, INSTANTS);
    assert.equal(await jobsOf(postId), 2);
    assert.equal((await claimed(postId)).replaces?.revision, 2);
  });

  it('repeats an unanswered update, and gives up one that is rejected', async () => {
    const { wanted, postId } = await sent();
    await refresh(wanted.subjectId);
    const jobs = await jobsOf(postId);
    const again = { state: 'planned', reason: 'no answer', retryDelaySeconds: 2 } as const;
    for (const attempts of [1, 2]) {
      const update = await claimed(postId);
      assert.equal(update.attempts, attempts);
      await ledger.settle(update, again, INSTANTS);
      assert.equal(await jobsOf(postId), jobs + attempts);
    }
    const refused = { state: 'failed', reason: 'Teams answered 400', suspend: false } as const;
    await ledger.settle(await claimed(postId), refused, INSTANTS);
    assert.equal(await ledger.claim(postId, INSTANTS), null);
    const [row] = await rowsOf(wanted);
    assert.deepEqual([row?.state, row?.activity_id], ['sent', SENT.activityId]);
    await refresh(wanted.subjectId);
    assert.equal((await claimed(postId)).attempts, 1, 'a card that changes again is tried anew');
  });

  it('takes over an update of a dead process', async () => {
    const { wanted, postId } = await sent();
    await refresh(wanted.subjectId);
    await claimed(postId);
    assert.equal(await ledger.claim(postId, INSTANTS), null);
    assert.ok((await claimed(postId, LEASE_OVER)).replaces);
  });

  it('updates all cards about a subject, or the one of an occasion', async () => {
    const first = await sent();
    const second = await sent({ ...first.wanted, occasion: 'escalated' });
    await refresh(first.wanted.subjectId, 'escalated');
    assert.equal(await ledger.claim(first.postId, INSTANTS), null);
    assert.ok(await ledger.claim(second.postId, INSTANTS));
    await refresh(first.wanted.subjectId);
    assert.ok(await ledger.claim(first.postId, INSTANTS));
  });
});
