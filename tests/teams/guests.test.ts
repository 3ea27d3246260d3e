import assert from 'node:assert/strict';
import { actionIn, createPlace, invokeIn, messageIn, type Place } from '../support/activities.ts';
import { startConnector, type Connector } from '../support/connector.ts';
import { startCutover, type RunningCutover } from '../support/cutover.ts';
import { openPostgres, type DatabasePlace } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { startTokenIssuer, type TokenIssuer } from '../support/token-issuer.ts';

const TENANT = crypto.randomUUID();
const GUS = { from: { id: '29:gus', name: 'Gus', aadObjectId: '00000000-0000-0000-0000-000000000905' } };

describe('guests of a tenant', () => {
  let connector: Connector;
  let issuer: TokenIssuer;
  let store: DatabasePlace;
  let cutover: RunningCutover | null = null;
  let chat: Place;

  before(async () => {
    connector = await startConnector();
    connector.guests.add('29:gus');
    issuer = await startTokenIssuer([TENANT]);
    store = await openPostgres();
  });
  afterEach(() => cutover?.stop());
  after(async () => {
    await issuer.close();
    await connector.close();
  });
  beforeEach(() => {
    chat = createPlace(connector.url, 'groupChat', { tenantId: TENANT });
  });

  async function start(guests: 'none' | 'read' | 'all'): Promise<RunningCutover> {
    const clock = createManualClock('2023-09-22T12:00:00Z');
    cutover = await startCutover(store, clock, { api: issuer.access, guests });
    return cutover;
  }
  async function say(to: RunningCutover, text: string, changes: object = GUS): Promise<string> {
    await to.receive({ ...messageIn(chat, text), ...changes });
    const last = connector.lastReplyIn(chat.conversationId);
    return last ? textOf(cardOf(last.activity)) : '';
  }

  it('read and change nothing', async () => {
    const to = await start('none');
    for (const text of ['status', 'what is the deadline?', 'remind us at 09:00', 'alerts here', 'help', '']) {
      assert.match(await say(to, text), /Guests can’t use Cutover/, text);
    }
    const action = await to.invoke({ ...actionIn(chat, 'card', 'topic', { intent: 'deadline' }), ...GUS });
    assert.match(String(action.value), /Guests can’t use Cutover/);
    const settings = await to.invokeRaw({ ...invokeIn(chat, 'task/fetch', { data: {} }), ...GUS });
    assert.match(await settings.text(), /Guests can’t use Cutover/);
    assert.match(await say(to, 'status', {}), /Reminders here/);
  });

  it('read and change nothing with GUESTS=read but what they look up', async () => {
    const to = await start('read');
    assert.match(await say(to, 'what is the deadline?'), /1 October 2023/);
    assert.match(await say(to, 'remind us at 09:00'), /not change anything/);
    assert.match(await say(to, 'AADC01 is migrated'), /not change anything/);
  });

  it('are not told apart in local mode, and status and help say so', async () => {
    const clock = createManualClock('2023-09-22T12:00:00Z');
    cutover = await startCutover(store, clock);
    for (const text of ['status', 'help', '']) {
      assert.match(
        await say(cutover, text),
        /Local mode\W+nobody is authenticated, everybody is trusted/,
        text,
      );
    }
  });

  it('are not told of local mode in production', async () => {
    const to = await start('read');
    for (const text of ['status', 'help']) assert.doesNotMatch(await say(to, text), /Local mode/);
  });

  it('do the same as members with GUESTS=all, and nobody is looked up', async () => {
    const to = await start('all');
    assert.match(await say(to, 'remind us at 09:00'), /Reminders are on/);
  });

  it('are known from Teams, and while Teams doesn’t answer nobody changes anything', async () => {
    const to = await start('none');
    connector.answerNext(chat.conversationId, { status: 429 });
    assert.match(await say(to, 'remind us at 10:00', {}), /Teams didn’t say whether you’re a guest/);
    assert.match(await say(to, 'remind us at 10:00', {}), /Reminders (?:are on|changed)/);
  });
});
