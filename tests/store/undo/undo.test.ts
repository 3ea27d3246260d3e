import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Author } from '../../../bot/access/author.ts';
import type { UndoResult } from '../../../bot/dashboard/undo.ts';
import type { Conversation } from '../../../bot/delivery/conversation.ts';
import { serverStatusOf, type Report } from '../../../bot/servers/server.ts';
import { KIM } from '../../support/author.ts';
import { createConversation } from '../../support/conversation.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const CUT_OFF = '2023-10-01';
const MORNING = { localTime: '09:00', zone: 'Europe/Berlin', offsets: [7, 1] };
const EVENING = { ...MORNING, localTime: '17:00' };
const DASHBOARD: Author = { id: randomUUID(), name: 'Ana', conversationId: null };
const SCRIPT: Author = { id: randomUUID(), name: 'A script', conversationId: null };

forEachDatabase('undo', (open) => {
  let stores: OpenStores;
  let chat: Conversation;
  let minutes: number;
  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());
  beforeEach(async () => {
    minutes = 0;
    chat = createConversation();
    await stores.conversations.remember(chat, NOW);
  });

  const key = () => ({ tenantId: chat.tenantId, conversationId: chat.id, noticeId: 'notice' });
  /** A minute later each time. */
  const asked = (by: Author = { ...KIM, conversationId: chat.id }) => ({
    by,
    now: new Date(NOW.getTime() + 60_000 * minutes++),
    cutOffs: new Map([['notice', CUT_OFF]]),
  });
  const report = (words: Omit<Report, 'name'>, by = asked().by) => {
    const now = asked().now;
    const origin = by === SCRIPT ? ('source' as const) : ('team' as const);
    const said = { name: 'AADC01', ...words, reporter: by.name, reporterId: by.id, origin, observedAt: now };
    return stores.servers.save(chat.tenantId, [said], { by, now });
  };
  const statusNow = async () => {
    const [server] = await stores.servers.list(chat.tenantId);
    return server ? serverStatusOf(server) : null;
  };
  const remindersNow = () => stores.subscriptions.readSubscription(key());

  async function undo(): Promise<UndoResult | null> {
    const now = asked();
    const last = await stores.undo.findLast(chat, now.now);
    return last && stores.undo.takeBack(last, chat.tenantId, now);
  }

  it('takes one change after the other back, and never an undo', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    await stores.subscriptions.change(key(), EVENING, asked());
    await stores.subscriptions.snooze(key(), new Date('2023-09-25T00:00:00Z'), asked());
    await stores.subscriptions.unsubscribe(key(), asked());
    const seen = [];
    for (let i = 0; i < 5; i++) {
      const result = await undo();
      const { state, localTime, snoozedUntil } = (await remindersNow()) ?? assert.fail();
      seen.push([result?.outcome ?? 'nothing', state, localTime, snoozedUntil !== null]);
    }
    assert.deepEqual(seen, [
      ['undone', 'active', '17:00', true],
      ['undone', 'active', '17:00', false],
      ['undone', 'active', '09:00', false],
      ['undone', 'stopped', '09:00', false],
      ['nothing', 'stopped', '09:00', false],
    ]);
  });

  it('takes the newest change back, also where its number has one more digit than the one before', async () => {
    await sql`select setval(pg_get_serial_sequence('audit_trail', 'number'), 99998)`.execute(
      stores.database.db,
    );
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    await stores.subscriptions.change(key(), EVENING, asked());
    const last = await stores.undo.findLast(chat, NOW);
    const since = await stores.undo.findSince(chat, null, NOW);
    assert.deepEqual([last?.number, since.map(({ number }) => number)], ['100000', ['99999', '100000']]);
  });

  it('is in the audit trail with who did it, and which change it took back', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    const ana = { ...DASHBOARD, conversationId: chat.id };
    const start = await stores.undo.findLast(chat, NOW);
    assert.ok(start);
    await stores.undo.takeBack(start, chat.tenantId, asked(ana));
    const [undone, done] = await stores.auditTrail.newest(chat.tenantId, 10);
    assert.deepEqual([undone?.by, undone?.undoes], [ana, done?.number]);
    assert.deepEqual(done, start);
    assert.deepEqual([undone?.act, undone?.after], [start.act, start.after]);
  });

  it('takes back how a server signs in, and leaves what was said of it before', async () => {
    await report({ version: '2.6.92.0', authentication: 'account' });
    await report({ authentication: 'application' });
    assert.equal((await statusNow())?.authentication, 'application');
    assert.equal((await undo())?.outcome, 'undone');
    assert.deepEqual(
      [(await statusNow())?.authentication, (await statusNow())?.version],
      ['account', '2.6.92.0'],
    );
    assert.equal((await undo())?.outcome, 'undone');
    assert.equal(await statusNow(), null);
  });

  it('happens once when two ask for the same change at the same time', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    const last = await stores.undo.findLast(chat, NOW);
    assert.ok(last);
    const all = await Promise.all([1, 2, 3, 4].map(() => stores.undo.takeBack(last, chat.tenantId, asked())));
    const outcomes = all.map(({ outcome }) => outcome).sort();
    assert.deepEqual(outcomes, ['undone', 'undone-before', 'undone-before', 'undone-before']);
    assert.equal((await stores.auditTrail.newest(chat.tenantId, 10)).length, 2);
  });

  it('finds changes of this conversation within a day only', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked(DASHBOARD));
    assert.equal(await stores.undo.findLast(chat, NOW), null);
    await stores.subscriptions.change(key(), EVENING, asked());
    const elsewhere = { ...chat, id: '19:b@thread.tacv2' };
    assert.equal(await stores.undo.findLast(elsewhere, NOW), null);
    const after = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
    assert.equal((await stores.undo.findLast(chat, after(24)))?.act, 'change-reminders');
    assert.equal(await stores.undo.findLast(chat, after(25)), null);
  });

  it('leaves reminders alone that somebody else has changed since', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    await stores.subscriptions.change(key(), EVENING, asked(DASHBOARD));
    const result = await undo();
    assert.ok(result?.outcome === 'overtaken');
    assert.equal(result.newer?.by.name, 'Ana');
    assert.equal((await remindersNow())?.localTime, '17:00');
  });

  it('leaves them alone also where they were changed back to what they had been', async () => {
    await stores.subscriptions.subscribe(key(), MORNING, asked());
    await stores.subscriptions.change(key(), EVENING, asked(DASHBOARD));
    await stores.subscriptions.change(key(), MORNING, asked(DASHBOARD));
    assert.equal((await undo())?.outcome, 'overtaken');
  });

  it('withdraws a report, so that the one before counts again', async () => {
    await report({ version: '1.6.16.0', state: 'in-use' });
    await report({ state: 'migrated' });
    assert.equal((await statusNow())?.state, 'migrated');
    const result = await undo();
    assert.ok(result?.outcome === 'undone' && result.standing.kind === 'server');
    assert.equal(result.standing.state?.version, '1.6.16.0');
    const status = await statusNow();
    assert.deepEqual([status?.state, status?.version, status?.counted.length], ['in-use', '1.6.16.0', 1]);
  });

  it('takes a server off the list with its only report, and on again with a new one', async () => {
    await report({ version: '1.6.16.0', state: 'in-use' });
    const [server] = await stores.servers.list(chat.tenantId);
    const before = await stores.dashboard.serversRevision(chat.tenantId);
    await undo();
    assert.equal(await statusNow(), null);
    assert.equal(await stores.dashboard.serverHistory(chat.tenantId, server?.id ?? ''), null);
    assert.notEqual(await stores.dashboard.serversRevision(chat.tenantId), before);
    assert.deepEqual(
      (await stores.servers.unlisted(chat.tenantId)).map(({ server: { name } }) => name),
      ['AADC01'],
    );
    await report({ version: '1.6.16.0', state: 'in-use' });
    assert.equal((await statusNow())?.version, '1.6.16.0');
    assert.deepEqual(await stores.servers.unlisted(chat.tenantId), []);
  });

  it('leaves a server alone that a source has reported since', async () => {
    await report({ version: '1.6.16.0', state: 'in-use' });
    await report({ version: '2.1.20.0', state: 'in-use' }, SCRIPT);
    const result = await undo();
    assert.ok(result?.outcome === 'overtaken' && result.standing.kind === 'server');
    assert.equal(result.newer?.by.name, 'A script');
    assert.equal(result.standing.state?.version, '2.1.20.0');
    assert.equal((await statusNow())?.version, '2.1.20.0');
  });

  it('withdraws a claim, which no longer waits to be confirmed', async () => {
    await report({ version: '1.6.16.0', state: 'in-use' }, SCRIPT);
    await report({ state: 'migrated' });
    assert.equal((await statusNow())?.claim?.state, 'migrated');
    assert.equal((await undo())?.outcome, 'undone');
    assert.deepEqual([(await statusNow())?.claim, (await statusNow())?.state], [null, 'in-use']);
  });

  it('brings back what alerts a conversation got', async () => {
    const { identityTeams } = stores;
    const wish = { conversation: chat, askerId: '29:kim' };
    await identityTeams.join({ ...wish, preferences: { level: 0, severity: 'critical' } }, asked());
    await identityTeams.join({ ...wish, preferences: { severity: 'warning' } }, asked());
    await identityTeams.leave(chat, asked());
    const seen = [];
    for (let i = 0; i < 4; i++) {
      const result = await undo();
      const [team] = await identityTeams.teamsOf(chat.tenantId);
      seen.push([result?.outcome ?? 'nothing', team?.severity ?? 'none']);
    }
    assert.deepEqual(seen, [
      ['undone', 'warning'],
      ['undone', 'critical'],
      ['undone', 'none'],
      ['nothing', 'none'],
    ]);
  });

  for (const isApproved of [true, false]) {
    it(`has a request that was ${isApproved ? 'approved' : 'declined'} wait for a decision again`, async () => {
      const { identityTeams, identityTeamRequests } = stores;
      await identityTeams.join({ conversation: chat, askerId: '29:kim', preferences: { level: 0 } }, asked());
      const conversation = { ...chat, id: '19:other@thread.tacv2' };
      await stores.conversations.remember(conversation, NOW);
      const asker = { id: '29:ana', name: 'Ana' };
      const wish = { conversation, asker, preferences: { level: 0 } };
      const request = await identityTeamRequests.ask(wish, asked(DASHBOARD));
      const { by } = asked();
      const decide = () =>
        identityTeamRequests.decide(
          { tenantId: chat.tenantId, id: request?.id ?? '' },
          { by, isApproved },
          asked().now,
        );
      await decide();
      assert.equal((await undo())?.outcome, 'undone');
      assert.equal((await identityTeams.teamsOf(chat.tenantId)).length, 1);
      assert.equal((await identityTeamRequests.find(chat.tenantId, request?.id ?? ''))?.state, 'waiting');
      await decide();
      const teams = await identityTeams.teamsOf(chat.tenantId);
      assert.equal(teams.length, isApproved ? 2 : 1);
      const posts = await stores.database.db
        .selectFrom('posts')
        .select('occasion')
        .where('subject_id', '=', request?.id ?? '')
        .execute();
      assert.equal(posts.length, 3);
    });
  }
});
