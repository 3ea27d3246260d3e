import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ProgressOfTenants } from '../../bot/campaign/progress.ts';
import { createWindowWatch } from '../../bot/deadlines/window-watch.ts';
import type { Conversation } from '../../bot/delivery/conversation.ts';
import type { Portfolio } from '../../bot/guidance/portfolio.ts';
import type { Coverage } from '../../bot/reminders/coverage.ts';
import { DEFAULT_SCHEDULE } from '../../bot/reminders/schedule.ts';
import { loadPortfolio } from '../../bot/sources/notices/load-portfolio.ts';
import { createPlace, messageIn } from '../support/activities.ts';
import { KIM } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock, type ManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';
import { openStores, type OpenStores } from '../support/stores.ts';
import { until } from '../support/until.ts';

const NOTICE = 'connect-to-cloud-sync';
const NOW = '2026-11-30T12:00:00Z';

forEachDatabase('how to find out a tenant’s window', (open) => {
  let stores: OpenStores;
  let portfolio: Portfolio;
  let clock: ManualClock;
  let tenantId: string;
  let progress: ProgressOfTenants;
  before(async () => {
    stores = await openStores(await open());
    portfolio = await loadPortfolio();
  });
  after(() => stores.close());
  beforeEach(() => {
    tenantId = randomUUID();
    clock = createManualClock(NOW);
    progress = new Map();
  });

  const watch = () =>
    createWindowWatch({
      ...stores,
      portfolios: { stated: () => portfolio },
      clock,
      readProgress: () => Promise.resolve(progress),
    })();

  async function conversation(): Promise<Conversation> {
    const where = createConversation({ tenantId });
    await stores.conversations.remember(where, clock.now());
    return where;
  }
  async function subscribed(coverage: Coverage = { except: [] }): Promise<string> {
    const { id } = await conversation();
    const key = { tenantId, conversationId: id, noticeId: '*' };
    const asked = { by: KIM, now: clock.now(), cutOffs: new Map() };
    await stores.subscriptions.subscribe(key, { ...DEFAULT_SCHEDULE, zone: 'UTC', coverage }, asked);
    clock.advance({ minutes: 1 });
    return id;
  }
  async function identityTeam(preferences = {}): Promise<string> {
    const team = await conversation();
    const wish = { conversation: team, askerId: '29:kim', preferences: { level: 0, ...preferences } };
    await stores.identityTeams.join(wish, { by: KIM, now: clock.now() });
    return team.id;
  }
  /** The conversations that are told. */
  async function told(): Promise<string[]> {
    const posts = await stores.database.db
      .selectFrom('posts')
      .select(['conversation_id', 'kind'])
      .where('tenant_id', '=', tenantId)
      .orderBy('occasion')
      .execute();
    return posts.map((post) => `${post.kind} ${post.conversation_id}`);
  }

  it('is told once, whatever instances and restarts there are', async () => {
    const first = await subscribed();
    await subscribed();
    await Promise.all([watch(), watch()]);
    await watch();
    assert.deepEqual(await told(), [`window ${first}`]);
  });

  it('is told to the identity team, which may set the date', async () => {
    await subscribed();
    const team = await identityTeam();
    await watch();
    assert.deepEqual(await told(), [`window ${team}`]);
  });

  it('is told to nobody who left the notice out', async () => {
    await subscribed({ except: [NOTICE] });
    await watch();
    assert.deepEqual(await told(), []);
    const other = await subscribed({ only: [NOTICE] });
    await watch();
    assert.deepEqual(await told(), [`window ${other}`]);
  });

  it('is told to nobody who has set a date, or has nothing left to do', async () => {
    await subscribed();
    const done = { affected: 0, unknown: 0, reported: 2 };
    progress = new Map([[tenantId, new Map([[NOTICE, done]])]]);
    await watch();
    progress = new Map();
    const wish = { date: '2027-03-15', reason: null };
    await stores.tenantDeadlines.set({ tenantId, noticeId: NOTICE }, wish, { by: KIM, now: clock.now() });
    await watch();
    assert.deepEqual(await told(), []);
  });

  /** Teams refuses what was posted there. */
  const block = (conversationId: string) =>
    stores.database.db
      .updateTable('posts')
      .set({ state: 'failed', reason: 'Teams answered 403', changed_at: clock.now() })
      .where('conversation_id', '=', conversationId)
      .execute();

  it('is told to the next where Teams lets nothing in, and nowhere twice', async () => {
    const team = await identityTeam();
    const first = await subscribed();
    const second = await subscribed();
    await watch();
    await block(team);
    await Promise.all([watch(), watch()]);
    assert.deepEqual(await told(), [`window ${team}`, `window ${first}`]);
    await block(first);
    await watch();
    await watch();
    assert.deepEqual(await told(), [`window ${team}`, `window ${first}`, `window ${second}`]);
  });

  it('is told where Teams let nothing in once the bot is seen there again', async () => {
    const team = await conversation();
    const wish = { conversation: team, askerId: '29:kim', preferences: { level: 0 } };
    await stores.identityTeams.join(wish, { by: KIM, now: clock.now() });
    await watch();
    await block(team.id);
    clock.advance({ minutes: 5 });
    await watch();
    assert.deepEqual(await told(), [`window ${team.id}`]);
    await stores.conversations.remember(team, clock.now());
    await watch();
    assert.deepEqual(await told(), [`window ${team.id}`, `window ${team.id}`]);
  });

  it('waits for the end of quiet hours', async () => {
    const team = await identityTeam({ quietHours: { from: '11:00', until: '13:00' }, zone: 'UTC' });
    await watch();
    assert.deepEqual(await told(), []);
    clock.set('2026-11-30T13:00:00Z');
    await watch();
    assert.deepEqual(await told(), [`window ${team}`]);
  });
});

forEachDatabase('the card about a tenant’s window', (open) => {
  const { connector, cutover } = runCutover(open, createManualClock(NOW), {
    notices: { folder: null, ids: [] },
  });

  it('says where to look and what to type, and then the date', async () => {
    const channel = createPlace(connector.url);
    const texts = () =>
      connector.requestsIn(channel.conversationId).map(({ method, activity }) => ({
        method,
        text: textOf(cardOf(activity)),
      }));
    const find = (wanted: string, words: RegExp) =>
      until(() => texts().find(({ method, text }) => method === wanted && words.test(text)), String(words));

    await cutover.receive(messageIn(channel, 'remind us at 09:00'));
    const { text } = await find('POST', /When must you be done/);
    assert.match(text, /Message Center of the Microsoft 365 admin center/);
    assert.match(
      text,
      /type: @Cutover our deadline for “Move from Entra Connect Sync to Cloud Sync” is DATE/,
    );
    await cutover.receive(messageIn(channel, 'our deadline for cloud sync is 15 March 2027'));
    await find('PUT', /is recorded[\s\S]*15 March 2027/);
  });
});
