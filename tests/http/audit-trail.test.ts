import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CampaignBody } from '../../bot/dashboard/campaign-body.ts';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import type { ConnectorRequest } from '../support/connector.ts';
import { forEachDatabase } from '../support/databases.ts';
import { runCutover, runTokenIssuer } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf } from '../support/official-card-check.ts';
import { until } from '../support/until.ts';

/** Whoever writes in Teams, as the support's activities say. */
const KIM = '00000000-0000-0000-0000-0000000000aa';
const ADA = randomUUID();
/** One for each test. */
const TENANTS = Array.from({ length: 10 }, () => randomUUID());

forEachDatabase('the report’s changes', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const issuer = runTokenIssuer(TENANTS);
  const { connector, cutover } = runCutover(open, clock, () => ({ api: issuer.access }));
  let tenantId: string;
  let channel: Place;
  let ada: string;
  let used = 0;

  beforeEach(async () => {
    tenantId = TENANTS[used++] ?? assert.fail('Too few tenants.');
    channel = createPlace(connector.url, 'channel', { tenantId });
    connector.members.set(channel.conversationId, [ADA]);
    ada = await issuer.forPerson({ tenantId, name: 'Ada', oid: ADA });
  });

  async function call(path: string, token: string, body?: object): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    assert.ok(response.ok, text);
    return text;
  }

  /** The cells of each row under the heading Changes, the newest first. */
  async function changes(query = ''): Promise<string[][]> {
    const report = await call(`/api/report.html${query}`, ada);
    const [, section = ''] = report.split('<h2>Changes</h2>');
    const rows = [...section.matchAll(/<tr>(<td>.*?)<\/tr>/g)];
    return rows.map(([, row = '']) =>
      [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell = '']) =>
        cell
          .replaceAll(/<[^>]+>/g, ' ')
          .replaceAll(/ +/g, ' ')
          .trim(),
      ),
    );
  }
  const sentences = async () => (await changes()).map(([, , sentence]) => sentence);
  const say = (...texts: string[]) => cutover.receive(...texts.map((text) => messageIn(channel, text)));

  it('say who changed reminders in Teams, when, and from what to what', async () => {
    await cutover.receive(messageIn(channel, 'remind us at 09:00'));
    clock.set('2023-09-22T13:00:00Z');
    await say('remind us at 17:30');
    await say('quiet hours 22:00 to 07:00', 'remind us before weekends', 'snooze until 2023-09-25');
    await say('stop reminders');
    const [newest, ...others] = await changes('?zone=Europe/Berlin&locale=en-US');
    assert.deepEqual(newest, [
      'September 22, 2023, 3:00 PM',
      `Kim ${KIM}`,
      'Kim turned off reminders.',
      `channel ${channel.conversationId}`,
    ]);
    assert.deepEqual(
      others.map(([, , sentence]) => sentence),
      [
        'Kim snoozed reminders until September 25, 2023, 12:00 AM.',
        'Kim changed reminders: the Friday before a weekend instead of weekends like other days.',
        'Kim changed reminders: quiet hours 10:00 PM to 7:00 AM instead of no quiet hours.',
        'Kim changed reminders: at 5:30 PM (Europe/Berlin) instead of at 9:00 AM (Europe/Berlin).',
        'Kim turned on reminders: at 9:00 AM (Europe/Berlin), 365, 180, 90, 60, 30, 14, 7, 3, 1, 0 days before the cut-off, weekends like other days, weekly on Mondays afterwards, with a monthly digest, no quiet hours, about every notice.',
      ],
    );
  });

  it('carry the person of the token for what the dashboard changes', async () => {
    await say('remind us at 09:00');
    const body = JSON.parse(await call('/api/campaign', ada)) as CampaignBody;
    const [{ id, ...subscription } = assert.fail('No reminders.')] = body.reminders.subscriptions;
    const { localTime, zone, offsets, weekend, quietHours } = { ...subscription, localTime: '10:15' };
    await call('/api/reminders', ada, { subscription: id, localTime, zone, offsets, weekend, quietHours });
    await call('/api/reminders/stop', ada, { subscription: id });
    assert.deepEqual(
      (await changes()).map(([, ...cells]) => cells),
      [
        [`Ada ${ADA}`, 'Ada turned off reminders.', `Dashboard or API channel ${channel.conversationId}`],
        [
          `Ada ${ADA}`,
          'Ada changed reminders: at 10:15 (Europe/Berlin) instead of at 09:00 (Europe/Berlin).',
          `Dashboard or API channel ${channel.conversationId}`,
        ],
        [`Kim ${KIM}`, (await sentences()).at(-1), `channel ${channel.conversationId}`],
      ],
    );
  });

  it('say who reported and confirmed servers, and what sources changed', async () => {
    const script = await issuer.forApp(tenantId, ['Servers.Report']);
    const servers = [
      { name: 'AADC01', version: '1.6.16.0' },
      { name: 'AADC02', version: '1.6.16.0' },
    ];
    await call('/api/servers', script, { servers });
    clock.advance({ minutes: 1 });
    await call('/api/servers', script, { servers });
    await call('/api/servers', script, {
      servers: [{ name: 'AADC02', version: '2.1.20.0', role: 'active' }],
    });
    await say('alerts here', 'AADC01 is migrated', 'SYNC09 runs 2.1.20.0');
    await confirmClaim();
    const [confirmed, ...others] = (await changes()).filter(
      ([, , sentence]) => !/alerts/.test(sentence ?? ''),
    );
    assert.deepEqual(confirmed?.slice(1), [
      `Kim ${KIM}`,
      'Kim confirmed that AADC01 was migrated.',
      `channel ${channel.conversationId}`,
    ]);
    assert.deepEqual(
      others.map(([, , sentence]) => sentence),
      [
        'Kim reported that SYNC09 runs 2.1.20.0.',
        'Kim reported that AADC01 was migrated, a claim until it’s confirmed.',
        'A script reported that AADC02 runs 2.1.20.0 and is active instead of 1.6.16.0, in use.',
        'A script reported that AADC02 runs 1.6.16.0.',
        'A script reported that AADC01 runs 1.6.16.0.',
      ],
    );
  });

  /** Presses Confirm on the alert about a claim once it is in the channel. */
  async function confirmClaim(): Promise<void> {
    const isAlert = ({ conversationId, activity, givenId }: ConnectorRequest) =>
      conversationId === channel.conversationId &&
      givenId !== null &&
      JSON.stringify(activity).includes('confirm-claim');
    const alert = await until(() => connector.requests.find(isAlert), 'the alert about the claim');
    const isRecorded = () => cutover.log.some(({ fields }) => fields['activityId'] === alert.givenId);
    await until(isRecorded, 'the alert in the ledger');
    const card = cardOf(alert.activity) as { actions: { verb: string; data: object }[] };
    const { data } = card.actions.find(({ verb }) => verb === 'confirm-claim') ?? assert.fail('No Confirm.');
    await cutover.invoke(actionIn(channel, alert.givenId ?? '', 'confirm-claim', data));
  }

  it('say who turned alerts on, changed and stopped them', async () => {
    await say('alerts here', 'alerts here', 'alerts here critical only', 'stop alerts', 'stop alerts');
    assert.deepEqual(await sentences(), [
      'Kim turned off alerts in the conversation.',
      'Kim changed which alerts the conversation gets.',
      'Kim turned on alerts in the conversation.',
    ]);
  });

  it('contain no text that somebody wrote', async () => {
    await say('Zebra: remind us at 09:00, please', 'remind us at 09:00 Zebraland', 'remind us at 09:00');
    await say('Why is Zebra still on V1?', 'AADC01 is migrated to Zebra', 'snooze until Zebra');
    await say('quiet hours 22:00 to Zebra', 'stop reminders Zebra');
    const report = await call('/api/report.html', ada);
    assert.match(report, /turned on reminders/);
    assert.doesNotMatch(report, /Zebra/i);
  });

  it('leave out what changed nothing, and other tenants’ changes', async () => {
    await say(
      'remind us at 09:00',
      'remind us at 09:00',
      'remind us at 25:00',
      'stop reminders',
      'stop reminders',
    );
    const other = createPlace(connector.url, 'channel', { tenantId: randomUUID() });
    await cutover.receive(messageIn(other, 'remind us at 06:00'));
    assert.deepEqual(
      (await sentences()).map((sentence) => sentence?.split(':')[0]),
      ['Kim turned off reminders.', 'Kim turned on reminders'],
    );
  });
});
