import assert from 'node:assert/strict';
import { actionIn, createPlace, messageIn, type InboundActivity, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('a wish in somebody’s own words', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock);

  const newestIn = ({ conversationId }: Place) => connector.lastReplyIn(conversationId);
  async function say(chat: Place, text: string): Promise<string> {
    await cutover.receive(messageIn(chat, text));
    return newestIn(chat)?.activity.summary ?? '';
  }
  const newChat = () => createPlace(connector.url, 'personal');

  it('is carried out and echoed', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'SYNC21 has been upgraded to 2.1.20.0'), /^SYNC21 runs 2\.1\.20\.0/);
    assert.match(
      await say(chat, 'could you post the countdown at 7:45 pm?'),
      /Reminders are on.*(?:19:45|7:45 PM)/,
    );
    assert.match(await say(chat, 'switch the reminders off again'), /Reminders are off/);
  });

  it('is carried out for the server that was spoken of', async () => {
    const chat = newChat();
    await say(chat, 'SYNC22 runs 1.6.16.0');
    assert.match(await say(chat, 'it is decommissioned now'), /SYNC22 is recorded as decommissioned/);
  });

  it('is carried out for the server that the quoted message names, however long ago that was', async () => {
    const chat = newChat();
    await say(chat, 'SYNC37 runs 2.1.20.0');
    await say(chat, 'SYNC38 runs 2.1.20.0');
    const reply = async (text: string) => {
      const content = `<blockquote itemtype="http://schema.skype.com/Reply"><p>SYNC37 runs 2.1.20.0.</p></blockquote><p>${text}</p>`;
      const attachments = [{ contentType: 'text/html', content }];
      await cutover.receive({ ...messageIn(chat, text), attachments });
      return newestIn(chat)?.activity.summary ?? '';
    };
    assert.match(await reply('is it too old?'), /^SYNC37 runs 2\.1\.20\.0/);
    clock.advance({ minutes: 11 });
    assert.match(await reply('it is decommissioned now'), /SYNC37 is recorded as decommissioned/);
    await say(chat, 'SYNC38 runs 2.1.20.0');
    const unknown = await say(chat, '<quoted messageId="1675173753869"/> it is migrated now');
    assert.match(unknown, /Which server do you mean/);
  });

  it('moves the time of reminders, past midnight too, where there is one', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'half an hour earlier please'), /no time to move/);
    await say(chat, 'remind us at 23:30 Europe/Paris');
    assert.match(await say(chat, 'make it an hour later'), /at 00:30 \(Europe\/Paris\)/);
    assert.match(await say(chat, '2 hours earlier'), /at 22:30 \(Europe\/Paris\)/);
  });

  it('is told by the status with all that is set', async () => {
    const chat = newChat();
    for (const text of ['remind us at 8:15 Europe/Rome', 'quiet hours 21:00 to 06:00', 'snooze for 5 days']) {
      await say(chat, text);
    }
    await say(chat, 'status');
    const status = textOf(cardOf(newestIn(chat)?.activity ?? {}));
    assert.match(status, /08:15 \(Europe\/Rome\)|8:15 AM \(Europe\/Rome\)/);
    assert.match(
      status,
      /They come\s.*14, 7, 3, 1, 0 days before.*quiet hours (?:21:00 to 06:00|9:00 PM to 6:00 AM)/,
    );
    assert.match(status, /Snoozed until\s.*(?:27 September|September 27)/);
  });

  it('is asked back in doubt, and done after a yes', async () => {
    const chat = newChat();
    assert.match(
      await say(chat, 'I think SYNC23 runs 2.1.20.0'),
      /SYNC23 runs 2\.1\.20\.0.*Nothing has changed yet/,
    );
    assert.match(await say(chat, 'server SYNC23'), /SYNC23 isn’t reported/);
    await say(chat, 'I think SYNC23 runs 2.1.20.0');
    assert.match(await say(chat, 'yes, please'), /^SYNC23 runs 2\.1\.20\.0/);
  });

  it('is done for every server in use, however many there are, unless the list has changed since', async () => {
    const chat = createPlace(connector.url, 'personal', { tenantId: crypto.randomUUID() });
    const names = Array.from({ length: 23 }, (_, i) => `SYNC${i + 50}`);
    await say(chat, names.map((name) => `${name} runs 2.1.20.0`).join('\n'));
    await say(chat, 'SYNC50 is decommissioned');
    assert.match(await say(chat, 'mark all as migrated'), /every server.*Nothing has changed yet/);
    const press = pressOf(chat, 'Record it');
    await cutover.receive(messageIn({ ...chat, conversationId: 'another chat' }, 'SYNC99 runs 2.1.20.0'));
    await cutover.invoke(press);
    assert.match(newestIn(chat)?.activity.summary ?? '', /Nothing is recorded.*had 23 servers.*has 24 now/);
    await say(chat, 'mark all as migrated');
    assert.match(await say(chat, 'yes'), /^23 servers are recorded/);
    assert.match(await say(chat, 'undo'), /^Undone: 23 changes.*SYNC99 is migrated/);
    assert.match(await say(chat, 'count servers migrated'), /^No server is migrated/);
  });

  it('is dropped after a no', async () => {
    const chat = newChat();
    await say(chat, 'SYNC24 is migrated?');
    assert.match(await say(chat, 'no'), /Nothing has changed/);
    assert.match(await say(chat, 'server SYNC24'), /SYNC24 isn’t reported/);
  });

  it('is none where a yes answers nothing', async () => {
    assert.doesNotMatch(await say(newChat(), 'ok, thanks'), /Nothing waits/);
    for (const text of ['yes', 'Go ahead!'])
      assert.match(await say(newChat(), text), /Nothing waits for an answer/);
  });

  it('is not asked for any more after ten minutes', async () => {
    const chat = newChat();
    await say(chat, 'SYNC25 is migrated?');
    clock.advance({ minutes: 11 });
    assert.doesNotMatch(await say(chat, 'yes'), /SYNC25/);
  });

  it('is carried out by the button of what was chosen, once', async () => {
    const chat = newChat();
    await say(chat, 'remind us at 10:20 BST');
    const press = pressOf(chat, 'Europe/London');
    await cutover.invoke(press);
    assert.match(newestIn(chat)?.activity.summary ?? '', /10:20 \(Europe\/London\)/);
    const answer = await cutover.invoke({ ...press, id: 'another press' });
    assert.equal(answer.value, 'This button is out of date. Please type it again.');
  });

  it('is not carried out by a button of what was asked before', async () => {
    const chat = newChat();
    await say(chat, 'SYNC27 is migrated?');
    const press = pressOf(chat, 'Record it');
    await say(chat, 'SYNC28 is migrated?');
    const answer = await cutover.invoke(press);
    assert.equal(answer.value, 'This button is out of date. Please type it again.');
    assert.match(await say(chat, 'servers migrated'), /^(?!.*SYNC2[78])/);
  });

  it('opens the settings of the reminders', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'open the settings, please'), /settings/i);
  });

  it('changes nothing where it is only planned', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'SYNC26 will be migrated next week'), /Nothing is recorded/);
    assert.match(await say(chat, 'server SYNC26'), /SYNC26 isn’t reported/);
  });

  it('changes nothing where something is denied, and says what is recorded', async () => {
    const chat = newChat();
    await say(chat, 'SYNC27 runs 2.1.20.0');
    assert.match(
      await say(chat, 'SYNC27 isn’t on 2.3.20.0 yet'),
      /^Nothing has changed.*SYNC27 runs 2\.1\.20\.0/,
    );
    assert.match(await say(chat, 'nobody has migrated SYNC28'), /SYNC28 isn’t on the list/);
  });

  it('asks what holds instead where what is recorded is denied', async () => {
    const chat = newChat();
    await say(chat, 'SYNC29 is migrated');
    assert.match(await say(chat, 'SYNC29 isn’t migrated'), /SYNC29 is migrated.*Nothing has changed yet/);
    assert.match(await say(chat, 'yes'), /^SYNC29/);
    assert.match(await say(chat, 'SYNC29 isn’t migrated'), /^Nothing has changed.*SYNC29 is in use/);
  });

  it('has nothing to put right where nothing was done', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'no, I meant SYNC30'), /nothing to put right/);
    assert.match(await say(chat, 'server SYNC30'), /SYNC30 isn’t reported/);
  });

  it('tells the last change, with a button to take it back', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'what did I just do?'), /Nothing was changed here/);
    await say(chat, 'SYNC31 runs 2.1.20.0');
    assert.match(
      await say(chat, 'what did I just do?'),
      /The last change here: SYNC31 runs 2\.1\.20\.0 \(.*\d/,
    );
    assert.match(JSON.stringify(newestIn(chat)?.activity), /"verb":"undo"/);
  });

  it('tells the last few changes, the newest first', async () => {
    const chat = newChat();
    for (const text of ['SYNC34 runs 2.1.20.0', 'SYNC35 runs 1.6.16.0', 'SYNC36 is migrated'])
      await say(chat, text);
    const inOrder = /last change here: SYNC36.*Before it: SYNC35.* SYNC34/;
    assert.match(await say(chat, 'history'), inOrder);
    assert.match(await say(chat, 'and before that?'), inOrder);
  });

  it('is asked back where a version is far above all that are known', async () => {
    const chat = newChat();
    for (const text of ['SYNC41 runs 11.6.16.0', 'we brought SYNC41 to 11.6.16.0']) {
      assert.match(await say(chat, text), /^Shall I record this\? The newest version that I know is 2\.\d/);
    }
    assert.match(await say(chat, 'server SYNC41'), /SYNC41 isn’t reported/);
    await say(chat, 'SYNC41 runs 11.6.16.0, SYNC42 runs 2.1.20.0');
    assert.match(await say(chat, 'yes'), /^SYNC41 runs 11\.6\.16\.0/);
    assert.match(await say(chat, 'server SYNC42'), /^SYNC42 runs 2\.1\.20\.0/);
  });

  it('is asked for a version that can be read, also after a question', async () => {
    const chat = newChat();
    await say(chat, 'SYNC43 runs 2.1.20.0');
    await say(chat, 'when does V1 stop working?');
    const asked = await say(chat, 'SYNC43 runs 1.6.16.O');
    assert.match(
      asked,
      /^Which version does it run now\?.*can’t read a version in “1\.6\.16\.O”, so nothing is/,
    );
    assert.match(await say(chat, '1.6.16.0'), /Shall I record this\?.*SYNC43 runs 1\.6\.16\.0/);
    assert.match(await say(chat, 'yes'), /^SYNC43 runs 1\.6\.16\.0/);
  });

  it('is told to lack something where a day or a time can’t be', async () => {
    const chat = newChat();
    for (const text of ['snooze until 31 February', 'quiet hours 25:00 to 07:00', 'snooze for 100000 days']) {
      const told = await say(chat, text);
      assert.ok(told.startsWith(`Nothing has changed. I can’t do “${text}”:`), told);
    }
  });

  it('is told to lack something beside what is done', async () => {
    const chat = newChat();
    await cutover.receive(messageIn(chat, 'SYNC44 runs 2.1.20.0. Snooze until 31 February.'));
    const told = connector.requestsIn(chat.conversationId).map(({ activity }) => activity.summary ?? '');
    assert.match(told[0] ?? '', /^SYNC44 runs 2\.1\.20\.0/);
    assert.match(told[1] ?? '', /^One thing isn’t recorded.*Snooze until 31 February/);
  });

  it('is told of rows of which nothing is recorded, where there are no others', async () => {
    const chat = newChat();
    assert.match(await say(chat, 'server;version\nSYNC45;10.0.17763'), /^One thing isn’t recorded.*SYNC45/);
    const text = 'Server | OS version | Version\nSYNC46 | 10.0.17763 | 1.6.16.0';
    assert.match(await say(chat, text), /^SYNC46 runs 1\.6\.16\.0/);
  });

  /** The button of this title on the newest card. */
  function pressOf(chat: Place, title: string): InboundActivity {
    const { activity, givenId } = newestIn(chat) ?? {};
    const { actions } = activity?.attachments?.[0]?.content as {
      actions: { title: string; verb: string; data: object }[];
    };
    const button = actions.find((action) => action.title === title);
    assert.ok(button);
    return actionIn(chat, givenId ?? '', button.verb, button.data);
  }
});
