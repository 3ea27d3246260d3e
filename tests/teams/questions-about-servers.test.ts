import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createPlace, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('a question that names a server on the list', (open) => {
  const clock = createManualClock('2026-11-30T09:00:00Z');
  const running = runCutover(open, clock, { notices: { folder: null, ids: [] } });
  let chat: Place;

  /** The words of all cards that answer. */
  async function ask(text: string): Promise<string[]> {
    clock.advance({ minutes: 11 }); // nothing that was said before counts
    const { connector, cutover } = running;
    const cards = () => connector.requestsIn(chat.conversationId).map(({ activity }) => cardOf(activity));
    const before = cards().length;
    await cutover.receive(messageIn(chat, text));
    return cards()
      .slice(before)
      .map((card) => textOf(card));
  }

  beforeEach(async () => {
    chat = createPlace(running.connector.url, 'groupChat', { tenantId: randomUUID() });
    const told = await running.say(
      chat,
      'SYNC41 on 2.4.18.0, SYNC42 on 2.6.84.0 and SYNC43, no idea which version',
    );
    assert.match(told, /3 servers are recorded[^]*SYNC43[^]*version unknown/);
  });

  for (const text of [
    'by when must SYNC41 be upgraded?',
    'SYNC41’s deadline?',
    'what happens to SYNC41 if we do nothing?',
    'why is SYNC41 affected?',
  ]) {
    it(`is answered by how that server stands: "${text}"`, async () => {
      const [told, ...others] = await ask(text);
      assert.match(told ?? '', /SYNC41 runs 2\.4\.18\.0[^]*stopped working [^]*30 September 2026/);
      assert.equal(others.length, 0);
    });
  }

  it('says what is not known of it', async () => {
    assert.match(
      (await ask('does SYNC42 use app-based auth?')).join(),
      /Nobody has reported how it signs in/,
    );
    assert.match(
      (await ask('when is SYNC43 due?')).join(),
      /recorded without a version[^]*counts as unknown/,
    );
  });

  it('gets the way as well where it asks for that, of the notice that affects the server', async () => {
    const [stands, way] = await ask('how do I upgrade SYNC41?');
    assert.match(stands ?? '', /SYNC41 runs 2\.4\.18\.0/);
    assert.match(way ?? '', /How to upgrade[^]*Swing migration/);
  });

  it('is answered for each of several servers', async () => {
    const told = await ask('what about SYNC41 and SYNC43?');
    assert.deepEqual(
      told.map((words) => /SYNC4\d/.exec(words)?.[0]),
      ['SYNC41', 'SYNC43'],
    );
  });

  it('is answered from the documents where it asks for something else', async () => {
    assert.match(
      (await ask('can the provisioning agent be installed on SYNC42?')).join(),
      /provisioning agent[^]*needs a domain-joined server/,
    );
  });
});
