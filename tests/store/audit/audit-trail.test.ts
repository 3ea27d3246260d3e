import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AlertPreferences } from '../../../bot/alerts/ports.ts';
import { KIM } from '../../support/author.ts';
import { createConversation } from '../../support/conversation.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const DAY_MS = 86_400_000;
const preferencesOf = ({ level, severity, quietHours, zone }: AlertPreferences) => ({
  level,
  severity,
  quietHours,
  zone,
});
const SCHEDULE = { localTime: '09:00', zone: 'Europe/Berlin', offsets: [7, 1] };

forEachDatabase('the audit trail', (open) => {
  let stores: OpenStores;
  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());

  async function newKey() {
    const conversation = createConversation();
    await stores.conversations.remember(conversation, NOW);
    return { tenantId: conversation.tenantId, conversationId: conversation.id, noticeId: 'notice' };
  }

  it('keeps what reminders were before and after, enough to take the change back', async () => {
    const key = await newKey();
    const asked = {
      by: { ...KIM, conversationId: key.conversationId },
      now: NOW,
      cutOffs: new Map([['notice', '2023-10-01']]),
    };
    await stores.subscriptions.subscribe(key, SCHEDULE, asked);
    await stores.subscriptions.snooze(key, new Date('2023-09-25T00:00:00Z'), asked);
    const [snoozed, started] = await stores.auditTrail.newest(key.tenantId, 10);
    assert.deepEqual([started?.act, started?.subject, started?.before], ['start-reminders', 'notice', null]);
    assert.deepEqual([started?.at, started?.by], [NOW, asked.by]);
    assert.deepEqual(snoozed?.before, started?.after);
    assert.deepEqual(snoozed?.after, {
      ...SCHEDULE,
      conversationId: key.conversationId,
      state: 'active',
      weekend: 'on',
      weekday: 'monday',
      digest: 'on',
      quietHours: null,
      coverage: { except: [] },
      snoozedUntil: '2023-09-25T00:00:00.000Z',
    });
  });

  it('notes who asked a person and who answered, with the act and once', async () => {
    const { tenantId, conversationId } = await newKey();
    const where = { tenantId, conversationId, threadId: conversationId };
    const question = { ...where, asker: { id: '29:kim', name: 'Kim' }, question: 'why?', notice: null };
    const asked = { by: KIM, now: NOW };
    assert.ok(await stores.handoffs.open({ ...question, topic: null, cardId: 'card' }, [], asked));
    assert.equal(await stores.handoffs.open({ ...question, topic: null, cardId: 'card' }, [], asked), false);
    const notes = await stores.auditTrail.newest(tenantId, 10);
    assert.deepEqual(
      notes.map(({ act, subject, by, at, after }) => ({ act, subject, by, at, after })),
      [{ act: 'ask-person', subject: 'card', by: KIM, at: NOW, after: {} }],
    );
  });

  for (const [isApproved, act, request] of [
    [true, 'approve-identity-team', 'approved'],
    [false, 'decline-identity-team', 'declined'],
  ] as const) {
    it(`says who ${request} a request for alerts`, async () => {
      const { tenantId, conversationId: id } = await newKey();
      const asked = {
        conversation: createConversation({ tenantId, id }),
        asker: { id: '29:ana', name: 'Ana' },
        preferences: { level: 0 },
      };
      const ana = { id: randomUUID(), name: 'Ana', conversationId: id };
      const { id: requestId } =
        (await stores.identityTeamRequests.ask(asked, { by: ana, now: NOW })) ?? assert.fail('No request.');
      await stores.identityTeamRequests.decide({ tenantId, id: requestId }, { by: KIM, isApproved }, NOW);
      const [entry, first] = await stores.auditTrail.newest(tenantId, 10);
      assert.deepEqual([first?.act, first?.subject, first?.by], ['request-identity-team', id, ana]);
      assert.deepEqual([entry?.act, entry?.subject, entry?.by], [act, id, KIM]);
      assert.deepEqual(entry?.before, { team: null, request: 'waiting' });
      const [team = null] = await stores.identityTeams.teamsOf(tenantId);
      assert.equal(team !== null, isApproved);
      assert.deepEqual(entry.after, { team: team && preferencesOf(team), request });
    });
  }

  it('has an entry for a change or neither is kept', async () => {
    const key = await newKey();
    const unstorable = { ...KIM, name: '\0' };
    await assert.rejects(
      stores.subscriptions.subscribe(key, SCHEDULE, {
        by: unstorable,
        now: NOW,
        cutOffs: new Map([['notice', '2023-10-01']]),
      }),
    );
    assert.equal(await stores.subscriptions.readSubscription(key), null);
  });

  it('forgets entries after a year, more than one batch of them', async () => {
    const tenantId = randomUUID();
    const ages = [...Array<number>(2_500).fill(366), 364];
    await stores.database.db
      .insertInto('audit_trail')
      .values(
        ages.map((days) => ({
          tenant_id: tenantId,
          at: new Date(NOW.getTime() - days * DAY_MS),
          author_name: 'Kim',
          act: 'stop-reminders' as const,
          subject: 'notice',
          before: null,
          after: null,
        })),
      )
      .execute();
    await stores.auditTrail.expire(NOW);
    const left = await stores.auditTrail.newest(tenantId, 10);
    assert.deepEqual(
      left.map(({ at }) => at),
      [new Date(NOW.getTime() - 364 * DAY_MS)],
    );
  });
});
