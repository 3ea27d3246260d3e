import assert from 'node:assert/strict';
import { createPlace, messageIn, type Place } from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, textOf } from '../../support/official-card-check.ts';
import { runCutover } from '../../support/running-cutover.ts';

forEachDatabase('a server report in a conversation', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const running = runCutover(open, clock);
  let chat: Place;
  beforeEach(() => {
    chat = createPlace(running.connector.url, 'personal', { tenantId: crypto.randomUUID() });
  });

  const say = (text: string, changes?: object) => running.say(chat, text, changes);

  it('gets a verdict at once, with the progress of all servers', async () => {
    const told = await say('AADC01 runs 1.6.16.0');
    assert.match(told, /AADC01 runs 1\.6\.16\.0/);
    assert.match(told, /Upgrade or replace it/);
    assert.match(told, /1 October 2023/);
    assert.match(told, /One server is still on Azure AD Connect V1/);
  });

  it('says that a staging server needs the upgrade too', async () => {
    assert.match(await say('AADC02 is staging, 1.6.16.0'), /staging mode: it exports nothing/);
  });

  it('names the other reporter when two reports contradict each other', async () => {
    await say('AADC03 runs 1.6.16.0', { from: { id: '29:ada', name: 'Ada' } });
    const told = await say('AADC03 runs 2.1.20.0', { from: { id: '29:bob', name: 'Bob' } });
    assert.match(told, /Ada reported 1\.6\.16\.0\. Please check which of you is right/);
  });

  it('counts a migrated server as off V1, also in the status', async () => {
    await say('remind us at 09:00');
    await say('AADC04 runs 1.6.16.0');
    assert.match(
      await say('AADC04 is migrated to cloud sync'),
      /AADC04 is recorded as migrated[\s\S]*one reported server is off/,
    );
    clock.advance({ minutes: 1 });
    assert.match(await say('status'), /The one reported server is off Azure AD Connect V1/);
  });

  it('asks for the version when only the role is reported', async () => {
    assert.match(await say('AADC05 is staging'), /Which version does it run/);
  });

  it('says back how the server signs in, with its version or without', async () => {
    assert.match(
      await say('AADC08 signs in with an account'),
      /AADC08 is recorded[\s\S]*It signs in with the connector account\.[\s\S]*Which version does it run/,
    );
    assert.match(await say('AADC08 runs 2.1.20.0'), /It signs in with the connector account\./);
    const told = await say('AADC08 uses application authentication', { from: { id: '29:bob', name: 'Bob' } });
    assert.match(told, /It signs in as an application\./);
    assert.match(told, /reported 2\.1\.20\.0|reported account-based authentication/);
    assert.doesNotMatch(await say('AADC08 is migrated'), /It signs in/);
  });

  it('keeps tenants apart', async () => {
    await say('AADC06 runs 1.6.16.0');
    const other = createPlace(running.connector.url, 'personal', { tenantId: crypto.randomUUID() });
    await running.cutover.receive(
      messageIn(other, 'remind us at 09:00'),
      messageIn(other, 'AADC07 runs 2.1.20.0'),
    );
    const last = running.connector.requestsIn(other.conversationId).at(-1);
    assert.match(last ? textOf(cardOf(last.activity)) : '', /one reported server is off Azure AD Connect V1/);
  });

  it("writes dates in the reader's locale", async () => {
    assert.match(await say('what is the deadline?', { locale: 'en-US' }), /Sunday, October 1, 2023/);
    assert.match(await say('what is the deadline?', { locale: 'en-GB' }), /Sunday 1 October 2023/);
    await say('remind us at 09:00 Asia/Tokyo');
    assert.match(await say('status', { locale: 'ja-JP' }), /Sunday 24 September 2023, 09:00/);
  });
});
