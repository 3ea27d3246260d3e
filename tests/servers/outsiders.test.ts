import assert from 'node:assert/strict';
import { createPlace, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

const EVE = { from: { id: '29:eve', name: 'Eve', aadObjectId: '00000000-0000-0000-0000-0000000000ee' } };
/** Has the name of somebody else. */
const OTHER_KIM = { from: { ...EVE.from, id: '29:other', name: 'Kim' } };
const UNCONFIRMED = /isn’t confirmed\. It doesn’t end reminders until/;

forEachDatabase('somebody outside the campaign', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, say, textsIn, posted, press } = runCutover(open, clock);
  let tenantId: string;
  let team: Place;
  let channel: Place;
  let chat: Place;

  beforeEach(async () => {
    clock.set('2023-09-22T12:00:00Z');
    tenantId = crypto.randomUUID();
    team = createPlace(connector.url, 'channel', { tenantId });
    channel = createPlace(connector.url, 'channel', { tenantId });
    chat = createPlace(connector.url, 'personal', { tenantId });
    await say(channel, 'remind us at 09:00 UTC');
  });

  /** The reminder of seven days before is posted in the channel. */
  async function goesOn(): Promise<void> {
    clock.set('2023-09-24T09:00:01Z');
    await posted(channel, /Reminders are set up in/);
  }
  const countOf = (where: Place, pattern: RegExp) =>
    textsIn(where).filter(({ text }) => pattern.test(text)).length;

  it('ends no reminders with a server that nobody knows', async () => {
    assert.match(await say(chat, 'FAKE99 is migrated', EVE), UNCONFIRMED);
    assert.match(await say(chat, 'FAKE98 runs 2.6.1.0', EVE), UNCONFIRMED);
    await goesOn();
    assert.equal(countOf(channel, /Done: every reported server/), 0);
  });

  it('does not end them in a chat of their own that gets reminders either', async () => {
    for (const kind of ['personal', 'groupChat'] as const) {
      const own = createPlace(connector.url, kind, { tenantId });
      await say(own, 'remind us at 10:00', EVE);
      assert.match(await say(own, 'FAKE99 is migrated', EVE), UNCONFIRMED);
    }
    await goesOn();
  });

  it('does not take back what somebody in the channel has reported, whatever their name', async () => {
    await say(channel, 'AADC01 runs 1.6.16.0');
    for (const person of [EVE, OTHER_KIM]) {
      const told = await say(chat, 'AADC01 is migrated', person);
      assert.match(told, /Noted as your claim[\s\S]*somebody in a channel that gets reminders confirms it/);
      assert.match(told, /One server is still on/);
    }
    await goesOn();
  });

  it('raises work, and does not take it back', async () => {
    await say(channel, 'AADC01 runs 2.1.20.0');
    assert.match(await say(chat, 'AADC02 runs 1.6.16.0', EVE), UNCONFIRMED);
    await say(chat, 'AADC02 is migrated', EVE);
    assert.match(await say(channel, 'status'), /1 of 2\*\* reported servers is off/);
    await goesOn();
  });

  it('is heard once a member of the identity team confirms it', async () => {
    await say(team, 'alerts here');
    await say(chat, 'AADC02 runs 1.6.16.0', EVE);
    await posted(team, /AADC02 still runs Azure AD Connect V1[\s\S]*Eve, not confirmed/);
    await say(chat, 'AADC02 is migrated', EVE);
    const alert = await posted(team, /Eve says AADC02 was migrated[\s\S]*doesn’t end reminders/);
    assert.equal(countOf(team, /AADC02 still runs Azure AD Connect V1[\s\S]*Resolved/), 0);
    await press(team, alert, 'confirm-claim');
    await posted(team, /AADC02 still runs Azure AD Connect V1[\s\S]*Resolved/);
    clock.advance({ minutes: 1 });
    assert.match(await say(channel, 'status'), /The one reported server is off/);
  });

  it('is nobody who has reported the server in the channel before', async () => {
    await say(channel, 'AADC01 runs 1.6.16.0');
    assert.match(await say(chat, 'AADC01 is migrated'), /Nothing more needs to be done/);
    await posted(channel, /Done: every reported server/);
  });
});
