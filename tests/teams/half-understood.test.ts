import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createPlace, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('an order of which only a part is understood', (open) => {
  const clock = createManualClock('2023-09-04T12:00:00Z');
  const running = runCutover(open, clock);
  let chat: Place;
  beforeEach(() => {
    clock.set('2023-09-04T12:00:00Z');
    chat = createPlace(running.connector.url, 'groupChat', { tenantId: randomUUID() });
  });

  /** Resolves with the words of all cards that answer. */
  async function say(text: string): Promise<string> {
    clock.advance({ minutes: 1 });
    const from = running.textsIn(chat).length;
    await running.say(chat, text);
    return running
      .textsIn(chat)
      .slice(from)
      .map((card) => card.text)
      .join('\n');
  }
  const servers = () => say('servers');

  it('removes every server only after a yes, and does what stands beside it', async () => {
    for (const text of ['SYNC51 runs 1.6.16.0', 'SYNC52 runs 1.6.16.0', 'remind us at 09:00'])
      await say(text);
    const told = await say('please delete all servers and turn off the reminders');
    assert.match(told, /Reminders are off[^]*Remove SYNC51 and SYNC52 from the list of servers\?/);
    assert.match(await servers(), /SYNC51[^]*SYNC52/);
    assert.match(await say('wipe the list except SYNC52'), /Remove SYNC51 from the list of servers\?/);
    assert.match(await say('yes'), /SYNC51 is no longer on the list/);
    assert.match(await servers(), /SYNC52/);
  });

  it('removes no long list, and says how servers are removed', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await say(`SYNC6${number} runs 1.6.16.0`);
    assert.match(await say('delete every server'), /Nothing has changed[^]*at most 5 servers/);
    assert.match(await servers(), /SYNC61[^]*SYNC66/);
  });

  it('removes the server that was spoken of only where that one is meant', async () => {
    await say('SYNC53 runs 1.6.16.0');
    for (const text of ['forget SY@NC54', 'remove every box that is old', 'delete the one in the cellar']) {
      await say(text);
      assert.match(await servers(), /SYNC53/, text);
      await say('SYNC53 runs 1.6.16.0');
    }
    assert.match(await say('take it off the list'), /SYNC53 is no longer on the list/);
  });

  it('says which name it can’t read, and why', async () => {
    const why = /“SYNC\\#55” isn’t a computer name, which has letters from A to Z, digits/;
    assert.match(await say('SYNC#55 runs 1.6.16.0'), why);
    assert.match(await say('forget SYNC#55'), why);
    assert.match(
      await say(`S${'x'.repeat(70)}1 is migrated`),
      /is longer than a computer name, which has 63/,
    );
    assert.match(await say('server 7 runs 1.6.16.0'), /“server 7” isn’t a computer name/);
    const beside = await say('SYNC56 and SYNC#57 run 1.6.16.0');
    assert.match(beside, /SYNC56 runs 1\.6\.16\.0[^]*One thing isn’t recorded[^]*SYNC\\#57/);
  });

  it('asks which of two new names a server gets', async () => {
    await say('SYNC58 runs 1.6.16.0');
    assert.match(await say('rename SYNC58 to HUB58 and HUB59'), /Which name shall SYNC58 get\?/);
    assert.match(await say('HUB59'), /SYNC58 is now HUB59/);
  });

  it('asks which of two days is the deadline, and takes neither for the reason', async () => {
    const asked = await say('our deadline is 15 March 2027 and 16 March 2027');
    assert.match(asked, /Record Monday 15 March 2027 or Tuesday 16 March 2027 as your deadline/);
    assert.match(await say('16 March 2027'), /Deadline recorded[^]*16 March 2027/);
    assert.doesNotMatch(await say('status'), /15 March/);
  });

  it('says what a deadline of one’s own means where the notice’s date has passed', async () => {
    clock.set('2024-01-10T12:00:00Z');
    const told = await say('our deadline is 15 March 2027');
    assert.match(
      told,
      /overrules the notice’s date, 1 October 2023[^]*has passed[^]*exception[^]*type: undo/,
    );
    assert.match(await say('our deadline is 1 December 2023'), /is in the past[^]*Nothing was changed/);
  });

  it('asks back what it can’t read of when to remind, and drops none of it', async () => {
    for (const [text, unread] of [
      ['remind us every Blursday', 'every Blursday'],
      ['remind us at 8:00 on Moonday', 'on Moonday'],
      ['remind us at 8:00 until the end of October', 'end of October'],
      ['remind us at 8:00 about SYNC71', 'SYNC71'],
      ['quiet hours from 22:00 to 06:00 except Blursday', 'except Blursday'],
    ] as const) {
      const told = await say(text);
      assert.ok(
        told.includes(`I’d leave out “${unread}”, because I don’t understand it or can’t do it.`),
        told,
      );
      assert.match(told, /Nothing has changed yet/);
    }
    assert.match(await say('when is the next reminder'), /No reminders here|aren’t set up/);
    assert.match(await say('put the reminders on hold until Friday, we are on vacation'), /aren’t set up/);
    const understood = await say('remind us every Tuesday at 8');
    assert.match(understood, /Reminders are on[^]*08:00[^]*every \*\*Tuesday\*\*/);
  });

  it('snoozes for a year at most, and says which deadline is missed', async () => {
    await say('remind us at 09:00');
    for (const text of ['snooze until 9999-12-31', 'snooze for 999 weeks']) {
      assert.match(await say(text), /a year at most, and nothing has changed\. To turn them off/);
    }
    assert.match(
      await say('snooze until 2023-10-20'),
      /The deadline for Azure AD Connect V1, 1 October 2023, comes before that/,
    );
    assert.doesNotMatch(await say('snooze for 3 days'), /deadline/);
  });

  it('asks which day a snooze ends on where several are named, and what is meant beside reminders', async () => {
    await say('remind us at 09:00');
    assert.match(await say('snooze until 12 September or 13 September'), /Which day do you mean\?/);
    assert.match(
      await say('snooze from 12 September to 20 September'),
      /begins at once[^]*until 2023-09-20\?/,
    );
    assert.match(await say('snooze SYNC72 until 12 September'), /leave out “SYNC72”/);
    assert.match(await say('snooze the alerts until 12 September'), /Alerts can’t be snoozed/);
  });

  it('takes back as many changes as are named, and says where there are fewer', async () => {
    for (const number of [1, 2, 3, 4]) await say(`SYNC8${number} runs 1.6.16.0`);
    const told = await say('please undo the last three changes');
    assert.match(told, /Undone: 3 changes[^]*SYNC84[^]*SYNC83[^]*SYNC82/);
    assert.match(await servers(), /SYNC81/);
    await say('SYNC85 runs 1.6.16.0');
    assert.match(await say('undo the last 9 changes'), /SYNC85[^]*SYNC81[^]*No more were made here/);
    assert.match(await say('undo the last 99 changes'), /up to 20 changes/);
    await say('SYNC86 runs 1.6.16.0');
    assert.match(await say('undo everything'), /undo the last 3 changes\. Take the last one back\?/);
  });
});
