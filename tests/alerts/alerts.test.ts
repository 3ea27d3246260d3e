import assert from 'node:assert/strict';
import { ADA, BOB } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { ESCALATION_LEVELS, type AlertPreferences } from '../../bot/alerts/ports.ts';
import type { Signal, Finding } from '../../bot/alerts/alert-kind.ts';
import { joinIdentityTeam } from '../../bot/store/alerts/identity-teams.ts';
import type { Database } from '../../bot/store/database/database.ts';
import { forEachDatabase } from '../support/databases.ts';
import { openStores, type OpenStores } from '../support/stores.ts';

const FINDING: Finding = {
  severity: 'warning',
  title: 'No synchronisation for 3 hours',
  since: new Date('2023-09-22T09:00:00Z'),
  facts: [{ title: 'Last synchronisation', value: new Date('2023-09-22T09:00:00Z') }],
  meaning: 'Changes do not arrive.',
  next: { text: 'Look.', url: null },
  why: 'Graph said so.',
};
const at = (minutes: number) => new Date(Date.UTC(2023, 8, 22, 12) + minutes * 60_000);

forEachDatabase('alerts', (open) => {
  let database: Database;
  let stores: OpenStores;
  let tenantId: string;

  before(async () => {
    stores = await openStores(await open());
    ({ database } = stores);
  });
  after(() => stores.close());
  beforeEach(() => {
    tenantId = randomUUID();
  });

  async function join(
    role: keyof typeof ESCALATION_LEVELS,
    preferences: Partial<AlertPreferences> = {},
  ): Promise<string> {
    const conversation = createConversation({ tenantId, kind: role === 'person' ? 'personal' : 'channel' });
    await stores.conversations.remember(conversation, at(0));
    const wanted = { level: ESCALATION_LEVELS[role], ...preferences };
    // As when a member has approved it.
    await database.db.transaction().execute((trx) => joinIdentityTeam(trx, conversation, wanted, at(0)));
    return conversation.id;
  }
  const signal = (finding: Finding | null): Signal => ({ tenantId, key: 'sync-stale', finding });
  const take = (finding: Finding | null, minutes: number) =>
    stores.alerts.apply([signal(finding)], at(minutes));
  const alerts = () => stores.alerts.list(tenantId, 10);
  const posts = () =>
    database.db
      .selectFrom('posts')
      .select(['conversation_id', 'revision'])
      .where('tenant_id', '=', tenantId)
      .orderBy('due_at')
      .execute();
  const told = async () => (await posts()).map(({ conversation_id }) => conversation_id);

  it('advance with thousands of open alerts', async () => {
    await sql`
      insert into alerts (id, tenant_id, key, state, finding, level, raised_at, unacknowledged_since, changes)
      select gen_random_uuid(), ${tenantId}, 'server ' || number, 'firing', ${JSON.stringify(FINDING)}::jsonb,
        0, ${at(0)}::timestamptz, ${at(0)}::timestamptz, '{}'
      from generate_series(1, 66000) as number`.execute(database.db);
    await assert.doesNotReject(stores.alerts.advance([Infinity, Infinity], at(1)));
    await database.db.deleteFrom('alerts').where('tenant_id', '=', tenantId).execute();
  });

  it('are raised once, posted once to every team, and updated in place when their text changes', async () => {
    const teams = [await join('team'), await join('team')];
    await take(FINDING, 0);
    await take({ ...FINDING, since: at(1) }, 10);
    assert.deepEqual(new Set(await told()), new Set(teams));
    assert.deepEqual(
      (await posts()).map(({ revision }) => revision),
      [0, 0],
    );
    await take({ ...FINDING, severity: 'critical' }, 20);
    const [alert, ...others] = await alerts();
    assert.equal(others.length, 0);
    assert.deepEqual([alert?.finding.severity, alert?.finding.since], ['critical', FINDING.since]);
    assert.deepEqual(
      (await posts()).map(({ revision }) => revision),
      [1, 1],
    );
  });

  it('are raised once when many watches report the same at once', async () => {
    await join('team');
    await Promise.all(Array.from({ length: 5 }, () => take(FINDING, 0)));
    assert.equal((await alerts()).length, 1);
    assert.equal((await told()).length, 1);
  });

  it('are resolved in place, and raised again only after that', async () => {
    await join('team');
    await take(FINDING, 0);
    await take(null, 60);
    await take(null, 70);
    assert.deepEqual(
      (await alerts()).map(({ state, resolvedAt }) => [state, resolvedAt]),
      [['resolved', at(60)]],
    );
    assert.deepEqual(
      (await posts()).map(({ revision }) => revision),
      [1],
    );
    await take(FINDING, 200);
    assert.deepEqual(
      (await alerts()).map(({ state }) => state),
      ['firing', 'resolved'],
    );
    assert.equal((await told()).length, 2);
  });

  it('stay on one card while they flap, until they have been stable for an hour', async () => {
    await join('team');
    await take(FINDING, 0);
    await take(null, 10);
    await take(FINDING, 20);
    await take(null, 30);
    await take(FINDING, 40);
    await take(null, 50);
    const [flapping, ...others] = await alerts();
    assert.deepEqual([flapping?.isFlapping, flapping?.state, others.length], [true, 'resolved', 0]);
    assert.equal((await told()).length, 1);
    await take(FINDING, 111);
    assert.deepEqual(
      (await alerts()).map(({ isFlapping }) => isFlapping),
      [false, true],
    );
    assert.equal((await told()).length, 2);
  });

  it('are acknowledged once, with name and time, and again only when they get worse', async () => {
    await join('team');
    await take(FINDING, 0);
    const [alert] = await alerts();
    assert.ok(alert);
    assert.equal(await stores.alerts.acknowledge(tenantId, alert.id, { by: ADA, now: at(5) }), true);
    assert.equal(await stores.alerts.acknowledge(tenantId, alert.id, { by: BOB, now: at(6) }), false);
    const acknowledged = await stores.alerts.find(tenantId, alert.id);
    assert.deepEqual([acknowledged?.acknowledgedBy, acknowledged?.acknowledgedAt], ['Ada', at(5)]);
    await take({ ...FINDING, severity: 'critical' }, 20);
    assert.equal((await stores.alerts.find(tenantId, alert.id))?.acknowledgedBy, null);
  });

  it('escalate while unacknowledged: the team, then the people, then the second team', async () => {
    const [team, person, second] = [await join('team'), await join('person'), await join('second-team')];
    await take(FINDING, 0);
    const upTo = async (minutes: number) => {
      await stores.alerts.advance([60, 120], at(minutes));
      return new Set(await told());
    };
    assert.deepEqual(await upTo(59), new Set([team]));
    assert.deepEqual(await upTo(60), new Set([team, person]));
    assert.deepEqual(await upTo(61), new Set([team, person]));
    assert.deepEqual(await upTo(120), new Set([team, person, second]));
    assert.deepEqual(await upTo(500), new Set([team, person, second]));
    assert.equal((await told()).length, 3);
  });

  it('stop escalating when they are acknowledged or resolved', async () => {
    const team = await join('team');
    await join('person');
    await take(FINDING, 0);
    const [alert] = await alerts();
    await stores.alerts.acknowledge(tenantId, alert?.id ?? '', { by: ADA, now: at(5) });
    await stores.alerts.advance([60, 120], at(90));
    assert.deepEqual(await told(), [team]);
    await take(null, 100);
    await take(FINDING, 300);
    await take(null, 310);
    await stores.alerts.advance([60, 120], at(400));
    assert.deepEqual(await told(), [team, team]);
  });

  it('skip a team that gets critical ones only, until they become critical', async () => {
    const [all, critical] = [await join('team'), await join('team', { severity: 'critical' })];
    await take(FINDING, 0);
    await stores.alerts.advance([60, 120], at(30));
    assert.deepEqual(await told(), [all]);
    await take({ ...FINDING, severity: 'critical' }, 40);
    assert.deepEqual(new Set(await told()), new Set([all, critical]));
    assert.equal((await told()).length, 2);
  });

  it('wait for the end of quiet hours without escalating, unless they are critical', async () => {
    // at(0) is 14:00 in Berlin; quiet until 15:00 there.
    const quiet = { quietHours: { from: '13:00', until: '15:00' }, zone: 'Europe/Berlin' };
    const [team, person] = [await join('team', quiet), await join('person')];
    await take(FINDING, 0);
    await stores.alerts.advance([10, 120], at(59));
    assert.deepEqual(await told(), []);
    await stores.alerts.advance([10, 120], at(60));
    assert.deepEqual(await told(), [team]);
    await stores.alerts.advance([10, 120], at(70));
    assert.deepEqual(await told(), [team, person]);
    await stores.alerts.apply(
      [{ tenantId, key: 'other', finding: { ...FINDING, severity: 'critical' } }],
      at(5),
    );
    assert.equal((await told()).filter((id) => id === team).length, 2);
  });

  it('are never posted when they are resolved within quiet hours', async () => {
    await join('team', { quietHours: { from: '13:00', until: '15:00' }, zone: 'Europe/Berlin' });
    await take(FINDING, 0);
    await take(null, 30);
    await stores.alerts.advance([60, 120], at(90));
    assert.deepEqual(await told(), []);
  });

  it('are posted again when they stay for an hour after flapping, unless acknowledged', async () => {
    const [team, person] = [await join('team'), await join('person')];
    await take(FINDING, 0);
    await take(null, 10);
    await take(FINDING, 20);
    const advance = (minutes: number) => stores.alerts.advance([60, 120], at(minutes));
    await advance(79);
    assert.deepEqual([await told(), (await alerts())[0]?.isFlapping], [[team], true]);
    await advance(80);
    assert.deepEqual([await told(), (await alerts())[0]?.isFlapping], [[team, team], false]);
    await advance(139);
    assert.equal((await told()).length, 2);
    await advance(140);
    assert.deepEqual(await told(), [team, team, person]);
  });

  it('are only updated when they become stable if they were acknowledged while flapping', async () => {
    const team = await join('team');
    await take(FINDING, 0);
    await stores.alerts.acknowledge(tenantId, (await alerts())[0]?.id ?? '', { by: ADA, now: at(1) });
    await take(null, 10);
    await take(FINDING, 20);
    await stores.alerts.advance([60, 120], at(90));
    assert.deepEqual([await told(), (await alerts())[0]?.isFlapping], [[team], false]);
  });

  it('are resolved by an acknowledgement when they report a change', async () => {
    await join('team');
    await take({ ...FINDING, isNews: true }, 0);
    await stores.alerts.acknowledge(tenantId, (await alerts())[0]?.id ?? '', { by: ADA, now: at(5) });
    assert.deepEqual(
      (await alerts()).map(({ state, acknowledgedBy }) => [state, acknowledgedBy]),
      [['resolved', 'Ada']],
    );
  });

  it('are not resolved while their notice is not loaded', async () => {
    await join('team');
    await take({ ...FINDING, notice: 'pigeon-post' }, 0);
    const state = async (...notices: string[]) => {
      await stores.alerts.apply([{ ...signal(null), notices: new Set(notices) }], at(10));
      return (await alerts())[0]?.state;
    };
    assert.equal(await state('raven-post'), 'firing');
    assert.equal(await state('raven-post', 'pigeon-post'), 'resolved');
  });

  it('say why they are resolved', async () => {
    await join('team');
    await take(FINDING, 0);
    await stores.alerts.apply([{ ...signal(null), outcome: 'It synchronises again.' }], at(10));
    assert.equal((await alerts())[0]?.outcome, 'It synchronises again.');
  });

  it('restart the delay before the next level when they get worse', async () => {
    const [team, person] = [await join('team'), await join('person')];
    await take(FINDING, 0);
    await stores.alerts.acknowledge(tenantId, (await alerts())[0]?.id ?? '', { by: ADA, now: at(5) });
    await take({ ...FINDING, severity: 'critical' }, 100);
    await stores.alerts.advance([60, 120], at(159));
    assert.deepEqual(await told(), [team]);
    await stores.alerts.advance([60, 120], at(160));
    assert.deepEqual(await told(), [team, person]);
  });

  it('notify people at once when there is no team, and a team that joins later', async () => {
    const person = await join('person');
    await take(FINDING, 0);
    assert.deepEqual(await told(), [person]);
    const team = await join('team');
    await stores.alerts.advance([60, 120], at(1));
    assert.deepEqual(new Set(await told()), new Set([person, team]));
  });

  it('are not visible to other tenants', async () => {
    await join('team');
    await stores.alerts.apply([{ ...signal(FINDING), tenantId: randomUUID() }], at(0));
    assert.deepEqual([await alerts(), await told()], [[], []]);
  });
});
