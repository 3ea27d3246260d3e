import assert from 'node:assert/strict';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../support/official-card-check.ts';
import { remindersIn } from '../support/reminders.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

forEachDatabase('several notices', (open) => {
  const clock = createManualClock('2026-11-29T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock, { notices: { folder: null, ids: [] } });
  let channel: Place;

  beforeEach(() => {
    clock.set('2026-11-29T12:00:00Z');
    channel = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
  });

  const textsIn = ({ conversationId }: Place) =>
    connector.requests
      .filter((sent) => sent.conversationId.split(';', 1)[0] === conversationId)
      .filter(({ status }) => status !== null && status < 300)
      .map((sent) => textOf(cardOf(sent.activity)));
  const say = async (text: string) => {
    await cutover.receive(messageIn(channel, text));
    return textOf(cardOf(connector.lastReplyIn(channel.conversationId)?.activity ?? {}));
  };
  const posted = (pattern: RegExp) =>
    until(() => textsIn(channel).find((text) => pattern.test(text)), `${String(pattern)} is posted`);

  it('are told apart by what a question names', async () => {
    assert.match(await say('when does Azure AD Connect V1 stop working?'), /1 October 2023|October 1, 2023/);
    assert.match(await say('what must I do before 30 September 2026?'), /2\.5\.79\.0/);
    assert.match(await say('when does application-based authentication become mandatory?'), /2027/);
  });

  it('state their deadline when that is all that is asked', async () => {
    for (const question of ['deadline?', 'what is the deadline?', 'how much time do we have?']) {
      const card = await say(question);
      assert.match(card, /stop(?:s|ped) working \*\*on/, question);
      assert.doesNotMatch(card, /^(?:Earlier deadlines|Time, cost)/m, question);
    }
  });

  it('that a question fits alike are asked back, each with its deadline beside its button', async () => {
    const asked = await say('when does Entra Connect stop working?');
    assert.match(asked, /Which of these do you mean/);
    assert.match(asked, /2\.6\.84\.0[\s\S]*7 April 2027/);
    assert.match(asked, /each tenant has its own window/);
    const card = connector.requests.findLast(({ conversationId }) =>
      conversationId.startsWith(channel.conversationId),
    );
    assert.ok(card);
    const move = objectsIn(cardOf(card.activity)).find(({ notice }) => notice === 'connect-to-cloud-sync');
    assert.ok(move);
    const pressed = await cutover.invoke(actionIn(channel, card.givenId ?? '', 'choose', move));
    assert.match(textOf(pressed.value as object), /Our own window/);
  });

  it('are chosen for the question that was asked, with the day that it names', async () => {
    const chat = createPlace(connector.url, 'personal', { tenantId: channel.tenantId });
    await cutover.receive(messageIn(chat, 'is 3 March 2027 early enough for Entra Connect?'));
    const card = connector.lastReplyIn(chat.conversationId)?.givenId ?? '';
    const data = { notice: 'connect-sync-app-authentication', intent: 'deadline' };
    const pressed = await cutover.invoke(actionIn(chat, card, 'choose', data));
    assert.match(textOf(pressed.value as object), /Yes, with 35 days to spare/);
  });

  it('answer as a question what tells no day of a deadline', async () => {
    assert.match(await say('our deadline for cloud sync is near'), /each tenant has its own window/);
  });

  it('answer a detail that is the same in each without asking back', async () => {
    assert.match(await say('does Entra Connect run on Server Core?'), /Server Core isn.t supported/);
  });

  it('say what nobody has reported of a server that one of them goes by, and what to type', async () => {
    await say('remind us at 09:00 UTC');
    const told = await say('AADC01 runs 2.6.84.0');
    assert.match(
      told,
      /Nobody has reported how it signs in, so it’s unknown whether it’s affected by .*2\.6\.84\.0/,
    );
    assert.match(told, /AADC01 signs in as an application/);
    assert.match(await say('are we done?'), /1 of 1 server is not finished[\s\S]*sign-in not reported/);
    assert.match(await say('servers unknown'), /1 of 1 server is missing a detail[\s\S]*AADC01/);
    assert.match(await say('status'), /It’s unknown whether the one reported server is off/);
    assert.doesNotMatch(await say('AADC01 signs in as an application'), /Nobody has reported/);
    assert.match(
      await say('are we done?'),
      /No server is left for a date that is known[^]*One server is still affected by Entra Connect Sync in your tenant[^]*nobody has reported doesn’t count/,
    );
    assert.match(await say('servers unknown'), /No server is missing a detail/);
    assert.match(await say('servers'), /2\.6\.84\.0, support until (?:16 September|September 16,) 2027/);
    await say('AADC01 is migrated');
    assert.match(await say('are we done?'), /Every reported server is finished/);
  });

  it('have one subscription, which reminds of each', async () => {
    assert.match(await say('remind us at 09:00 UTC'), /2\.6\.84\.0/);
    clock.set('2027-03-31T09:00:30Z'); // seven days before 7 April 2027
    await posted(/7 April 2027|April 7, 2027/);
  });

  it('are each taken alone, left out and taken in again, and undo takes that back', async () => {
    assert.match(
      await say('remind us about 2.6.84 only'),
      /reminders only about \*\*Entra Connect Sync below 2\.6\.84\.0 or with account sign-in\*\* in this channel/,
    );
    assert.match(
      await say('remind us at 10:00 UTC'),
      /only about \*\*.*account sign-in\*\* in this channel at \*\*10:00/,
    );
    assert.match(await say('remind us about every notice'), /reminders about every notice in this channel/);
    assert.match(
      await say('no reminders about 2.6.84'),
      /about every notice except \*\*Entra Connect Sync below 2\.6\.84\.0/,
    );
    assert.match(await say('status'), /10:00 \(UTC\), about every notice except/);
    await say('undo');
    assert.match(await say('status'), /10:00 \(UTC\), about every notice\b(?! except)/);
    assert.match(
      await say('stop reminders about V1 and cloud sync'),
      /except \*\*(?:Azure AD Connect V1\*\* and|.* and \*\*Azure AD Connect V1)/,
    );
    assert.match(
      await say('remind us about V1 again'),
      /about every notice except \*\*Entra Connect Sync in your/,
    );
    assert.match(await say('remind us about Entra Connect only'), /fits 3 notices\. Nothing has changed/);
    assert.match(await say('no reminders about Exchange'), /No notice is called “Exchange”/);
    assert.match(await say('stop reminders about everything'), /Reminders are off/);
  });

  it('go on reminding while one of them affects a server, though another does not', async () => {
    await say('remind us at 09:00 UTC');
    assert.match(await say('AADC01 runs 2.5.3.0'), /below 2\.5\.79\.0/);
    clock.set('2026-12-02T09:00:30Z'); // nine weeks after 30 September 2026
    await posted(/Entra Connect Sync below 2\.5\.79\.0[\s\S]*stopped working/);
  });

  it('never call a server off while one of them does not know', async () => {
    await say('remind us at 09:00 UTC');
    const text = await say('AADC01 runs 2.6.92.0');
    assert.doesNotMatch(text, /every server is off|no reminders are due/i);
    clock.set('2027-03-31T09:00:30Z');
    await posted(/7 April 2027|April 7, 2027/);
  });

  it('are named where the reminders that were due are told of', async () => {
    await say('remind us at 09:00 UTC');
    await say('AADC01 runs 1.6.16.0');
    clock.set('2026-12-07T09:00:30Z'); // a Monday, on which weekly reminders are due
    await posted(/Still affected: AADC01/);
    assert.match(await say('why'), /Azure AD Connect V1, [\d,]+ days after: posted/);
  });

  it('are all asked whether servers are finished', async () => {
    await say('SYNC01 runs 1.6.16.0');
    await say('SYNC02 runs 2.5.190.0');
    await cutover.receive(
      messageIn(
        { ...createPlace(connector.url, 'personal'), tenantId: channel.tenantId },
        'SYNC03 is migrated',
      ),
    );
    const left = await say('is everything migrated?');
    assert.match(left, /3 of 3 servers are not finished/);
    assert.match(
      left,
      /SYNC01[\s\S]*1\.6\.16\.0, support until 31 August 2022, affected by Azure AD Connect V1/,
    );
    assert.match(left, /SYNC03[\s\S]*migrated, not confirmed/);
  });

  it('are listed, the most urgent for the tenant’s servers first', async () => {
    const before = await say('notices');
    assert.match(before, /No servers are reported yet/);
    assert.ok(before.indexOf('2.6.84.0') < before.indexOf('Azure AD Connect V1'), before);
    await say('AADC01 runs 1.6.16.0');
    const after = await say('what is next for us now?');
    assert.ok(after.indexOf('2.5.79.0') < after.indexOf('2.6.84.0'), after);
    assert.doesNotMatch(after, /2\.5\.79\.0 (?:stops|stopped) working/, 'no name is said twice');
    assert.match(
      after,
      /To set yours, type: our deadline for “Move from Entra Connect Sync to Cloud Sync” is DATE(?:\n|$)/,
    );
  });

  it('are listed by the API, and each has its campaign', async () => {
    clock.set('2027-02-01T12:00:00Z'); // in local mode the caller’s tenant is the one that wrote last
    await say('AADC01 runs 2.5.3.0');
    const read = async (path: string) =>
      (await (await fetch(`http://127.0.0.1:${cutover.port}${path}`)).json()) as Record<string, unknown>;
    const notices = await until(async () => {
      const listed = (await read('/api/notices'))['notices'] as {
        id: string;
        servers: { affected: number } | null;
      }[];
      return listed[0]?.servers ? listed : null;
    }, 'the API to see the tenant');
    assert.equal(notices[0]?.id, 'connect-sync-2-5-79');
    const affected = Object.fromEntries(notices.map(({ id, servers }) => [id, servers?.affected]));
    assert.deepEqual(affected, {
      'azure-ad-connect-v1': undefined, // nobody who is trusted has reported the server
      'connect-sync-2-5-79': 1,
      'connect-sync-app-authentication': 1,
      'connect-to-cloud-sync': 1,
    });
    const campaign = await read('/api/campaign?notice=azure-ad-connect-v1');
    assert.equal((campaign['notice'] as { id: string }).id, 'azure-ad-connect-v1');
    assert.equal((await read('/api/campaign?notice=v9'))['status'], 404);
  });

  it('that are completed together are told of once', async () => {
    await say('remind us at 09:00 UTC');
    const done = () => textsIn(channel).filter((text) => text.includes('Done: every reported server is off'));
    for (const [server, count] of [
      ['AADC01', 1],
      ['AADC02', 2],
    ] as const) {
      await say(`${server} runs 1.6.16.0`);
      await say(`${server} is migrated`);
      await until(() => done().length >= count, 'the congratulation');
    }
    assert.deepEqual(
      done().map((text) => text.includes('is off Azure AD Connect V1')),
      [true, true],
    );
  });

  it('are on one card when they are due on one morning, each with its source', async () => {
    const tenant = { tenantId: crypto.randomUUID() };
    const [place, later] = [1, 2].map(() => createPlace(connector.url, 'channel', tenant));
    assert.ok(place && later);
    await cutover.receive(
      messageIn(place, 'remind us at 09:00 UTC'),
      messageIn(place, 'AADC01 runs 2.5.3.0'),
    );
    await cutover.receive(messageIn(later, 'remind us at 09:01 UTC'));
    clock.set('2027-03-31T09:01:30Z'); // seven days before one cut-off, and a weekly reminder after the other
    await until(() => remindersIn(connector, later)[0], 'the reminder a minute later');
    await until(() => remindersIn(connector, place)[0], 'the reminder');
    const [text, ...others] = remindersIn(connector, place).map(({ activity }) => textOf(cardOf(activity)));
    assert.deepEqual(others, []);
    assert.match(
      text ?? '',
      /below 2\.5\.79\.0 stopped working[\s\S]*stops working \*\*on Wednesday 7 April 2027/,
    );
    assert.match(text ?? '', /Still affected: AADC01/);
    assert.equal(text?.match(/Source: /g)?.length, 2);
  });

  it('are silent where they are left out, and post nothing late when they are taken in again', async () => {
    const other = createPlace(connector.url, 'channel', { tenantId: channel.tenantId });
    await say('remind us at 09:00 UTC');
    await cutover.receive(messageIn(other, 'remind us at 09:01 UTC'));
    await say('no reminders about 2.6.84');
    clock.set('2027-03-31T09:01:30Z'); // seven days before 7 April 2027
    await until(() => textsIn(other).find((text) => /7 April 2027/.test(text)), 'the other channel’s');
    await say('remind us about 2.6.84 again');
    clock.set('2027-04-04T09:01:30Z'); // three days before
    await until(() => textsIn(other).filter((text) => /in 3 days/.test(text))[0], 'the other channel’s next');
    await until(
      () => remindersIn(connector, channel)[0],
      'the reminder of the notice that was taken in again',
    );
    const reminders = textsIn(channel).filter((text) => /Reminders are set up in/.test(text));
    assert.deepEqual(
      reminders.map((text) => /in \d days/.exec(text)?.[0]),
      ['in 3 days'],
    );
  });
});
