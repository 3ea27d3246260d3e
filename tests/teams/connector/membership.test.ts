import assert from 'node:assert/strict';
import { CLOUDS } from '../../../bot/sources/graph/clouds.ts';
import { createAdapter } from '../../../bot/teams/connector/adapter.ts';
import { createMembership } from '../../../bot/teams/connector/membership.ts';
import { startConnector, type Connector } from '../../support/connector.ts';
import { createLogBook } from '../../support/cutover.ts';
import type { Conversation } from '../../../bot/delivery/conversation.ts';
import type { Thread } from '../../../bot/delivery/teams-limits.ts';

describe('membership', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const apologise = (reference: string) => ({ card: {}, summary: `Reference: ${reference}` });
  const adapter = createAdapter(null, CLOUDS.public, createLogBook().log, apologise);

  function lookIn(id: string) {
    const counted: Thread[] = [];
    const held: number[] = [];
    const membership = createMembership(adapter, '', {
      count: (request) => void counted.push(request),
      throttled: () => undefined,
      hold: (_thread, seconds) => void held.push(seconds),
    });
    const conversation: Conversation = {
      tenantId: 'tenant-1',
      id,
      kind: 'channel',
      serviceUrl: connector.url,
      botId: '28:bot',
    };
    return { counted, held, isMember: (personId: string) => membership.isMember(conversation, personId) };
  }

  it('looks a member up once, and counts that against the limits of the thread and its tenant', async () => {
    const { counted, isMember } = lookIn('19:counted@thread.tacv2');
    connector.members.set('19:counted@thread.tacv2', ['ada']);
    assert.equal(await isMember('ada'), true);
    assert.equal(await isMember('ada'), true);
    assert.deepEqual(counted, [{ tenantId: 'tenant-1', conversationId: '19:counted@thread.tacv2' }]);
  });

  it('looks a person up again who was not a member', async () => {
    const { counted, isMember } = lookIn('19:joined@thread.tacv2');
    assert.equal(await isMember('eve'), false);
    connector.members.set('19:joined@thread.tacv2', ['eve']);
    assert.equal(await isMember('eve'), true);
    assert.equal(counted.length, 2);
  });

  it('retries a look-up once after a 429, counts both, and holds the thread until then', async () => {
    const { counted, held, isMember } = lookIn('19:busy@thread.tacv2');
    connector.members.set('19:busy@thread.tacv2', ['ada']);
    connector.answerNext('19:busy@thread.tacv2', { status: 429, headers: { 'retry-after': '1' } });
    assert.equal(await isMember('ada'), true);
    assert.equal(counted.length, 2);
    assert.deepEqual(held, [1]);
  });

  it('denies access when Teams fails, and posts nothing in the conversation', async () => {
    const { isMember } = lookIn('19:failing@thread.tacv2');
    connector.members.set('19:failing@thread.tacv2', ['ada']);
    connector.answerNext('19:failing@thread.tacv2', { status: 502 });
    await assert.rejects(isMember('ada'));
    assert.deepEqual(connector.requestsIn('19:failing@thread.tacv2'), []);
  });
});
