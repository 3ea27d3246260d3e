import assert from 'node:assert/strict';
import { createCardReader } from '../../bot/reminders/reminder-on-card.ts';
import { EVERY_NOTICE } from '../../bot/reminders/coverage.ts';
import { createReminderPostRenderer, type ReminderToRender } from '../../bot/reminders/reminder-post.ts';
import type { Progress } from '../../bot/campaign/progress.ts';
import type { Subscription, SubscriptionState } from '../../bot/reminders/ports.ts';
import type { Post, RenderedPost } from '../../bot/delivery/ports.ts';

const NOW = new Date('2023-09-24T07:00:00Z');
const post: Post = {
  id: 'p',
  kind: 'reminder',
  subjectId: 's',
  occasion: 'a-notice 2023-10-01 7',
  dueAt: NOW,
  isRepeat: false,
  attempts: 1,
  conversation: { tenantId: 't', id: 'c', kind: 'groupChat', serviceUrl: 'https://a', botId: 'b' },
  replaces: null,
};
const subscription = {
  ...{ id: 's', tenantId: 't', conversationId: 'c', noticeId: 'a-notice', suspendedBecause: null },
  ...{ since: new Date('2023-09-20T07:00:00Z'), snoozedUntil: null },
  ...{ localTime: '09:00', zone: 'Europe/Berlin', offsets: [7, 3], coverage: EVERY_NOTICE },
};

const stillOnV1: Progress = { reported: 1, affected: 1, unknown: 0 };

describe('a planned reminder', () => {
  const write = async (
    state: SubscriptionState | null,
    now = NOW,
    changes: Partial<Subscription> & {
      progress?: Progress;
      post?: Partial<Post>;
      together?: string[];
      hasDigest?: boolean;
    } = {},
  ) => {
    const { progress, post: changed, together = [], hasDigest = false, ...others } = changes;
    const seen: ReminderToRender[] = [];
    const writer = createReminderPostRenderer({
      subscriptions: {
        readSubscription: () => Promise.resolve(state && { ...subscription, ...others, state }),
      },
      readCard: createCardReader({
        reminderCards: {
          read: ({ occasion }) =>
            Promise.resolve({
              acknowledged: [],
              hasDigest,
              reminders: [occasion, ...together].map((each) => ({
                ...{ occasion: each, dueAt: post.dueAt, isSuperseded: false },
              })),
            }),
        },
        readDeadlines: () =>
          Promise.resolve(
            new Map([
              ['a-notice', '2023-10-01'],
              ['another', '2023-09-27'],
            ]),
          ),
        readProgress: () =>
          Promise.resolve(new Map(progress ? [['t', new Map([['a-notice', progress]])]] : [])),
      }),
      render: (reminder) => {
        seen.push(reminder);
        return { card: {}, summary: 'a reminder' };
      },
    });
    return { written: await writer({ ...post, ...changed }, now), seen };
  };

  it('is rendered for the subscription as it is now', async () => {
    const { written, seen } = await write('active');
    assert.deepEqual(written, { card: {}, summary: 'a reminder' });
    assert.equal(seen[0]?.subscription.zone, 'Europe/Berlin');
    assert.deepEqual(
      [seen[0].reminders.map(({ cutOff }) => cutOff), seen[0].now, seen[0].post],
      [['2023-10-01'], NOW, post],
    );
  });

  it('says that it is late', async () => {
    const at = async (iso: string) => (await write('active', new Date(iso))).seen[0]?.lateSince;
    assert.equal(await at('2023-09-24T13:00:00Z'), null);
    assert.deepEqual(await at('2023-09-24T13:00:01Z'), NOW);
  });

  it('is skipped if a newer one is due before it is sent', async () => {
    const overtaken = await write('active', new Date('2023-09-28T07:00:00Z'));
    assert.deepEqual(overtaken, { written: { skip: 'superseded' }, seen: [] });
  });

  it('is skipped when the next week’s is due, also while that waits until quiet hours end', async () => {
    const weekly = { post: { occasion: 'a-notice 2023-10-01 -7' }, progress: stillOnV1 };
    const overtaken = await write('active', new Date('2023-10-15T07:00:00Z'), weekly);
    assert.deepEqual(overtaken, { written: { skip: 'superseded' }, seen: [] });
    const quietHours = { from: '20:00', until: '10:00' };
    const held = await write('active', new Date('2023-10-16T01:00:00Z'), { ...weekly, quietHours });
    assert.deepEqual(held, { written: { skip: 'superseded' }, seen: [] });
  });

  it('is skipped as too old, not as changed, when somebody asks again long after the cut-off', async () => {
    const tooLate = new Date('2023-10-08T22:00:00Z');
    const { written } = await write('active', tooLate, { since: new Date('2023-10-08T06:59:59Z') });
    assert.deepEqual(written, { skip: 'cut-off-passed' });
  });

  it('is skipped with the reason if reminders were stopped meanwhile', async () => {
    assert.deepEqual(await write('stopped'), { written: { skip: 'stopped' }, seen: [] });
  });

  it('waits if reminders were suspended meanwhile', async () => {
    assert.deepEqual(await write('suspended'), { written: { wait: 'suspended' }, seen: [] });
  });

  const changes: [string, Parameters<typeof write>[2], RenderedPost][] = [
    [
      'is skipped when it was snoozed',
      { snoozedUntil: new Date('2023-09-25T00:00:00Z') },
      { skip: 'snoozed' },
    ],
    [
      'is skipped when the last server has been moved',
      { progress: { affected: 0, unknown: 0, reported: 3 } },
      { skip: 'migrated' },
    ],
    ['is skipped when its day is not wanted any more', { offsets: [3, 1] }, { skip: 'changed' }],
    [
      'is not called migrated as long as nobody has said what a server runs',
      { offsets: [3, 1], progress: { affected: 0, unknown: 1, reported: 3 } },
      { skip: 'changed' },
    ],
    [
      'waits to be planned anew when the cut-off has moved',
      { post: { occasion: 'a-notice 2023-08-31 7' } },
      { wait: 'cut-off-changed' },
    ],
    [
      'is not repeated when the cut-off has moved',
      { post: { occasion: 'a-notice 2023-08-31 7', isRepeat: true } },
      { skip: 'changed' },
    ],
    ['waits while hours are quiet', { quietHours: { from: '08:30', until: '10:00' } }, { wait: 'not-due' }],
    ['waits when its time is later', { localTime: '12:00' }, { wait: 'not-due' }],
  ];
  for (const [what, how, expected] of changes) {
    it(`${what} while it waited`, async () => {
      assert.deepEqual((await write('active', NOW, how)).written, expected);
    });
  }

  const together = ['another 2023-09-27 3'];
  const noticesOf = (seen: ReminderToRender[]) => seen[0]?.reminders.map(({ noticeId }) => noticeId);

  it('is on one card with another that is due with it, the most urgent first', async () => {
    const { seen } = await write('active', NOW, { together });
    assert.deepEqual(noticesOf(seen), ['another', 'a-notice']);
  });

  it('is planned again when another on its card is not posted, so that each has its own reason', async () => {
    const done = { affected: 0, unknown: 0, reported: 3 };
    const { written, seen } = await write('active', NOW, { together, progress: done });
    assert.deepEqual([written, seen], [{ wait: 'changed' }, []]);
  });

  it('is planned again when it has the digest with it, which is posted by itself then', async () => {
    const done = { affected: 0, unknown: 0, reported: 3 };
    const { written } = await write('active', NOW, { hasDigest: true, progress: done });
    assert.deepEqual(written, { wait: 'changed' });
  });

  it('is left out of the repeat of a card when its notice is done', async () => {
    const done = { affected: 0, unknown: 0, reported: 3 };
    const { seen } = await write('active', NOW, { together, progress: done, post: { isRepeat: true } });
    assert.deepEqual(noticesOf(seen), ['another']);
  });

  it('waits with the repeat of a card of which one is never posted and another not now', async () => {
    const quietHours = { from: '08:30', until: '10:00' };
    const { written, seen } = await write('active', NOW, {
      ...{ quietHours, together: ['another 2023-08-31 3'] },
      post: { isRepeat: true },
    });
    assert.deepEqual([written, seen], [{ wait: 'not-due' }, []]);
  });

  it('is skipped when its notice was left out', async () => {
    const { written } = await write('active', NOW, { coverage: { except: ['a-notice'] } });
    assert.deepEqual(written, { skip: 'left-out' });
  });

  it('is rendered in any case if its card is in Teams already', async () => {
    const replaces = { activityId: 'a', revision: 1 };
    const { written } = await write('stopped', NOW, {
      progress: { affected: 0, unknown: 0, reported: 3 },
      post: { replaces },
    });
    assert.deepEqual(written, { card: {}, summary: 'a reminder' });
  });

  it('is skipped if its subscription is gone', async () => {
    assert.deepEqual((await write(null)).written, { skip: 'stopped' });
  });
});
