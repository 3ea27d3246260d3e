import assert from 'node:assert/strict';
import { readBacklog } from '../../../bot/store/delivery/backlog.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { INSTANTS, NOW, openLedger, type OpenLedger } from '../../support/ledger.ts';

forEachDatabase('the backlog of deliveries', (open) => {
  let world: OpenLedger;
  before(async () => {
    world = await openLedger(await open());
  });
  after(() => world.close());

  it('counts open posts and jobs, and says how late the oldest is until it is sent', async () => {
    assert.deepEqual(await readBacklog(world.db, NOW), {
      posts: { planned: 0, sending: 0, unknown: 0 },
      jobs: { created: 0, retry: 0, active: 0 },
      oldestDueSeconds: 0,
    });
    const { postId } = await world.planned();
    const { due_at: dueAt } = await world.db
      .selectFrom('posts')
      .select('due_at')
      .where('id', '=', postId)
      .executeTakeFirstOrThrow();
    const later = new Date(dueAt.getTime() + 90_000);
    const { posts, jobs, oldestDueSeconds } = await readBacklog(world.db, later);
    assert.deepEqual([posts['planned'], jobs['created'], oldestDueSeconds], [1, 1, 90]);

    const post = await world.claimed(postId);
    await world.ledger.depart(post, INSTANTS);
    await world.ledger.settle(post, { state: 'sent', activityId: '1' }, INSTANTS);
    const sent = await readBacklog(world.db, later);
    assert.deepEqual([sent.posts['planned'], sent.oldestDueSeconds], [0, 0]);
  });
});
