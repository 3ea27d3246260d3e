import assert from 'node:assert/strict';
import { createReminderWriter, type ReminderToWrite } from '../../bot/reminders/reminder-writer.ts';
import type { Post, SubscriptionState } from '../../bot/reminders/ports.ts';

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
  ...{ id: 's', tenantId: 't', conversationId: 'c', noticeId: 'a-notice', since: NOW, snoozedUntil: null },
  ...{ localTime: '09:00', zone: 'Europe/Berlin', rungs: [7, 3] },
};

describe('a planned reminder', () => {
  const write = async (state: SubscriptionState | null, now = NOW) => {
    const seen: ReminderToWrite[] = [];
    const readSubscription = () => Promise.resolve(state && { ...subscription, state });
    const writer = createReminderWriter({ readSubscription }, { 'a-notice': '2023-10-01' }, (reminder) => {
      seen.push(reminder);
      return { card: {}, summary: 'a reminder' };
    });
    return { written: await writer(post, now), seen };
  };

  it('is written for its subscription as it is now', async () => {
    const { written, seen } = await write('active');
    assert.deepEqual(written, { card: {}, summary: 'a reminder' });
    assert.equal(seen[0]?.schedule.zone, 'Europe/Berlin');
    assert.deepEqual([seen[0].cutOff, seen[0].now, seen[0].post], ['2023-10-01', NOW, post]);
  });

  it('is called late when it is', async () => {
    const at = async (iso: string) => (await write('active', new Date(iso))).seen[0]?.lateSince;
    assert.equal(await at('2023-09-24T13:00:00Z'), null);
    assert.deepEqual(await at('2023-09-24T13:00:01Z'), NOW);
  });

  it('is skipped when a newer one is due before it could be sent', async () => {
    const overtaken = await write('active', new Date('2023-09-28T07:00:00Z'));
    assert.deepEqual(overtaken, { written: { skip: 'superseded' }, seen: [] });
  });

  for (const state of ['stopped', 'suspended'] as const) {
    it(`is skipped when reminders were ${state} meanwhile, and says so`, async () => {
      assert.deepEqual(await write(state), { written: { skip: state }, seen: [] });
    });
  }

  it('is skipped when there is no subscription any more', async () => {
    assert.deepEqual((await write(null)).written, { skip: 'stopped' });
  });
});
