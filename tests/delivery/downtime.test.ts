import assert from 'node:assert/strict';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { readStore, startCutover } from '../support/cutover.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

forEachDatabase('a channel that asked for reminders before downtime', (open) => {
  let connector: Connector;
  let channel: Place;
  let rows: { offset: number | null; state: string; reason: string | null }[];
  const posts: { summary: string; text: string }[][] = [];

  /** Asked on 20 September; down over three offsets until the 30th; down again from there until two days after the cut-off. */
  before(async () => {
    connector = await startConnector();
    channel = createPlace(connector.url);
    const database = await open();
    const clock = createManualClock('2023-09-20T10:00:00Z');
    const first = await startCutover(database, clock);
    await first.receive(messageIn(channel, 'remind us at 09:00'));
    await first.stop();
    for (const back of ['2023-09-30T12:00:00Z', '2023-10-03T12:00:00Z']) {
      clock.set(back);
      const seen = postsSoFar().length;
      const cutover = await startCutover(database, clock);
      await until(() => postsSoFar().length > seen, 'the reminder after downtime');
      await cutover.stop();
      posts.push(postsSoFar().slice(seen));
    }
    rows = await readStore(database, (db) =>
      db
        .selectFrom('posts')
        .select(['offset_days as offset', 'state', 'reason'])
        .orderBy('offset_days', 'desc')
        .execute(),
    );
  });
  after(() => connector.close());

  const postsSoFar = () =>
    remindersIn(connector, channel).map(({ activity }) => ({
      summary: activity.summary ?? '',
      text: textOf(cardOf(activity)),
    }));

  it('gets one post for the reminders it missed, as of that day', () => {
    assert.equal(posts[0]?.length, 1);
    assert.match(posts[0][0]?.summary ?? '', /stops working on Sunday 1 October 2023, tomorrow/);
  });

  it('gets the missed reminder of the cut-off day two days later, in the past tense', () => {
    assert.equal(posts[1]?.length, 1);
    const [post] = posts[1];
    assert.match(post?.summary ?? '', /stopped working on Sunday 1 October 2023, 2 days ago/);
    assert.match(post?.text ?? '', /^2\ndays ago$/m);
    assert.match(post?.text ?? '', /This reminder is late. It was due on Sunday 1 October 2023, 09:00\./);
    assert.doesNotMatch(post?.text ?? '', /stops working|days left|is the cut-off/);
  });

  it('has the older reminders in the ledger, skipped with the reason', () => {
    assert.deepEqual(
      rows.map(({ offset, state, reason }) => [offset, state, reason]),
      [
        [7, 'skipped', 'superseded'],
        [3, 'skipped', 'superseded'],
        [1, 'sent', null],
        [0, 'sent', null],
      ],
    );
  });
});
