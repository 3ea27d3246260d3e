import assert from 'node:assert/strict';
import type { Activity } from 'botbuilder';
import sinon from 'sinon';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector, type ScriptedAnswer } from '../support/connector.ts';
import { readStore, startCutover, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { until } from '../support/until.ts';

const SUBSCRIBED = '2023-09-23T08:00:00Z';
const SEVEN_DAYS_BEFORE = '2023-09-24T07:00:00Z';
const THREE_DAYS_BEFORE = '2023-09-28T07:00:00Z';

/** What Teams answers to a post, and what becomes of it. */
const OUTCOMES: {
  answer: ScriptedAnswer;
  state: string;
  reason: RegExp | null;
  posts: number;
  seen: number;
}[] = [
  { answer: { status: 200, body: { id: 'x' } }, state: 'sent', reason: null, posts: 1, seen: 1 },
  { answer: { status: 412 }, state: 'sent', reason: null, posts: 2, seen: 1 },
  { answer: { status: 500 }, state: 'unknown', reason: /answered 500/, posts: 1, seen: 0 },
  { answer: { status: 502 }, state: 'unknown', reason: /answered 502/, posts: 1, seen: 0 },
  {
    answer: { status: 503, headers: { 'retry-after': '1' } },
    state: 'unknown',
    reason: /503/,
    posts: 1,
    seen: 0,
  },
  { answer: { status: 504 }, state: 'unknown', reason: /answered 504/, posts: 1, seen: 0 },
  { answer: 'reset after accepting', state: 'unknown', reason: /./, posts: 1, seen: 1 },
  { answer: 'reset before accepting', state: 'unknown', reason: /./, posts: 1, seen: 0 },
  { answer: { status: 201, body: {} }, state: 'sent', reason: null, posts: 1, seen: 1 },
  { answer: { status: 202, body: null }, state: 'sent', reason: null, posts: 1, seen: 1 },
  { answer: { status: 408 }, state: 'unknown', reason: /answered 408/, posts: 1, seen: 0 },
  { answer: { status: 400 }, state: 'failed', reason: /answered 400/, posts: 1, seen: 0 },
  { answer: { status: 413 }, state: 'sent', reason: null, posts: 2, seen: 1 },
  { answer: { status: 404 }, state: 'planned', reason: /answered 404/, posts: 1, seen: 0 },
];

const nameOf = (answer: ScriptedAnswer) =>
  typeof answer === 'string'
    ? `the connection is ${answer}`
    : `Teams answers ${'status' in answer ? answer.status : ''}`;

forEachDatabase('a reminder that is posted', (open) => {
  const clock = createManualClock(SUBSCRIBED);
  let connector: Connector;
  let cutover: RunningCutover;
  let database: DatabasePlace;
  let store: { conversationId: string; state: string; reason: string | null }[];
  const places = new Map<unknown, Place>();
  const throttled = () => createPlace(connector.url);
  let [slow, blocked]: Place[] = [];

  /** Two channels and one for each outcome, all subscribed and due at once; then a week goes by. */
  before(async () => {
    database = await open();
    connector = await startConnector();
    cutover = await startCutover(database, clock);
    slow = throttled();
    blocked = createPlace(connector.url, 'groupChat');
    // In tenants of their own: several answers that say nothing in a row stop a tenant for a while.
    for (const [i, outcome] of OUTCOMES.entries()) {
      places.set(outcome, createPlace(connector.url, 'channel', { tenantId: `tenant ${i}` }));
    }
    const everywhere = [slow, blocked, ...places.values()];
    await Promise.all(everywhere.map((place) => cutover.receive(messageIn(place, 'remind us at 09:00'))));
    for (const [outcome, place] of places) {
      connector.answerNext(place.conversationId, (outcome as (typeof OUTCOMES)[number]).answer);
    }
    connector.answerNext(slow.conversationId, { status: 429, headers: { 'retry-after': '2' } });
    connector.answerNext(blocked.conversationId, { status: 403 });

    clock.set(SEVEN_DAYS_BEFORE);
    await Promise.all(everywhere.map((place) => settlementsOf(place, 1)));
    await until(() => stateOf(slow) === 'sent', 'the throttled reminder');
    await until(() => stateOf(places.get(OUTCOMES[1])) === 'sent', 'the reminder after a 412');

    await resumeBlocked();
    clock.set(THREE_DAYS_BEFORE);
    await until(() => stateOf(blocked) === 'sent', 'the resumed reminder');
    await cutover.stop();
    store = await readStore(database, (db) =>
      db
        .selectFrom('posts')
        .select(['conversation_id as conversationId', 'state', 'reason'])
        .where('offset_days', '=', 7)
        .execute(),
    );
  });
  after(async () => {
    sinon.restore();
    await cutover.stop();
    await connector.close();
  });

  const logOf = (place: Place | undefined) =>
    cutover.log.filter(({ message, fields }) => {
      return (
        /^post (?:sent|not sent|deferred)$/.test(message) &&
        fields['conversationId'] === place?.conversationId
      );
    });
  const stateOf = (place: Place | undefined) => logOf(place).at(-1)?.fields['state'];
  const settlementsOf = (place: Place, count: number) =>
    until(() => logOf(place).length >= count, `what became of the reminder in ${place.conversationId}`);

  /** Somebody writes there an hour later, when Cutover does not take the address for written any more. */
  async function resumeBlocked(): Promise<void> {
    assert.ok(blocked);
    const now = performance.now.bind(performance);
    sinon.stub(performance, 'now').callsFake(() => now() + 3_600_000);
    await cutover.receive(messageIn(blocked, 'status'));
  }

  const postsIn = (place: Place) => remindersIn(connector, place);
  const isEarly = ({ summary }: Partial<Activity>) => summary?.includes('in 7 days');
  const rowOf = ({ conversationId }: Place) => store.find((row) => row.conversationId === conversationId);

  for (const outcome of OUTCOMES) {
    const { answer, state, reason, posts, seen } = outcome;
    it(`is ${state} after ${posts === 1 ? 'one request' : `${posts} requests`} when ${nameOf(answer)}`, () => {
      const place = places.get(outcome);
      assert.ok(place);
      const early = connector.requestsIn(place.conversationId).filter(({ activity }) => isEarly(activity));
      assert.equal(early.length, posts);
      assert.equal(connector.acceptedIn(place.conversationId).filter(isEarly).length, seen);
      assert.equal(rowOf(place)?.state, state);
      if (reason) assert.match(rowOf(place)?.reason ?? '', reason);
      else assert.equal(rowOf(place)?.reason, null);
    });
  }

  it('is shortened to its summary when Teams finds it too large', () => {
    const outcome = OUTCOMES.find(
      ({ answer }) => typeof answer === 'object' && 'status' in answer && answer.status === 413,
    );
    const place = places.get(outcome);
    assert.ok(place);
    const [whole, cut] = connector
      .requestsIn(place.conversationId)
      .filter(({ activity }) => isEarly(activity));
    assert.ok(whole && cut);
    assert.match(textOf(cardOf(whole.activity)), /Reminders are set up in/);
    assert.equal(textOf(cardOf(cut.activity)), whole.activity.summary);
    assert.equal(cut.activity.summary, whole.activity.summary);
  });

  it('waits as long as a 429 asks for and is then posted once', () => {
    assert.ok(slow);
    const [first, second, ...others] = postsIn(slow).filter(({ activity }) =>
      activity.summary?.includes('in 7 days'),
    );
    assert.deepEqual([first?.status, second?.status, others.length], [429, 201, 0]);
    assert.ok((second?.arrivedAt ?? 0) - (first?.arrivedAt ?? 0) >= 2_000);
  });

  it('is not repeated where the bot is blocked; a message there resumes the next offset', () => {
    assert.ok(blocked);
    assert.deepEqual(
      postsIn(blocked).map(({ status, activity }) => [
        status,
        /in (\d) days/.exec(activity.summary ?? '')?.[1],
      ]),
      [
        [403, '7'],
        [201, '3'],
      ],
    );
    assert.deepEqual(
      [rowOf(blocked)?.state, rowOf(blocked)?.reason?.slice(0, 18)],
      ['failed', 'Teams answered 403'],
    );
  });
});
