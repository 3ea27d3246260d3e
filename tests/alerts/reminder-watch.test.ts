import assert from 'node:assert/strict';
import { createReminderWatch, type SentReminder } from '../../bot/alerts/reminder-watch.ts';
import type { Signal } from '../../bot/alerts/signals.ts';
import { theGuide } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';

const NOW = '2023-09-26T12:00:00Z';

function reminder(number: number, changes: Partial<SentReminder> = {}): SentReminder {
  return {
    subscriptionId: `s${number}`,
    tenantId: 'tenant',
    conversationId: `19:c${number}@thread.tacv2`,
    kind: 'channel',
    zone: 'Europe/Berlin',
    offset: 7,
    activityId: `17000000000${number}`,
    sentAt: new Date(Date.parse('2023-09-24T07:00:00Z') + number * 60_000),
    isTaken: false,
    ...changes,
  };
}

/** What the alerts hear of these. */
async function hear(sentReminders: readonly SentReminder[]): Promise<Map<string, Signal>> {
  const heard = new Map<string, Signal>();
  const watch = createReminderWatch({
    guide: await theGuide(),
    sentReminders: { readBefore: () => Promise.resolve([...sentReminders]) },
    readProgress: () => Promise.resolve(new Map()),
    alerts: {
      take: (signals) => {
        for (const signal of signals) heard.set(`${signal.tenantId} ${signal.key}`, signal);
        return Promise.resolve();
      },
    },
    withinHours: 24,
    teamsUrl: 'https://teams.microsoft.com',
    clock: createManualClock(NOW),
  });
  await watch();
  return heard;
}

const firing = (heard: Map<string, Signal>) =>
  [...heard].filter(([, { trouble }]) => trouble).map(([key]) => key);

describe('reminders that nobody has taken', () => {
  const many = Array.from({ length: 40 }, (_, i) => reminder(i));

  it('are each told by itself while they are few', async () => {
    const heard = await hear([reminder(1), reminder(2, { isTaken: true }), reminder(3)]);
    assert.deepEqual(firing(heard), ['tenant reminder s1', 'tenant reminder s3']);
    assert.equal(heard.get('tenant reminder s2')?.outcome, 'Somebody has taken note.');
  });

  it('are told together when they are many, with the one that has waited longest', async () => {
    const heard = await hear([...many, reminder(1, { tenantId: 'another' })]);
    assert.deepEqual(firing(heard), ['tenant reminders', 'another reminder s1']);
    const trouble = heard.get('tenant reminders')?.trouble;
    assert.equal(trouble?.title, 'Nobody took the last reminder in 40 conversations');
    assert.deepEqual(trouble.since, new Date('2023-09-24T07:00:00Z'));
    assert.match(
      trouble.next.url ?? '',
      /l\/message\/19%3Ac0%40thread\.tacv2\/170000000000\?tenantId=tenant$/,
    );
    assert.equal(heard.get('tenant reminder s5')?.outcome, 'It is told together with others.');
  });

  it('are over together when they are taken, and each told again when few are left', async () => {
    const few = many.map((each, i) => ({ ...each, isTaken: i > 2 }));
    const heard = await hear(few);
    assert.deepEqual(firing(heard), ['tenant reminder s0', 'tenant reminder s1', 'tenant reminder s2']);
    assert.equal(heard.get('tenant reminders')?.outcome, 'Few are left: each is told by itself.');
    const over = await hear(many.map((each) => ({ ...each, isTaken: true })));
    assert.deepEqual(firing(over), []);
    assert.equal(over.get('tenant reminders')?.outcome, 'Somebody has taken note.');
  });
});
