import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createPlace, type Place } from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { ANA, runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

forEachDatabase('a server that is forgotten or renamed', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const running = runCutover(open, clock);
  let chat: Place;
  beforeEach(() => {
    chat = createPlace(running.connector.url, 'channel', { tenantId: randomUUID() });
  });

  function say(text: string, changes: object = {}, place = chat): Promise<string> {
    clock.advance({ minutes: 1 });
    return running.say(place, text, changes);
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
    const isTold = () =>
      running
        .textsIn(chat)
        .map(({ text }) => text)
        .some((text) => text.includes('removed **AADC01** from the list'));
    await until(isTold, 'the card for the conversation with reminders');
    assert.equal(
      running
        .textsIn(chat)
        .map(({ text }) => text)
        .some((text) => text.includes('Done: every')),
      false,
    );
  });

  it('leaves reminders on when it was the last one on the list', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    assert.match(await say('forget AADC01'), /No server is left on the list\. Reminders continue/);
    assert.match(await say('status'), /9:00/);
  });

  it('stays on the list for a word from outside, and is removed where reminders are posted', async () => {
    await say('remind us at 09:00');
    await say('AADC01 runs 1.6.16.0');
    const outside = createPlace(running.connector.url, 'personal', { tenantId: chat.tenantId });
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
