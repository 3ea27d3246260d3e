import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { CampaignBody } from '../../bot/dashboard/campaign-body.ts';
import { createPlace, messageIn, actionIn, submitIn, type Place } from '../support/activities.ts';
import { reportServers } from '../support/campaign-seed.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, readStore, type RunningCutover } from '../support/cutover.ts';
import { forEachDatabase, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';
import { until } from '../support/until.ts';

const [OURS, THEIRS] = [randomUUID(), randomUUID()];
const OID = randomUUID();
const SECRETS = /SECRET-SRV|1\.5\.18\.0|printer|06:17|Kim/;

/** Everything that a button can be. */
const VERBS = [
  'acknowledge',
  'advise',
  'answer-handoff',
  'ask-person',
  'choose',
  'close-handoff',
  'helpful',
  'open-adviser',
  'reminder-settings',
  'save-reminder-settings',
  'snooze',
  'stop-reminders',
  'topic',
  'undo',
  'unhelpful',
  'why-this',
];
const DATA = {
  answer: 'mine',
  intent: 'deadline',
  needs: '1',
  localTime: '01:00',
  zone: 'UTC',
  offsets: '1',
  weekend: 'on',
  change: '1',
};

const COMMANDS = [
  'status',
  'undo',
  'why',
  'snooze for 3 days',
  'quiet hours 22:00 to 07:00',
  'remind us before weekends',
  'stop reminders',
  'stop alerts',
  'SECRET-SRV is migrated',
  'I want to talk to a person',
  'and how?',
  'compare',
  'help',
];

forEachDatabase('one tenant', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  let connector: Connector;
  let issuer: TokenIssuer;
  let place: DatabasePlace;
  let cutover: RunningCutover;
  let channel: Place;
  /** The same conversation, as if another tenant could name it. */
  let disguised: Place;
  let campaign: CampaignBody;
  let stranger: string;
  let kept: Awaited<ReturnType<typeof rowsOfOurs>>;

  before(async () => {
    connector = await startConnector();
    issuer = await startTokenIssuer([OURS, THEIRS]);
    place = await open();
    cutover = await startCutover(place, clock, { api: issuer.access });
    channel = createPlace(connector.url, 'channel', { tenantId: OURS });
    disguised = { ...channel, tenantId: THEIRS };
    connector.members.set(channel.conversationId, [OID]);
    await cutover.receive(messageIn(channel, 'alerts here'), messageIn(channel, 'remind us at 06:17'));
    await reportServers(
      cutover.port,
      [{ name: 'SECRET-SRV', version: '1.5.18.0' }],
      await issuer.forApp(OURS, ['Servers.Report']),
    );
    await cutover.receive(
      messageIn(channel, 'does our printer queue move?'),
      messageIn(channel, 'I want to talk to a person'),
    );
    // The reminder, the alert and the question for a person are there.
    clock.set('2023-09-24T06:00:00Z');
    await until(() => cardsOf(channel).length >= 7, 'all cards');
    const ours = await issuer.forPerson({ tenantId: OURS });
    campaign = (await (await get('/api/campaign', ours)).json()) as CampaignBody;
    stranger = await issuer.forPerson({ tenantId: THEIRS, oid: OID });
    kept = await rowsOfOurs();
  });
  after(async () => {
    await cutover.stop();
    await issuer.close();
    await connector.close();
  });

  const cardsOf = ({ conversationId }: Place) =>
    connector.requests.filter(
      (request) => request.conversationId.split(';', 1)[0] === conversationId && request.givenId !== null,
    );
  const get = (path: string, token: string) =>
    fetch(`http://127.0.0.1:${cutover.port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const post = (path: string, body: object) =>
    fetch(`http://127.0.0.1:${cutover.port}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stranger}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  /** What is stored of our tenant. The embedded store lets in one process at a time. */
  async function rowsOfOurs() {
    await cutover.stop();
    const rows = await readStore(place, async (db) => {
      const of = (table: 'servers' | 'server_reports' | 'identity_teams' | 'handoffs' | 'questions') =>
        db.selectFrom(table).selectAll().where('tenant_id', '=', OURS).execute();
      const acknowledgements = await db.selectFrom('acknowledgements').selectAll().execute();
      // The rest changes by itself: days pass, and cards count down.
      const alerts = await db
        .selectFrom('alerts')
        .select(['id', 'key', 'state', 'acknowledged_by'])
        .where('tenant_id', '=', OURS)
        .execute();
      const subscriptions = await db
        .selectFrom('subscriptions')
        .select(['id', 'state', 'local_time', 'zone', 'offsets', 'weekend', 'quiet_from', 'snoozed_until'])
        .where('tenant_id', '=', OURS)
        .execute();
      const posts = await db
        .selectFrom('posts')
        .select(['kind', 'subject_id', 'occasion'])
        .where('tenant_id', '=', OURS)
        .orderBy('id')
        .execute();
      return {
        servers: await of('servers'),
        reports: await of('server_reports'),
        alerts,
        subscriptions,
        teams: await of('identity_teams'),
        handoffs: await of('handoffs'),
        questions: await of('questions'),
        acknowledgements,
        posts,
      };
    });
    cutover = await startCutover(place, clock, { api: issuer.access });
    return rows;
  }

  it('has something that another could want', () => {
    assert.deepEqual(
      [campaign.servers.reported, campaign.alerts.firing, campaign.reminders.subscriptions.length],
      [1, 1, 1],
    );
    assert.match(JSON.stringify(campaign), SECRETS);
    assert.equal(kept.handoffs.length, 1);
  });

  it('is not read by another through any address', async () => {
    const [server] = campaign.servers.page.items;
    for (const path of [
      '/api/campaign',
      '/api/campaign/servers',
      `/api/campaign/servers?after=${server?.id ?? ''}`,
      '/api/campaign/servers?search=SECRET',
      '/api/servers.csv',
      '/api/comparison?needs=3',
      '/api/milestones.ics',
    ]) {
      const response = await get(path, stranger);
      assert.equal(response.status, 200, path);
      assert.doesNotMatch(await response.text(), SECRETS, path);
    }
    const history = await get(`/api/campaign/history?server=${server?.id ?? ''}`, stranger);
    assert.equal(history.status, 404);
    assert.doesNotMatch(await history.text(), SECRETS);
  });

  it('is not changed by another through any address', async () => {
    const [alert, subscription] = [campaign.alerts.newest[0], campaign.reminders.subscriptions[0]];
    const schedule = { localTime: '01:00', zone: 'UTC', offsets: [1], weekend: 'on', quietHours: null };
    for (const [path, body] of [
      ['/api/alerts/acknowledge', { alert: alert?.id }],
      ['/api/reminders', { subscription: subscription?.id, ...schedule }],
      ['/api/reminders/stop', { subscription: subscription?.id }],
    ] as const) {
      assert.equal((await post(path, body)).status, 404, path);
    }
    const script = await issuer.forApp(THEIRS, ['Servers.Report']);
    await reportServers(cutover.port, [{ name: 'SECRET-SRV', state: 'decommissioned' }], script);
    assert.deepEqual(await rowsOfOurs(), kept);
  });

  it('gives nothing to another who actions its cards, and nothing changes', async () => {
    for (const { givenId } of cardsOf(channel)) {
      for (const verb of VERBS) {
        const { value } = await cutover.invoke(actionIn(disguised, givenId ?? '', verb, DATA));
        // Who presses has the same name as ours, and may read it.
        assert.doesNotMatch(JSON.stringify(value).replaceAll('Changed by Kim', ''), SECRETS, verb);
        await cutover.receive(submitIn(disguised, givenId ?? '', verb, DATA));
      }
    }
    assert.deepEqual(await rowsOfOurs(), kept);
  });

  it('gives nothing to another who gives orders under its conversation’s name, and nothing changes', async () => {
    const before = connector.requests.length;
    for (const command of COMMANDS) await cutover.receive(messageIn(disguised, command));
    // Our own cards may be brought up to date meanwhile, for us.
    const told = connector.requests
      .slice(before)
      .filter(({ activity }) => activity.conversation?.tenantId === THEIRS)
      .map(({ activity }) => JSON.stringify(activity));
    assert.ok(told.length >= COMMANDS.length - 1, String(told.length));
    for (const text of told)
      assert.doesNotMatch(text.replaceAll('SECRET-SRV is', ''), /1\.5\.18\.0|printer|06:17/);
    assert.deepEqual(await rowsOfOurs(), kept);
  });

  it('hears nothing of another’s changes', async () => {
    const ending = new AbortController();
    const response = await fetch(`http://127.0.0.1:${cutover.port}/api/events`, {
      headers: { authorization: `Bearer ${stranger}` },
      signal: ending.signal,
    });
    let heard = '';
    const reading = (async () => {
      for await (const chunk of response.body ?? [])
        heard += Buffer.from(chunk as Uint8Array).toString('utf8');
    })().catch(() => undefined);
    const changes = () => heard.split('event: change').length - 1;
    await until(() => changes() === 1, 'the beginning');
    await reportServers(
      cutover.port,
      [{ name: 'OTHER', version: '2.2.1.0' }],
      await issuer.forApp(OURS, ['Servers.Report']),
    );
    await reportServers(
      cutover.port,
      [{ name: 'MINE', version: '2.2.1.0' }],
      await issuer.forApp(THEIRS, ['Servers.Report']),
    );
    await until(() => changes() === 2, 'the news of their own');
    ending.abort();
    await reading;
    assert.equal(changes(), 2);
  });
});
