import assert from 'node:assert/strict';
import type { Conversation } from '../../../bot/delivery/conversation.ts';
import { serverStatusOf, type ServerReport } from '../../../bot/servers/server.ts';
import { KIM } from '../../support/author.ts';
import { createConversation } from '../../support/conversation.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';

const NOW = new Date('2023-09-22T12:00:00Z');

forEachDatabase('the list of servers', (open) => {
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

  const asked = () => ({
    by: { ...KIM, conversationId: chat.id },
    now: new Date(NOW.getTime() + 60_000 * minutes++),
    cutOffs: new Map<string, string>(),
  });

  function report(name: string, version: string) {
    const { by, now } = asked();
    const said: ServerReport = {
      ...{ name, version, state: 'in-use', reporter: by.name, reporterId: by.id },
      ...{ origin: 'team', observedAt: now },
    };
    return stores.servers.save(chat.tenantId, [said], { by, now });
  }

  /** `AADC01 1.6.16.0`, of each server. */
  async function listed(): Promise<string[]> {
    const all = await stores.servers.list(chat.tenantId);
    return all.map((server) => `${server.name} ${serverStatusOf(server).version ?? ''}`);
  }

  const forget = (name: string) => stores.servers.forget(chat.tenantId, name, asked());
  const rename = (from: string, to: string) => stores.servers.rename(chat.tenantId, { from, to }, asked());

  async function undo() {
    const now = asked();
    const last = await stores.undo.findLast(chat, now.now);
    return last && stores.undo.takeBack(last, chat.tenantId, now);
  }

  it('leaves out a server that was forgotten, and keeps who forgot it and what was reported', async () => {
    await report('AADC01', '1.6.16.0');
    await report('AADC02', '2.1.20.0');
    assert.equal(await forget('aadc01'), true);
    assert.deepEqual(await listed(), ['AADC02 2.1.20.0']);
    const [only] = await stores.servers.forgotten(chat.tenantId);
    assert.equal(only?.forgottenBy, KIM.name);
    assert.deepEqual(
      only.server.reports.map(({ version }) => version),
      ['1.6.16.0'],
    );
    assert.equal(await forget('AADC01'), false);
    assert.equal(await forget('AADC09'), false);
  });

  it('has it back with its next report, even one that says nothing new', async () => {
    await report('AADC01', '1.6.16.0');
    await forget('AADC01');
    await report('AADC01', '1.6.16.0');
    assert.deepEqual(await listed(), ['AADC01 1.6.16.0']);
    assert.deepEqual(await stores.servers.forgotten(chat.tenantId), []);
  });

  it('has it back after an undo, which a later report overtakes', async () => {
    await report('AADC01', '1.6.16.0');
    await forget('AADC01');
    const undone = await undo();
    assert.equal(undone?.outcome, 'undone');
    assert.deepEqual(await listed(), ['AADC01 1.6.16.0']);
    await forget('AADC01');
    const entry = await stores.undo.findLast(chat, asked().now);
    await report('AADC01', '2.1.20.0');
    const late = entry && (await stores.undo.takeBack(entry, chat.tenantId, asked()));
    assert.equal(late?.outcome, 'overtaken');
  });

  it('shows a new name with what was reported under the old one, until an undo', async () => {
    await report('AADC01', '1.6.16.0');
    await listed(); // what is cached has the old name
    assert.equal(await rename('AADC01', 'SYNC01'), 'renamed');
    assert.deepEqual(await listed(), ['SYNC01 1.6.16.0']);
    assert.equal((await undo())?.outcome, 'undone');
    assert.deepEqual(await listed(), ['AADC01 1.6.16.0']);
  });

  it('gives no name away that another server has, or had when it was forgotten', async () => {
    await report('AADC01', '1.6.16.0');
    await report('AADC02', '2.1.20.0');
    assert.equal(await rename('AADC01', 'aadc02'), 'taken');
    await forget('AADC02');
    assert.equal(await rename('AADC01', 'AADC02'), 'taken');
    assert.equal(await rename('AADC09', 'AADC10'), 'not-listed');
    assert.deepEqual(await listed(), ['AADC01 1.6.16.0']);
  });

  it('gives away the name of a server whose report was taken back', async () => {
    await report('AADC02', '1.6.16.0');
    await undo();
    await report('AADC01', '1.6.16.0');
    assert.equal(await rename('AADC01', 'AADC02'), 'renamed');
    assert.deepEqual(await listed(), ['AADC02 1.6.16.0']);
  });

  it('lets a name change its case', async () => {
    await report('aadc01', '1.6.16.0');
    assert.equal(await rename('aadc01', 'AADC01'), 'renamed');
    assert.deepEqual(await listed(), ['AADC01 1.6.16.0']);
  });

  it('keeps both in the audit trail, without any text that somebody wrote', async () => {
    await report('AADC01', '1.6.16.0');
    await rename('AADC01', 'SYNC01');
    await forget('SYNC01');
    const acts = (await stores.auditTrail.newest(chat.tenantId, 3)).map(
      ({ act, subject }) => `${act} ${subject}`,
    );
    assert.deepEqual(acts, ['forget-server SYNC01', 'rename-server AADC01', 'report-server AADC01']);
  });
});
