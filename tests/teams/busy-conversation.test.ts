import assert from 'node:assert/strict';
import { createPlace, messageIn, sendActivity, type Place } from '../support/activities.ts';
import { openPostgres } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

/** What waits while one is worked on. */
const MOST_WAITING = 20;

describe('a busy conversation', () => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(openPostgres, clock);

  const repliesIn = ({ conversationId }: Place) => connector.requestsIn(conversationId);

  it('is answered in order, and holds up nobody else', async () => {
    const [busy, quiet] = [createPlace(connector.url, 'personal'), createPlace(connector.url, 'personal')];
    const letGo = connector.holdNext(busy.conversationId);
    const messages = Array.from({ length: 5 }, () => messageIn(busy, 'status'));
    const sent = messages.map((message) => sendActivity(cutover.port, message));
    await until(() => repliesIn(busy).length === 1, 'the first reply to be on its way');
    await cutover.receive(messageIn(quiet, 'status'));
    assert.deepEqual([repliesIn(busy).length, repliesIn(quiet).length], [1, 1]);
    letGo();
    await Promise.all(sent);
    const first = repliesIn(busy)[0]?.activityId;
    assert.deepEqual(
      repliesIn(busy).map(({ activityId }) => activityId),
      [first, ...messages.map(({ id }) => id).filter((id) => id !== first)],
    );
  });

  it('is told once that further messages are not read', async () => {
    const busy = createPlace(connector.url, 'personal');
    const letGo = connector.holdNext(busy.conversationId);
    const all = [sendActivity(cutover.port, messageIn(busy, 'status'))];
    await until(() => repliesIn(busy).length === 1, 'the first reply to be on its way');
    const further = Array.from({ length: MOST_WAITING + 10 }, () =>
      sendActivity(cutover.port, messageIn(busy, 'status')),
    );
    all.push(...further);
    let unread = 0;
    for (const each of further) void each.then(() => unread++);
    await until(() => unread === 10, 'those that are not read');
    letGo();
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    assert.ok(statuses.every((status) => status === 200));
    const summaries = repliesIn(busy).map(({ activity }) => activity.summary ?? '');
    assert.equal(summaries.filter((text) => text.includes('still working through')).length, 1);
    // The first reply, the notice, and what waited.
    assert.equal(summaries.length, MOST_WAITING + 2);
  });
});
