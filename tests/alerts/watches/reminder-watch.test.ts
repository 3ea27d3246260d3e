import assert from 'node:assert/strict';
import type { SentReminder } from '../../../bot/alerts/kinds/sent-reminder.ts';
import { createReminderWatch } from '../../../bot/alerts/watches/reminder-watch.ts';
import type { Signal } from '../../../bot/alerts/alert-kind.ts';
import { theOnlyNotice } from '../../support/guide.ts';
import { createManualClock } from '../../support/manual-clock.ts';

const NOW = '2023-09-26T12:00:00Z';

function reminder(number: number, changes: Partial<SentReminder> = {}): SentReminder {
  return {
    subscriptionId: `s${number}`,
    tenantId: 'tenant',
    conversationId: `19:c${number}@thread.tacv2`,
    kind: 'channel',
    noticeId: 'azure-ad-connect-v1',
    zone: 'Europe/Berlin',
    offset: 7,
    activityId: `17000000000${number}`,
    sentAt: new Date(Date.parse('2023-09-24T07:00:00Z') + number * 60_000),
    isAcknowledged: false,
    ...changes,
  };
}

/** The signals of one look at these. */
async function hear(sentReminders: readonly SentReminder[]): Promise<Map<string, Signal>> {
  const heard = new Map<string, Signal>();
  const watch = createReminderWatch({
    portfolios: { of: theOnlyNotice },
    sentReminders: { readBefore: () => Promise.resolve([...sentReminders]) },
    readProgress: () => Promise.resolve(new Map()),
    alerts: {
      apply: (signals) => {
        for (const signal of signals) heard.set(`${signal.tenantId} ${signal.key}`, signal);
        return Promise.resolve();
      },
    },
    places: {
      find: (_tenantId, ids) =>
        Promise.resolve(new Map(ids.map((id) => [id, { kind: 'channel', name: id }]))),
    },
    withinHours: 24,
    teamsUrl: 'https://teams.microsoft.com',
    clock: createManualClock(NOW),
  });
  await watch();
  return heard;
}

const firing = (heard: Map<string, Signal>) =>
  [...heard].filter(([, { finding }]) => finding).map(([key]) => key);

describe('unacknowledged reminders', () => {
  const many = Array.from({ length: 40 }, (_, i) => reminder(i));

  it('have one alert each while they are few', async () => {
    const heard = await hear([reminder(1), reminder(2, { isAcknowledged: true }), reminder(3)]);
    assert.deepEqual(firing(heard), ['tenant reminder s1', 'tenant reminder s3']);
    const where = heard.get('tenant reminder s1')?.finding?.facts.find(({ title }) => title === 'Where');
    assert.equal(where?.value, 'the channel 19:c1@thread.tacv2');
    assert.equal(
      heard.get('tenant reminder s2')?.outcome,
      'The reminder was acknowledged, or reminders were snoozed or stopped.',
    );
  });

  it('are merged into one alert when they are many, which names the oldest', async () => {
    const heard = await hear([...many, reminder(1, { tenantId: 'another' })]);
    assert.deepEqual(firing(heard), ['tenant reminders', 'another reminder s1']);
    const finding = heard.get('tenant reminders')?.finding;
    assert.equal(finding?.title, 'The last reminder was not acknowledged in 40 conversations');
    assert.deepEqual(finding.since, new Date('2023-09-24T07:00:00Z'));
    assert.match(
      finding.next.url ?? '',
      /l\/message\/19%3Ac0%40thread\.tacv2\/170000000000\?tenantId=tenant$/,
    );
    assert.equal(heard.get('tenant reminder s5')?.outcome, 'Merged into a summary alert.');
  });

  it('are resolved when they are acknowledged, and get single alerts again when few are left', async () => {
    const few = many.map((each, i) => ({ ...each, isAcknowledged: i > 2 }));
    const heard = await hear(few);
    assert.deepEqual(firing(heard), ['tenant reminder s0', 'tenant reminder s1', 'tenant reminder s2']);
    assert.equal(heard.get('tenant reminders')?.outcome, 'Split into an alert for each conversation.');
    const over = await hear(many.map((each) => ({ ...each, isAcknowledged: true })));
    assert.deepEqual(firing(over), []);
    assert.equal(
      over.get('tenant reminders')?.outcome,
      'The reminder was acknowledged, or reminders were snoozed or stopped.',
    );
  });
});
