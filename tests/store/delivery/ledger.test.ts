import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Instants } from '../../../bot/delivery/ports.ts';
import { forEachDatabase } from '../../support/databases.ts';
import {
  CLAIM_OVER,
  INSTANTS,
  LEASE_OVER,
  NOW,
  openLedger,
  PAUSE_OVER,
  type OpenLedger,
} from '../../support/ledger.ts';

const NO_ANSWER = { state: 'unknown', reason: 'no answer' } as const;
const DEFERRED = { state: 'planned', reason: 'Teams answered 429', retryDelaySeconds: 30 } as const;

const later = ({ now, realNow }: Instants, seconds: number): Instants => ({
  now,
  realNow: new Date(realNow.getTime() + seconds * 1_000),
});

forEachDatabase('the ledger', (open) => {
  let over: OpenLedger;
  before(async () => {
    over = await openLedger(await open());
  });
  after(() => over.close());

  type Subscribed = Awaited<ReturnType<OpenLedger['planned']>>;
  async function rowOf({ subscription }: Pick<Subscribed, 'subscription'>) {
    const [row] = await over.postsOf(subscription);
    assert.ok(row);
    return row;
  }

  describe('when it hands out a post', () => {
    it('gives everything that it takes to send it', async () => {
      const { subscription, conversation, postId } = await over.planned();
      assert.deepEqual(await over.ledger.claim(postId, INSTANTS), {
        id: postId,
        kind: 'reminder',
        subjectId: subscription.id,
        occasion: `${subscription.noticeId} 2023-10-01 7`,
        dueAt: NOW,
        isRepeat: false,
        attempts: 1,
        conversation,
        replaces: null,
      });
    });

    it('gives it to one of those who claim it at once', async () => {
      const { postId } = await over.planned();
      const claims = await Promise.all(Array.from({ length: 5 }, () => over.ledger.claim(postId, INSTANTS)));
      assert.equal(claims.filter(Boolean).length, 1);
    });

    it('leaves it planned, leased for seconds, with a job for when the lease is over', async () => {
      const planned = await over.planned();
      await over.claimed(planned.postId);
      assert.equal(await over.ledger.claim(planned.postId, later(INSTANTS, 4)), null);
      assert.equal((await rowOf(planned)).state, 'planned');
      assert.equal(await over.jobsOf(planned.postId), 2);
    });

    it('gives it to another worker, unmarked, if the first does not send it within the lease', async () => {
      const { postId } = await over.planned();
      await over.claimed(postId);
      const again = await over.claimed(postId, CLAIM_OVER);
      assert.deepEqual([again.isRepeat, again.attempts], [false, 2]);
    });

    it('leases it for longer each time, so that a slow worker gets done', async () => {
      const { postId } = await over.planned();
      let at: Instants = INSTANTS;
      for (const seconds of [5, 10, 15, 20, 20]) {
        await over.claimed(postId, at);
        assert.equal(await over.ledger.claim(postId, later(at, seconds - 1)), null, `${seconds} seconds`);
        at = later(at, seconds);
      }
    });

    it('does not hand out what was sent', async () => {
      const planned = await over.planned();
      const { postId } = planned;
      await over.ledger.settle(await over.departed(postId), { state: 'sent', activityId: 'a' }, INSTANTS);
      assert.equal(await over.ledger.claim(postId, LEASE_OVER), null);
      const { state, activity_id: activityId } = await rowOf(planned);
      assert.deepEqual([state, activityId], ['sent', 'a']);
    });

    it('hands out a deferred post again, with a job of its own', async () => {
      const planned = await over.planned();
      await over.ledger.settle(await over.departed(planned.postId), DEFERRED, INSTANTS);
      assert.equal(await over.jobsOf(planned.postId), 2);
      const again = await over.claimed(planned.postId);
      assert.deepEqual([again.attempts, again.isRepeat], [2, false]);
    });
  });

  describe('when a post departs', () => {
    it('marks it as being sent, and lets nobody claim it', async () => {
      const planned = await over.planned();
      await over.departed(planned.postId);
      assert.equal((await rowOf(planned)).state, 'sending');
      assert.equal(await over.ledger.claim(planned.postId, later(INSTANTS, 29)), null);
    });

    it('lets it go once, for the last of those who claimed it', async () => {
      const { postId } = await over.planned();
      const first = await over.claimed(postId);
      const second = await over.claimed(postId, CLAIM_OVER);
      const departures = [first, second, second].map((post) => over.ledger.depart(post, CLAIM_OVER));
      assert.deepEqual(await Promise.all(departures), [false, true, false]);
      assert.equal(await over.ledger.depart(second, CLAIM_OVER), false);
    });

    it('lets it go after its lease is over, if nobody else has claimed it', async () => {
      const { postId } = await over.planned();
      const post = await over.claimed(postId);
      assert.ok(await over.ledger.depart(post, LEASE_OVER));
    });

    it('refuses a post that was settled, skipped or deleted meanwhile', async () => {
      const [settled, skipped, deleted] = [await over.planned(), await over.planned(), await over.planned()];
      const posts = [];
      for (const { postId } of [settled, skipped, deleted]) posts.push(await over.claimed(postId));
      const [post] = posts;
      assert.ok(post);
      await over.ledger.settle(post, DEFERRED, INSTANTS);
      await over.db.updateTable('posts').set({ state: 'skipped' }).where('id', '=', skipped.postId).execute();
      await over.db.deleteFrom('posts').where('id', '=', deleted.postId).execute();
      const departed = await Promise.all(posts.map((each) => over.ledger.depart(each, INSTANTS)));
      assert.deepEqual(departed, [false, false, false]);
    });

    it('lets many go at once', async () => {
      const posts = [];
      for (let i = 0; i < 20; i++) posts.push(await over.claimed((await over.planned()).postId));
      const departed = await Promise.all(posts.map((post) => over.ledger.depart(post, INSTANTS)));
      assert.ok(departed.every(Boolean));
    });

    it('plans a post again, unmarked, that could not be sent', async () => {
      const planned = await over.planned();
      await over.ledger.settle(await over.departed(planned.postId), DEFERRED, INSTANTS);
      const { state, is_repeat: isRepeat, lease_until: leaseUntil } = await rowOf(planned);
      assert.deepEqual([state, isRepeat, leaseUntil], ['planned', false, null]);
    });
  });

  describe('when a process has died', () => {
    it('repeats a post that was being sent, once, two minutes after that is known', async () => {
      const planned = await over.planned();
      const { postId } = planned;
      await over.departed(postId);
      assert.equal(await over.ledger.claim(postId, LEASE_OVER), null);
      const { state, reason, attempts } = await rowOf(planned);
      assert.deepEqual([state, reason, attempts], ['unknown', 'process-ended', 1]);
      assert.equal(await over.ledger.claim(postId, LEASE_OVER), null, 'before the pause is over');
      const repeat = await over.claimed(postId, later(LEASE_OVER, 120));
      assert.deepEqual([repeat.isRepeat, repeat.attempts], [true, 2]);
    });

    it('keeps the repeat of a post for as long as no repeat has departed', async () => {
      const planned = await over.planned();
      const { postId } = planned;
      await over.ledger.settle(await over.departed(postId), NO_ANSWER, INSTANTS);
      let at: Instants = PAUSE_OVER;
      for (let death = 0; death < 5; death++) {
        assert.equal((await over.claimed(postId, at)).isRepeat, true);
        const { state, is_repeat: isRepeat } = await rowOf(planned);
        assert.deepEqual([state, isRepeat], ['unknown', false]);
        at = later(at, 20);
      }
      const repeat = await over.departed(postId, at);
      await over.ledger.settle(repeat, { state: 'sent', activityId: 'a' }, at);
      const { state, is_repeat: isRepeat } = await rowOf(planned);
      assert.deepEqual([state, isRepeat], ['sent', true]);
    });

    it('leaves a post unknown whose repeat was being sent', async () => {
      const planned = await over.planned();
      const { postId } = planned;
      await over.ledger.settle(await over.departed(postId), NO_ANSWER, INSTANTS);
      await over.departed(postId, PAUSE_OVER);
      const end = later(PAUSE_OVER, 300);
      assert.equal(await over.ledger.claim(postId, end), null);
      const { state, is_repeat: isRepeat } = await rowOf(planned);
      assert.deepEqual([state, isRepeat], ['unknown', true]);
      assert.equal(await over.ledger.claim(postId, later(end, 300)), null);
    });

    it('ignores late results of a process that was taken for dead', async () => {
      const planned = await over.planned();
      const { subscription, postId } = planned;
      const slow = await over.departed(postId);
      await over.ledger.claim(postId, LEASE_OVER);
      const repeat = await over.departed(postId, PAUSE_OVER);
      const jobs = await over.jobsOf(postId);
      const late = [
        { state: 'sent', activityId: 'late' },
        { state: 'planned', reason: 'it could not leave in time', retryDelaySeconds: 1 },
        { state: 'failed', reason: 'Teams answered 403', suspend: true },
        NO_ANSWER,
        { state: 'withdrawn', reason: 'not-due' },
      ] as const;
      for (const settlement of late) await over.ledger.settle(slow, settlement, PAUSE_OVER);
      const { state, attempts } = await rowOf(planned);
      assert.deepEqual([state, attempts, await over.jobsOf(postId)], ['sending', 2, jobs]);
      await over.ledger.settle(repeat, { state: 'sent', activityId: 'a' }, PAUSE_OVER);
      for (const settlement of late) await over.ledger.settle(slow, settlement, PAUSE_OVER);
      const found = await over.store.readSubscription(subscription.id);
      const sent = await rowOf(planned);
      assert.deepEqual([sent.state, sent.activity_id, found?.state], ['sent', 'a', 'active']);
    });

    it('records a late result as long as nobody else has claimed the post', async () => {
      const planned = await over.planned();
      const slow = await over.departed(planned.postId);
      await over.ledger.claim(planned.postId, LEASE_OVER);
      await over.ledger.settle(slow, { state: 'sent', activityId: 'a' }, LEASE_OVER);
      assert.equal((await rowOf(planned)).state, 'sent');
      assert.equal(await over.ledger.claim(planned.postId, later(LEASE_OVER, 120)), null);
    });

    it('gives a new job to a post that lost it, and to none that has one', async () => {
      const { postId } = await over.planned();
      await over.ledger.reconcile(INSTANTS);
      assert.equal(await over.jobsOf(postId), 1);
      await sql`delete from jobs.job where data ->> 'postId' = ${postId}`.execute(over.db);
      assert.equal(await over.ledger.reconcile(INSTANTS), 1);
      assert.equal(await over.jobsOf(postId), 1);
      assert.equal(await over.ledger.reconcile(INSTANTS), 0);
    });
  });

  describe('when nobody knows whether Teams has a post', () => {
    it('repeats it once, and then leaves it unknown', async () => {
      const planned = await over.planned();
      const { postId } = planned;
      await over.ledger.settle(await over.departed(postId), NO_ANSWER, INSTANTS);
      assert.deepEqual([await over.jobsOf(postId), await over.ledger.claim(postId, INSTANTS)], [2, null]);
      const repeat = await over.departed(postId, PAUSE_OVER);
      assert.ok(repeat.isRepeat);
      await over.ledger.settle(repeat, NO_ANSWER, PAUSE_OVER);
      const long = { now: NOW, realNow: new Date('2026-12-22T12:00:00Z') };
      assert.equal(await over.ledger.claim(postId, long), null);
      assert.equal((await rowOf(planned)).state, 'unknown');
      const jobs = await over.jobsOf(postId);
      await over.ledger.reconcile(long);
      assert.equal(await over.jobsOf(postId), jobs);
    });

    it('repeats it after Teams’ Retry-After', async () => {
      const { postId } = await over.planned();
      const unknown = { ...NO_ANSWER, retryDelaySeconds: 600 };
      await over.ledger.settle(await over.departed(postId), unknown, INSTANTS);
      assert.equal(await over.ledger.claim(postId, PAUSE_OVER), null);
      assert.ok((await over.claimed(postId, later(INSTANTS, 600))).isRepeat);
    });

    it('keeps a repeat marked that Teams defers, or that could not be sent', async () => {
      for (const hasDeparted of [true, false]) {
        const planned = await over.planned();
        const { postId } = planned;
        await over.ledger.settle(await over.departed(postId), NO_ANSWER, INSTANTS);
        const take = hasDeparted ? over.departed : over.claimed;
        await over.ledger.settle(await take(postId, PAUSE_OVER), DEFERRED, PAUSE_OVER);
        assert.equal((await rowOf(planned)).state, 'planned');
        assert.equal((await over.claimed(postId, PAUSE_OVER)).isRepeat, true);
      }
    });
  });
});
