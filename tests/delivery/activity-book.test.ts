import assert from 'node:assert/strict';
import { createActivityBook, type ActivityBook } from '../../bot/delivery/activity-book.ts';
import type { Arrival, DoneActivity } from '../../bot/delivery/received-activity.ts';
import { createManualClock } from '../support/manual-clock.ts';

const NOW = '2026-01-05T12:00:00Z';
const secondsAgo = (seconds: number) => new Date(Date.parse(NOW) - seconds * 1_000);
const arriving = (activityId: string, changes: object = {}) => ({
  key: { tenantId: 'tenant', conversationId: 'a:1', activityId },
  isInvoke: false,
  mayChange: true,
  sentAt: secondsAgo(0),
  ...changes,
});

describe('the activity book', () => {
  const asked: string[] = [];
  let stored: DoneActivity[];
  let isStoreDown: boolean;
  let answer: () => Promise<Arrival>;
  let activities: ActivityBook;
  beforeEach(() => {
    asked.length = 0;
    stored = [];
    isStoreDown = false;
    answer = () => Promise.resolve({ state: 'begun' });
    activities = createActivityBook({
      store: {
        begin: () => (asked.push('begin'), answer()),
        look: () => (asked.push('look'), answer()),
        renew: (keys) =>
          Promise.resolve(void asked.push(...keys.map(({ activityId }) => `renew ${activityId}`))),
        end: (done) => Promise.resolve(void stored.push(...done)),
      },
      isStoreDown: () => isStoreDown,
      realClock: createManualClock(NOW),
      log: { error: () => asked.push('log') },
    });
  });

  it('begins what changes something in the store, and looks for nothing else while it is fresh', async () => {
    await activities.begin(arriving('1'));
    await activities.begin(arriving('2', { mayChange: false, sentAt: secondsAgo(9) }));
    assert.deepEqual(asked, ['begin']);
  });

  it('looks up a question that may be a repeat, or does not say when it was sent', async () => {
    answer = () => Promise.resolve({ state: 'done', answer: null });
    const old = activities.begin(arriving('1', { mayChange: false, sentAt: secondsAgo(15) }));
    const undated = activities.begin(arriving('2', { mayChange: false, sentAt: null }));
    assert.deepEqual(
      [await old, await undated].map((each) => each?.state),
      ['done', 'done'],
    );
    assert.deepEqual(asked, ['look', 'look']);
  });

  it('recognises what this process has had without the store, but asks it for the answer to an invoke', async () => {
    await activities.begin(arriving('1'));
    assert.equal(activities.begin(arriving('1')), null);
    activities.end(arriving('1').key, null);
    assert.equal(activities.begin(arriving('1')), null);
    await activities.begin(arriving('2', { isInvoke: true }));
    assert.equal(activities.begin(arriving('2', { isInvoke: true })), null);
    activities.end(arriving('2').key, { status: 200 });
    answer = () => Promise.resolve({ state: 'done', answer: { status: 200 } });
    const repeated = await activities.begin(arriving('2', { isInvoke: true }));
    assert.deepEqual(repeated, { state: 'done', answer: { status: 200 } });
  });

  it('lets turns go on when the store fails, and does not ask a store that is away', async () => {
    answer = () => Promise.reject(new Error('No answer.'));
    assert.deepEqual(await activities.begin(arriving('1')), { state: 'begun' });
    isStoreDown = true;
    assert.deepEqual(await activities.begin(arriving('2')), { state: 'begun' });
    assert.deepEqual(asked, ['begin', 'log']);
  });

  it('stores what is done together, and renews only what is not', async () => {
    for (const id of ['1', '2', '3']) await activities.begin(arriving(id));
    activities.end(arriving('1').key, null);
    activities.end(arriving('3').key, { status: 200 });
    asked.length = 0;
    await activities.renew();
    await activities.flush();
    assert.deepEqual(asked, ['renew 2']);
    assert.deepEqual(
      stored.map(({ key, answer: given }) => [key.activityId, given]),
      [
        ['1', null],
        ['3', { status: 200 }],
      ],
    );
  });
});
