import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createPlace, messageIn, type Place } from '../../support/activities.ts';
import { startConnector, type Connector } from '../../support/connector.ts';
import { startCutover, type RunningCutover } from '../../support/cutover.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, textOf } from '../../support/official-card-check.ts';
import { until } from '../../support/until.ts';

const ANA = { from: { id: '29:ana', name: 'Ana', aadObjectId: '00000000-0000-0000-0000-0000000000ab' } };

forEachDatabase('a server that is forgotten or renamed', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  let connector: Connector;
  let cutover: RunningCutover;
  let chat: Place;
  before(async () => {
    connector = await startConnector();
    cutover = await startCutover(await open(), clock);
  });
  after(async () => {
    await cutover.stop();
    await connector.close();
  });
  beforeEach(() => {
    chat = createPlace(connector.url, 'channel', { tenantId: randomUUID() });
  });

  /** In a channel, whatever the thread. */
  const textsIn = (place: Place) =>
    connector.requests
      .filter(({ conversationId }) => conversationId.split(';', 1)[0] === place.conversationId)
      .map(({ activity }) => textOf(cardOf(activity)));
  async function say(text: string, changes: object = {}, place = chat): Promise<string> {
    clock.advance({ minutes: 1 });
    await cutover.receive({ ...messageIn(place, text), ...changes });
    return textOf(cardOf(connector.lastReplyIn(place.conversationId)?.activity ?? {}));
  }

  it('is off the list, which says what it ran, what is left, and how that is undone', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    await say('AADC02 runs 1.6.16.0');
    const told = await say('forget AADC01');
    assert.match(told, /AADC01 is no longer on the list/);
    assert.match(told, /It ran 1\.6\.16\.0, and nobody has reported it as migrated/);
    assert.match(told, /1 server/);
    assert.match(told, /Undo/);
    assert.doesNotMatch(await say('servers'), /AADC01/);
    assert.match(await say('undo'), /AADC01 removed from the list[^]*AADC01 runs 1\.6\.16\.0 again/);
    assert.match(await say('servers'), /AADC01/);
  });

  it('is told plainly in every conversation whose reminders stop, not as done', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    await say('AADC02 runs 2.1.20.0');
    assert.match(await say('forget AADC01'), /No server on the list is on[^]*its reminders stop/);
    const isTold = () => textsIn(chat).some((text) => text.includes('removed **AADC01** from the list'));
    await until(isTold, 'the card for the conversation with reminders');
    assert.equal(
      textsIn(chat).some((text) => text.includes('Done: every')),
      false,
    );
  });

  it('leaves reminders on when it was the last one on the list', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    assert.match(await say('forget AADC01'), /No server is left on the list\. Reminders continue/);
    assert.match(await say('status'), /9:00|09:00/);
  });

  it('stays on the list for a word from outside, and is removed where reminders are posted', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    const outside = createPlace(connector.url, 'personal', { tenantId: chat.tenantId });
    assert.match(await say('forget AADC01', ANA, outside), /AADC01 stays on the list[^]*Nothing has changed/);
    assert.match(await say('servers'), /AADC01/);
    assert.match(await say('forget AADC01', ANA), /AADC01 is no longer on the list/);
  });

  it('keeps what was reported of it under its new name', async () => {
    await say('AADC01 runs 1.6.16.0');
    assert.match(await say('rename AADC01 to SYNC01'), /SYNC01 runs 1\.6\.16\.0[^]*AADC01 is now SYNC01/);
    assert.match(await say('servers'), /SYNC01/);
    assert.match(await say('undo'), /AADC01 renamed to SYNC01[^]*AADC01 runs 1\.6\.16\.0 again/);
    assert.doesNotMatch(await say('servers'), /SYNC01/);
  });

  it('is said not to be on the list where it isn’t', async () => {
    assert.match(await say('forget AADC77'), /AADC77 isn’t on the list[^]*Nothing has changed/);
  });
});
