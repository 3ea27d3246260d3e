import assert from 'node:assert/strict';
import { ADA } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { randomUUID } from 'node:crypto';
import type { Finding, Severity, Signal } from '../../bot/alerts/alert-kind.ts';
import type { Alert } from '../../bot/alerts/alert-lifecycle.ts';
import { ESCALATION_LEVELS, type AlertPreferences } from '../../bot/alerts/ports.ts';
import { joinIdentityTeam } from '../../bot/store/alerts/identity-teams.ts';
import { forEachDatabase } from '../support/databases.ts';
import { openStores, type OpenStores } from '../support/stores.ts';

const at = (minutes: number) => new Date(Date.UTC(2023, 8, 22, 12) + minutes * 60_000);

function findingOf(name: string, severity: Severity, kind: string): Finding {
  return {
    severity,
    title: `${name} still runs V1`,
    since: at(0),
    facts: [{ title: 'Version', value: '1.6.16.0' }],
    meaning: 'It will stop.',
    next: { text: 'Upgrade it.', url: null },
    why: 'Kim reported this server.',
    server: name,
    group: {
      kind,
      headline: 'servers run outdated versions',
      entry: '1.6.16.0, reported by Kim',
      meaning: 'They will stop.',
      next: { text: 'Upgrade them.', url: null },
      why: 'These servers were reported.',
    },
  };
}

forEachDatabase('alerts about many servers', (open) => {
  let stores: OpenStores;
  let tenantId: string;

  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());
  beforeEach(() => {
    tenantId = randomUUID();
  });

  async function join(preferences: Partial<AlertPreferences> = {}): Promise<string> {
    const conversation = createConversation({ tenantId });
    await stores.conversations.remember(conversation, at(0));
    await stores.database.db
      .transaction()
      .execute((trx) => joinIdentityTeam(trx, conversation, preferences, at(0)));
    return conversation.id;
  }
  const nameOf = (number: number) => `AADC${String(number).padStart(3, '0')}`;
  const namesOf = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => nameOf(from + index));
  const affected = (names: readonly string[], severity: Severity = 'warning', kind = 'server'): Signal[] =>
    names.map((name) => ({ tenantId, key: `${kind} ${name}`, finding: findingOf(name, severity, kind) }));
  const fixed = (names: readonly string[]): Signal[] =>
    names.map((name) => ({
      tenantId,
      key: `server ${name}`,
      finding: null,
      outcome: `${name} is migrated.`,
    }));
  const posts = () =>
    stores.database.db
      .selectFrom('posts')
      .select(['conversation_id', 'revision', 'subject_id'])
      .where('tenant_id', '=', tenantId)
      .orderBy('due_at')
      .execute();
  const revisions = async () => (await posts()).map(({ revision }) => revision);
  async function shown(index = 0): Promise<Alert> {
    const post = (await posts())[index] ?? assert.fail('There is no such post.');
    return (await stores.alerts.find(tenantId, post.subject_id)) ?? assert.fail('There is no such alert.');
  }
  const acknowledge = async (minutes: number) =>
    stores.alerts.acknowledge(tenantId, (await shown()).id, { by: ADA, now: at(minutes) });

  it('is one post with a count and a list if sixty are reported at once', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 60)), at(0));
    assert.deepEqual(await revisions(), [0]);
    const { finding } = await shown();
    assert.equal(finding.title, '60 servers run outdated versions');
    assert.deepEqual(
      finding.facts.map(({ title }) => title),
      [...namesOf(1, 20), 'And 40 more'],
    );
    assert.equal(finding.facts[0]?.value, '1.6.16.0, reported by Kim');
    assert.equal((await stores.alerts.list(tenantId, 100)).length, 60);
  });

  it('grows in place', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 60)), at(0));
    await stores.alerts.apply(affected(['AADC000']), at(30));
    assert.deepEqual(await revisions(), [1]);
    const { finding } = await shown();
    assert.equal(finding.title, '61 servers run outdated versions');
    assert.equal(finding.facts[0]?.title, 'AADC000');
  });

  it('has a card of its own, as before, if a server is reported alone', async () => {
    await join();
    await stores.alerts.apply(affected(['AADC001']), at(0));
    assert.deepEqual((await shown()).finding, findingOf('AADC001', 'warning', 'server'));
  });

  it('shares a card from the sixth within an hour on', async () => {
    await join();
    for (const number of namesOf(1, 200).keys()) {
      await stores.alerts.apply(affected([nameOf(number + 1)]), at(number / 4));
    }
    assert.equal((await posts()).length, 6);
    assert.equal((await shown(5)).finding.title, '195 servers run outdated versions');
    await stores.alerts.apply(affected(['LATE01']), at(120));
    assert.equal((await posts()).length, 7);
    assert.equal((await shown(6)).finding.title, 'LATE01 still runs V1');
  });

  it('is acknowledged as a whole, and what comes after that is a new post', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 60)), at(0));
    assert.equal(await acknowledge(5), true);
    assert.equal(await acknowledge(6), false);
    const all = await stores.alerts.list(tenantId, 100);
    assert.deepEqual(new Set(all.map(({ acknowledgedBy }) => acknowledgedBy)), new Set(['Ada']));
    assert.deepEqual([(await shown()).acknowledgedBy, (await shown()).acknowledgedAt], ['Ada', at(5)]);
    assert.deepEqual(await revisions(), [1]);
    await stores.alerts.apply(affected(['NEW01', 'NEW02']), at(10));
    assert.deepEqual(await revisions(), [1, 0]);
  });

  it('waits for an acknowledgement again if one server gets worse', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 3)), at(0));
    await acknowledge(5);
    await stores.alerts.apply(affected(['AADC002'], 'critical'), at(10));
    assert.deepEqual([(await shown()).acknowledgedBy, (await shown()).finding.severity], [null, 'critical']);
    assert.equal(await acknowledge(11), true);
  });

  it('lists only the servers that are left, and the last one as if it were alone', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 3)), at(0));
    await stores.alerts.apply(fixed(['AADC001']), at(10));
    const two = (await shown()).finding;
    assert.equal(two.title, '2 servers run outdated versions');
    assert.deepEqual(
      two.facts.map(({ title, value }) => `${title}: ${String(value)}`),
      [
        'AADC002: 1.6.16.0, reported by Kim',
        'AADC003: 1.6.16.0, reported by Kim',
        'Resolved: 1 of 3 servers',
      ],
    );
    await stores.alerts.apply(fixed(['AADC002']), at(20));
    const one = (await shown()).finding;
    assert.deepEqual([one.title, one.server], ['AADC003 still runs V1', 'AADC003']);
    await stores.alerts.apply(fixed(['AADC003']), at(30));
    const over = await shown();
    assert.deepEqual(
      [over.state, over.resolvedAt, over.finding.title, over.finding.facts, over.outcome],
      ['resolved', at(30), '3 servers run outdated versions', [], 'All 3 servers are resolved.'],
    );
    assert.deepEqual(await revisions(), [3]);
  });

  it('is not joined once it is over', async () => {
    await join();
    await stores.alerts.apply(affected(namesOf(1, 2)), at(0));
    await stores.alerts.apply(fixed(namesOf(1, 2)), at(10));
    await stores.alerts.apply(affected(['AADC003']), at(20));
    assert.equal((await posts()).length, 2);
    assert.equal((await shown(1)).finding.title, 'AADC003 still runs V1');
  });

  it('is as severe as its worst server, which comes first', async () => {
    const [all, critical] = [await join(), await join({ severity: 'critical' })];
    await stores.alerts.apply(affected(namesOf(1, 30)), at(0));
    assert.deepEqual(
      (await posts()).map(({ conversation_id }) => conversation_id),
      [all],
    );
    await stores.alerts.apply(affected(['ZZ01'], 'critical'), at(10));
    assert.deepEqual(
      new Set((await posts()).map(({ conversation_id }) => conversation_id)),
      new Set([all, critical]),
    );
    const { finding } = await shown();
    assert.equal(finding.severity, 'critical');
    assert.deepEqual(finding.facts[0], { title: 'ZZ01', value: 'Critical: 1.6.16.0, reported by Kim' });
  });

  it('escalates with one post for each conversation', async () => {
    const [team, person] = [await join(), await join({ level: ESCALATION_LEVELS.person })];
    await stores.alerts.apply(affected(namesOf(1, 60)), at(0));
    await stores.alerts.advance([60, 120], at(59));
    await stores.alerts.apply(affected(['AADC061']), at(59));
    for (const minutes of [60, 61, 70]) await stores.alerts.advance([60, 120], at(minutes));
    assert.deepEqual(
      (await posts()).map(({ conversation_id }) => conversation_id),
      [team, person],
    );
    assert.equal((await shown(1)).finding.title, '61 servers run outdated versions');
  });

  it('is posted once more if its servers stay after they flapped', async () => {
    await join();
    const names = namesOf(1, 3);
    await stores.alerts.apply(affected(names), at(0));
    await stores.alerts.apply(fixed(names), at(10));
    await stores.alerts.apply(affected(names), at(20));
    assert.equal((await shown()).isFlapping, true);
    for (const minutes of [79, 80, 90]) await stores.alerts.advance([600, 1200], at(minutes));
    assert.equal((await posts()).length, 2);
    assert.equal((await shown()).isFlapping, false);
  });

  it('is one post when several instances report the same at once', async () => {
    await join();
    await Promise.all(Array.from({ length: 4 }, () => stores.alerts.apply(affected(namesOf(1, 60)), at(0))));
    assert.equal((await posts()).length, 1);
    assert.equal((await shown()).finding.title, '60 servers run outdated versions');
  });

  it('keeps kinds, tenants and alerts without a group apart', async () => {
    await join();
    const alone = findingOf('X', 'warning', 'server');
    delete alone.group;
    await stores.alerts.apply(
      [
        ...affected(namesOf(1, 5)),
        ...affected(namesOf(1, 5), 'warning', 'other'),
        ...affected(namesOf(1, 5)).map((signal) => ({ ...signal, tenantId: randomUUID() })),
        ...['claim a', 'claim b'].map((key) => ({ tenantId, key, finding: alone })),
      ],
      at(0),
    );
    assert.equal((await posts()).length, 4);
  });
});
