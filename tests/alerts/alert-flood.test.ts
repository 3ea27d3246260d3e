import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Finding } from '../../bot/alerts/alert-kind.ts';
import { createOutbox } from '../../bot/store/delivery/outbox.ts';
import { createPostQueue } from '../../bot/store/delivery/post-queue.ts';
import { KIM } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { forEachDatabase } from '../support/databases.ts';
import { openStores, type OpenStores } from '../support/stores.ts';

const NOW = new Date('2023-09-22T12:00:00Z');
const FINDING: Finding = {
  severity: 'warning',
  title: 'No synchronisation for 3 hours',
  since: NOW,
  facts: [],
  meaning: 'Changes do not arrive.',
  next: { text: 'Look.', url: null },
  why: 'Graph said so.',
};

forEachDatabase('many alerts at once', (open) => {
  let stores: OpenStores;
  let tenantId: string;
  let team: string;

  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());
  beforeEach(async () => {
    tenantId = randomUUID();
    const conversation = createConversation({ tenantId });
    team = conversation.id;
    await stores.conversations.remember(conversation, NOW);
    await stores.identityTeams.join(
      { conversation, askerId: '29:kim', preferences: {} },
      { by: KIM, now: NOW },
    );
  });

  it('are posted after reminders while they are warnings, and with them when they are critical', async () => {
    const { boss, db } = stores.database;
    const outbox = createOutbox(createPostQueue(boss, db, () => undefined));
    const due = { kind: 'reminder', subjectId: randomUUID(), tenantId, conversationId: team };
    for (const severity of ['warning', 'critical'] as const) {
      await stores.alerts.apply([{ tenantId, key: severity, finding: { ...FINDING, severity } }], NOW);
    }
    await db
      .transaction()
      .execute((trx) => outbox.post(trx, { ...due, occasion: 'notice 2023-10-01 7' }, NOW));
    const inOrder = await sql<{ what: string }>`
      select coalesce(alerts.finding ->> 'severity', posts.kind) as what
      from jobs.job as jobs
      join posts on posts.id::text = jobs.data ->> 'postId'
      left join alerts on alerts.id::text = posts.subject_id::text
      where posts.tenant_id = ${tenantId}
      order by jobs.priority desc, what`.execute(db);
    assert.deepEqual(
      inOrder.rows.map(({ what }) => what),
      ['critical', 'reminder', 'warning'],
    );
  });
});
