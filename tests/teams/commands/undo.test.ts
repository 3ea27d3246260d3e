import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { actionIn, createPlace, invokeIn, messageIn, type Place } from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, textOf } from '../../support/official-card-check.ts';
import { remindersIn } from '../../support/reminders.ts';
import { ANA, runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

forEachDatabase('undo in a conversation', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const running = runCutover(open, clock);
  let chat: Place;
  beforeEach(() => {
    clock.set('2023-09-22T12:02:00Z');
    chat = createPlace(running.connector.url, 'groupChat', { tenantId: randomUUID() });
  });

  /** A minute passes before each message. */
  async function say(text: string, changes: object = {}): Promise<string> {
    clock.advance({ minutes: 1 });
    await running.cutover.receive({ ...messageIn(chat, text), ...changes });
    return textOf(lastCard());
  }

  function lastCard(): object {
    const last = running.connector.requestsIn(chat.conversationId).at(-1);
    return last ? cardOf(last.activity) : assert.fail('No answer.');
  }

  /** Another chat of the tenant, whose reminder shows that those which are due have been planned. */
  async function askElsewhere(text: string): Promise<{ isReminded: () => boolean }> {
    const other = createPlace(running.connector.url, 'groupChat', { tenantId: chat.tenantId });
    await running.cutover.receive(messageIn(other, text));
    return { isReminded: () => remindersIn(running.connector, other).length > 0 };
  }

  /** The change that the card's button takes back. */
  function undoButtonOf(card: object): string {
    const [, change] = /"verb":"undo".*?"change":"(\d+)"/.exec(JSON.stringify(card)) ?? [];
    return change ?? assert.fail('The card has no button to undo.');
  }

  const pressUndo = (change: string) =>
    running.cutover
      .invoke(actionIn(chat, 'card', 'undo', { change }))
      .then(({ value }) => JSON.stringify(value));

  it('names what was undone, who had made it and when, and what holds again', async () => {
    await say('AADC01 runs 1.6.16.0');
    await say('AADC01 is migrated');
    const told = await say('undo', ANA);
    assert.match(told, /Undone: AADC01 is migrated \(Kim, 14:04\)/);
    assert.match(told, /AADC01 runs 1\.6\.16\.0 again\./);
    assert.match(told, /One server is still on/);
  });

  it('takes the change before back with a second undo, then says that nothing is left', async () => {
    await say('AADC01 runs 1.6.16.0');
    await say('AADC01 is migrated');
    await say('undo');
    assert.match(
      await say('undo that'),
      /Undone: AADC01 runs 1\.6\.16\.0 \(Kim, 14:03\)[^]*Nothing is reported/,
    );
    assert.match(await say('take that back'), /nothing to undo/);
  });

  it('is done once for an activity that Teams repeats', async () => {
    await say('remind us at 09:00');
    await say('snooze for 3 days');
    const activity = messageIn(chat, 'undo');
    await running.cutover.receive(activity, activity);
    assert.match(await say('undo the last change'), /Undone: reminders at 09:00 Europe\/Berlin/);
  });

  it('stops reminders that were asked for by mistake', async () => {
    await say('remind us at 09:00');
    assert.match(await say('revert'), /No reminders are posted in this chat/);
    const { isReminded } = await askElsewhere('remind us at 09:00');
    clock.set('2023-09-24T07:00:00Z');
    await until(isReminded, 'the reminder of another chat');
    assert.equal(remindersIn(running.connector, chat).length, 0);
  });

  it('brings reminders back with their settings, and posts none that were due while they were stopped', async () => {
    await say('remind us at 10:00');
    await say('stop reminders');
    clock.set('2023-09-24T09:00:00Z'); // after the one of that day at 10:00, before the one at 11:30
    await say('remind us at 11:30');
    await say('stop reminders');
    const { isReminded } = await askElsewhere('remind us at 12:30');
    clock.set('2023-09-24T10:00:00Z');
    assert.match(await say('undo'), /Undone: reminders stopped[^]*at \*\*11:30\*\*/);
    clock.set('2023-09-24T10:30:00Z');
    await until(isReminded, 'the reminder of another chat');
    assert.equal(remindersIn(running.connector, chat).length, 0);
    clock.set('2023-09-28T09:30:00Z');
    await until(() => remindersIn(running.connector, chat).length === 1, 'the reminder three days before');
  });

  it('refuses what somebody else has changed since, and says how it stands', async () => {
    await say('AADC01 runs 1.6.16.0');
    const elsewhere = createPlace(running.connector.url, 'personal', { tenantId: chat.tenantId });
    clock.advance({ minutes: 1 });
    await running.cutover.receive({ ...messageIn(elsewhere, 'AADC01 runs 2.1.20.0'), ...ANA });
    const told = await say('undo');
    assert.match(
      told,
      /can’t be taken back, because it has changed since: Ana reported that AADC01 runs 2\.1\.20\.0/,
    );
    assert.match(told, /AADC01 (?:is in use|runs 2\.1\.20\.0)/);
  });

  it('brings alerts back', async () => {
    await say('alerts here');
    await say('stop alerts');
    assert.match(await say('undo'), /Undone: alerts stopped[^]*are posted here/);
    assert.match(await say('alerts here'), /already an identity team/);
  });

  it('has a button on the echo that takes back that change, and not the last one', async () => {
    await say('AADC01 runs 1.6.16.0');
    const first = undoButtonOf(lastCard());
    await say('remind us at 09:00');
    const second = undoButtonOf(lastCard());
    assert.notEqual(first, second);
    assert.match(await pressUndo(first), /Undone: AADC01 runs 1\.6\.16\.0.*Undone by.*Kim/);
    assert.match(await say('status'), /at 09:00 \(Europe\/Berlin\)/);
    assert.match(await pressUndo(first), /Already undone/);
    assert.match(await pressUndo(second), /No reminders are posted/);
  });

  it('has no button where nothing was changed, or on what takes a change back', async () => {
    await say('stop reminders');
    assert.throws(() => undoButtonOf(lastCard()), /no button/);
    await say('AADC01 runs 1.6.16.0');
    await say('undo');
    assert.throws(() => undoButtonOf(lastCard()), /no button/);
  });

  it('has the button on reminder settings that were saved in the dialog', async () => {
    const settings = { localTime: '16:30', zone: 'Europe/Berlin', offsets: '7,1', weekend: 'on' };
    const data = { verb: 'save-reminder-settings', ...settings, quietFrom: '', quietUntil: '' };
    await running.cutover.invokeRaw(invokeIn(chat, 'task/submit', { data }));
    assert.match(await pressUndo(undoButtonOf(lastCard())), /No reminders are posted/);
  });

  it('takes no change of another conversation back, and no number that isn’t one', async () => {
    await say('AADC01 runs 1.6.16.0');
    const change = undoButtonOf(lastCard());
    chat = createPlace(running.connector.url, 'groupChat', { tenantId: chat.tenantId });
    assert.match(await pressUndo(change), /out of date/);
    for (const wrong of ['', '1 or 1=1', '9'.repeat(40), null, {}]) {
      const { value } = await running.cutover.invoke(actionIn(chat, 'card', 'undo', { change: wrong }));
      assert.match(String(value), /out of date/);
    }
  });

  it('resolves the alert of a server that is no longer reported', async () => {
    await say('alerts here');
    await say('AADC01 runs 1.6.16.0');
    const cards = () =>
      running.connector.requestsIn(chat.conversationId).map(({ activity }) => textOf(cardOf(activity)));
    await until(
      () => cards().some((text) => /AADC01 still runs Azure AD Connect V1/.test(text)),
      'the alert',
    );
    await say('undo');
    await until(
      () => cards().some((text) => /AADC01 still runs Azure AD Connect V1[^]*[Rr]esolved/.test(text)),
      'its end',
    );
  });
});
