import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DEFAULT_OFFSETS } from '../../../bot/reminders/schedule.ts';
import type { SubscriptionStore } from '../../../bot/reminders/ports.ts';
import { createConversationStore } from '../../../bot/store/delivery/conversations.ts';
import { openDatabase, type Database } from '../../../bot/store/database/database.ts';
import { createSubscriptionStore } from '../../../bot/store/reminders/subscriptions.ts';
import { forEachDatabase } from '../../support/databases.ts';
import type { Conversation, ConversationStore } from '../../../bot/delivery/conversation.ts';
import { KIM } from '../../support/author.ts';

const NOW = new Date('2023-09-20T10:00:00.123Z');
const schedule = { localTime: '09:00', zone: 'Europe/Berlin', offsets: DEFAULT_OFFSETS };

const CUT_OFF = '2023-10-01';
const LATER = new Date('2023-09-21T10:00:00Z');

forEachDatabase('conversations and subscriptions', (open) => {
  let database: Database;
  let conversations: ConversationStore;
  let subscriptions: SubscriptionStore;

  before(async () => {
    database = await openDatabase(await open());
    conversations = createConversationStore(database.db);
    subscriptions = createSubscriptionStore(database.db);
  });
  after(() => database.close());

  const newConversation = (): Conversation => ({
    tenantId: 'tenant',
    id: `19:${randomUUID()}@thread.tacv2`,
    kind: 'channel',
    serviceUrl: 'https://smba.example.com/emea/',
    botId: '28:bot',
  });
  const keyOf = ({ tenantId, id }: Conversation) => ({ tenantId, conversationId: id, noticeId: 'notice' });
  const stateOf = async ({ id }: Conversation) =>
    (
      await database.db
        .selectFrom('subscriptions')
        .select('state')
        .where('conversation_id', '=', id)
        .executeTakeFirstOrThrow()
    ).state;

  const scopeOf = ({ tenantId, id }: Conversation) => ({ tenantId, conversationId: id });

  async function subscribed(changes: Partial<Conversation> = {}): Promise<Conversation> {
    const conversation = { ...newConversation(), ...changes };
    await conversations.remember(conversation, NOW);
    await subscriptions.subscribe(keyOf(conversation), schedule, {
      by: KIM,
      now: NOW,
      cutOffs: new Map([['notice', CUT_OFF]]),
    });
    return conversation;
  }

  it('keep the newest address', async () => {
    const conversation = newConversation();
    await conversations.remember(conversation, NOW);
    await conversations.remember({ ...conversation, serviceUrl: 'https://smba.example.com/amer/' }, NOW);
    const rows = await database.db
      .selectFrom('conversations')
      .selectAll()
      .where('id', '=', conversation.id)
      .execute();
    assert.deepEqual(
      rows.map(({ service_url, seen_at }) => [service_url, seen_at]),
      [['https://smba.example.com/amer/', NOW]],
    );
  });

  it('are saved many at once; if one occurs twice, the last counts', async () => {
    const [one, two] = [await subscribed({ teamId: 'first team' }), await subscribed()];
    await conversations.suspend(scopeOf(one), 'removed');
    await conversations.suspend(scopeOf(two), 'removed');
    const moved = { ...one, teamId: undefined, serviceUrl: 'https://smba.example.com/amer/' };
    await conversations.rememberAll([
      { conversation: one, at: NOW },
      { conversation: { ...two, tenantId: 'other' }, at: NOW },
      { conversation: moved, at: new Date(NOW.getTime() + 1_000) },
    ]);
    const row = await database.db
      .selectFrom('conversations')
      .select(['service_url', 'seen_at', 'team_id'])
      .where('id', '=', one.id)
      .executeTakeFirst();
    assert.deepEqual(row, {
      service_url: moved.serviceUrl,
      seen_at: new Date(NOW.getTime() + 1_000),
      team_id: 'first team',
    });
    assert.deepEqual([await stateOf(one), await stateOf(two)], ['active', 'suspended']);
  });

  it('with the same id in two tenants are two', async () => {
    const conversation = newConversation();
    await conversations.remember(conversation, NOW);
    await conversations.remember({ ...conversation, tenantId: 'other' }, NOW);
    assert.equal(await conversations.claimWelcome(conversation, NOW), true);
    assert.equal(await conversations.claimWelcome({ ...conversation, tenantId: 'other' }, NOW), true);
  });

  it('are welcomed once, even if several turns try at once', async () => {
    const conversation = newConversation();
    await conversations.remember(conversation, NOW);
    const claims = await Promise.all([1, 2, 3, 4].map(() => conversations.claimWelcome(conversation, NOW)));
    assert.deepEqual(claims.sort(), [false, false, false, true]);
    await conversations.remember(conversation, NOW);
    assert.equal(await conversations.claimWelcome(conversation, NOW), false);
  });

  it('are suspended when the bot is removed, and resumed when it is seen again', async () => {
    const conversation = await subscribed();
    await conversations.suspend(scopeOf(conversation), 'removed');
    assert.equal(await stateOf(conversation), 'suspended');
    await conversations.remember(conversation, NOW);
    assert.equal(await stateOf(conversation), 'active');
  });

  it('of a team are suspended and resumed together, other reasons aside', async () => {
    const teamId = `19:${randomUUID()}@thread.tacv2`;
    const general = await subscribed({ id: teamId });
    const channel = await subscribed({ teamId });
    const blocked = await subscribed({ teamId });
    const elsewhere = await subscribed({ teamId: 'another team' });
    const stranger = await subscribed({ teamId, tenantId: 'another tenant' });
    await conversations.suspend(scopeOf(blocked), 'blocked');
    const team = { tenantId: 'tenant', teamId };
    const states = () => Promise.all([general, channel, blocked, elsewhere, stranger].map(stateOf));
    assert.equal(await conversations.suspend(team, 'team-archived'), 2);
    assert.deepEqual(await states(), ['suspended', 'suspended', 'suspended', 'active', 'active']);
    assert.equal(await conversations.resume(team, 'team-deleted'), 0);
    assert.equal(await conversations.resume(team, 'team-archived'), 2);
    assert.deepEqual(await states(), ['active', 'active', 'suspended', 'active', 'active']);
  });

  it('keep their team when an activity does not name it', async () => {
    const conversation = await subscribed({ teamId: 'a team' });
    await conversations.remember({ ...conversation, teamId: undefined }, NOW);
    assert.equal(await conversations.suspend({ tenantId: 'tenant', teamId: 'a team' }, 'team-deleted'), 1);
  });

  it('stay stopped, whatever happens there', async () => {
    const conversation = await subscribed();
    assert.equal(await subscriptions.unsubscribe(keyOf(conversation), { by: KIM, now: LATER }), true);
    assert.equal(await subscriptions.unsubscribe(keyOf(conversation), { by: KIM, now: LATER }), false);
    await conversations.suspend(scopeOf(conversation), 'removed');
    await conversations.remember(conversation, NOW);
    assert.equal(await stateOf(conversation), 'stopped');
    assert.equal(await subscriptions.findSubscription(keyOf(conversation)), null);
  });

  it('keep one subscription, which a second command changes', async () => {
    const conversation = await subscribed();
    const first = await subscriptions.findSubscription(keyOf(conversation));
    await subscriptions.snooze(keyOf(conversation), LATER, { by: KIM, now: NOW });
    const changed = {
      localTime: '17:30',
      zone: 'Asia/Tokyo',
      offsets: [1, 0],
      weekend: 'before' as const,
      quietHours: { from: '18:00', until: '08:00' },
    };
    await subscriptions.subscribe(keyOf(conversation), changed, {
      by: KIM,
      now: LATER,
      cutOffs: new Map([['notice', CUT_OFF]]),
    });
    assert.deepEqual(await subscriptions.findSubscription(keyOf(conversation)), {
      ...first,
      ...changed,
      since: LATER,
    });
    const row = await database.db
      .selectFrom('subscriptions')
      .select('asked_at')
      .where('conversation_id', '=', conversation.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(row.asked_at, NOW);
  });

  it('stay snoozed and suspended when changed; without a subscription nothing changes', async () => {
    const conversation = await subscribed();
    const key = keyOf(conversation);
    const asked = { by: KIM, now: LATER, cutOffs: new Map([['notice', CUT_OFF]]) };
    await subscriptions.snooze(key, LATER, { by: KIM, now: NOW });
    await conversations.suspend(scopeOf(conversation), 'team-archived');
    assert.equal(await subscriptions.change(key, { ...schedule, localTime: '17:30' }, asked), true);
    const changed = await subscriptions.findSubscription(key);
    assert.deepEqual(
      [changed?.localTime, changed?.state, changed?.suspendedBecause, changed?.snoozedUntil],
      ['17:30', 'suspended', 'team-archived', LATER],
    );
    await subscriptions.unsubscribe(key, { by: KIM, now: NOW });
    assert.equal(await subscriptions.change(key, schedule, asked), false);
    assert.equal(await subscriptions.findSubscription(key), null);
  });

  it('start over when reminders are requested again after a stop', async () => {
    const conversation = await subscribed();
    await subscriptions.unsubscribe(keyOf(conversation), { by: KIM, now: LATER });
    assert.equal((await subscriptions.readSubscription(keyOf(conversation)))?.state, 'stopped');
    await subscriptions.subscribe(keyOf(conversation), schedule, {
      by: KIM,
      now: LATER,
      cutOffs: new Map([['notice', CUT_OFF]]),
    });
    assert.deepEqual((await subscriptions.findSubscription(keyOf(conversation)))?.since, LATER);
  });

  it('are snoozed if there are any', async () => {
    const conversation = await subscribed();
    assert.equal(await subscriptions.snooze(keyOf(conversation), LATER, { by: KIM, now: NOW }), true);
    assert.deepEqual((await subscriptions.findSubscription(keyOf(conversation)))?.snoozedUntil, LATER);
    await subscriptions.unsubscribe(keyOf(conversation), { by: KIM, now: LATER });
    assert.equal(await subscriptions.snooze(keyOf(conversation), LATER, { by: KIM, now: NOW }), false);
  });
});
