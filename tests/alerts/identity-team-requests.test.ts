import assert from 'node:assert/strict';
import { createPlace, installationUpdateIn, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runCutover } from '../support/running-cutover.ts';

const EVE = { from: { id: '29:eve', name: 'Eve', aadObjectId: '00000000-0000-0000-0000-0000000000ee' } };

forEachDatabase('a further conversation that wants alerts', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, say, textsIn, posted, press, restart } = runCutover(open, clock);
  let team: Place;
  let channel: Place;
  let chat: Place;

  beforeEach(() => {
    clock.set('2023-09-22T12:00:00Z');
    const tenantId = crypto.randomUUID();
    team = createPlace(connector.url, 'channel', { tenantId });
    channel = createPlace(connector.url, 'channel', { tenantId });
    chat = createPlace(connector.url, 'personal', { tenantId });
  });

  const countOf = (where: Place, pattern: RegExp) =>
    textsIn(where).filter(({ method, text }) => method === 'POST' && pattern.test(text)).length;

  it('gets nobody’s questions and no alerts until a member approves it', async () => {
    await say(team, 'alerts here');
    assert.match(await say(chat, 'alerts here at once', EVE), /I’ve asked the identity team/);
    const request = await posted(team, /Eve wants alerts in a personal chat/);
    await say(channel, 'AADC01 runs 1.6.16.0');
    await say(channel, 'can I talk to a person?');
    await posted(team, /Question from Kim/);
    await posted(team, /AADC01 still runs Azure AD Connect V1/);
    assert.equal(countOf(chat, /Question from|still runs Azure AD Connect V1/), 0);

    await press(team, request, 'approve-identity-team');
    await posted(chat, /Alerts are on[\s\S]*Approved by Kim/);
    await say(channel, 'AADC02 runs 1.6.16.0');
    await posted(chat, /AADC02 still runs Azure AD Connect V1/);
  });

  it('is not approved by whoever asked, where it asked', async () => {
    await say(team, 'alerts here');
    await say(chat, 'alerts here', EVE);
    const request = await posted(team, /Eve wants alerts/);
    assert.match(await press(chat, request, 'approve-identity-team'), /Only members of an identity team/);
    await say(channel, 'AADC01 runs 1.6.16.0');
    await posted(team, /AADC01 still runs Azure AD Connect V1/);
    assert.equal(countOf(chat, /still runs Azure AD Connect V1/), 0);
  });

  it('cannot nag: a request that waits or was declined is not repeated, here or from another chat', async () => {
    await say(team, 'alerts here');
    await say(chat, 'alerts here', EVE);
    assert.match(await say(chat, 'alerts here', EVE), /There’s no new request/);
    const request = await posted(team, /Eve wants alerts/);
    await press(team, request, 'decline-identity-team');
    await posted(chat, /No alerts here[\s\S]*Declined by Kim/);
    assert.match(await say(chat, 'alerts here at once', EVE), /There’s no new request/);
    assert.match(await say(channel, 'alerts here', EVE), /There’s no new request/);
    assert.equal(countOf(team, /Eve wants alerts/), 1);
  });

  it('withdraws its request with undo, and may ask again without nagging', async () => {
    await say(team, 'alerts here');
    await say(channel, 'remind us at 09:00 UTC', EVE);
    await say(channel, 'alerts here', EVE);
    const request = await posted(team, /Eve wants alerts/);
    await posted(channel, /I’ve asked the identity team[\s\S]*Undo/);
    const undone = await say(channel, 'undo', EVE);
    assert.match(undone, /Undone: request for alerts here \(Eve/);
    assert.match(undone, /aren’t posted here/);
    await posted(team, /Resolved[\s\S]*It was withdrawn by Eve/);
    assert.match(await press(team, request, 'approve-identity-team'), /decided in the meantime|withdrawn/);
    for (let i = 0; i < 4; i++) {
      assert.match(await say(channel, 'alerts here', EVE), /I’ve asked the identity team/);
      assert.match(await say(channel, 'undo', EVE), /Undone: request for alerts here/);
    }
    assert.match(await say(channel, 'undo', EVE), /Undone: reminders at/);
    // The second may have been withdrawn before its card left.
    assert.ok(countOf(team, /Eve wants alerts/) <= 2);
  });

  it('can’t withdraw a request that was approved', async () => {
    await say(team, 'alerts here');
    await say(channel, 'alerts here', EVE);
    await press(team, await posted(team, /Eve wants alerts/), 'approve-identity-team');
    assert.match(
      await say(channel, 'undo', EVE),
      /I can’t undo that[\s\S]*Kim approved alerts[\s\S]*The request is approved/,
    );
  });

  it('has its request expire after a week', async () => {
    await say(team, 'alerts here');
    await say(chat, 'alerts here', EVE);
    const request = await posted(team, /Eve wants alerts/);
    clock.advance({ days: 8 });
    // The requests are reviewed each minute; another start reviews them at once.
    await restart();
    await posted(team, /Nobody decided in time/);
    assert.match(await say(chat, 'alerts here', EVE), /I’ve asked the identity team/);
    assert.notEqual(request.givenId, null);
  });

  it('is named first by whoever added the app to a team', async () => {
    await cutover.receive(installationUpdateIn(team, 'add'));
    assert.match(await say(chat, 'alerts here', EVE), /You can’t name the first identity team/);
    assert.match(await say(team, 'alerts here'), /This is now an identity team/);
    assert.match(await say(chat, 'alerts here', EVE), /I’ve asked the identity team/);
  });

  it('is not named by somebody who merely added the app to a chat of their own', async () => {
    const groupChat = createPlace(connector.url, 'groupChat', { tenantId: chat.tenantId });
    await cutover.receive(
      installationUpdateIn(team, 'add'),
      { ...installationUpdateIn(chat, 'add'), ...EVE },
      { ...installationUpdateIn(groupChat, 'add'), ...EVE },
    );
    for (const own of [chat, groupChat]) {
      assert.match(await say(own, 'alerts here', EVE), /You can’t name the first identity team/);
    }
  });

  it('is the only first one, however many ask at once', async () => {
    const places = Array.from({ length: 6 }, () =>
      createPlace(connector.url, 'channel', { tenantId: chat.tenantId }),
    );
    await Promise.all(
      places.map((where, i) =>
        cutover.receive({
          ...messageIn(where, 'alerts here'),
          from: { id: `29:${i}`, name: `Person ${i}` },
        }),
      ),
    );
    const first = places.filter((where) => countOf(where, /This is now an identity team/) === 1);
    const asking = places.filter((where) => countOf(where, /I’ve asked the identity team/) === 1);
    assert.deepEqual([first.length, asking.length], [1, 5]);
  });

  it('is not named by anybody when the last one has left, but by its members and by installers', async () => {
    await say(team, 'alerts here');
    assert.match(await say(team, 'stop alerts'), /Alerts are off/);
    assert.match(
      await say(chat, 'alerts here', EVE),
      /You can’t name the first identity team[\s\S]*its members can also type it in the conversation/,
    );
    assert.match(await say(team, 'alerts here', EVE), /This is now an identity team/);
    await say(team, 'stop alerts');
    await cutover.receive(installationUpdateIn(channel, 'add'));
    assert.match(await say(channel, 'alerts here'), /This is now an identity team/);
  });
});

forEachDatabase('a conversation that has left the identity teams', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, say, posted, press } = runCutover(open, clock);

  it('acknowledges no alerts and answers no questions on its old cards', async () => {
    const team = createPlace(connector.url);
    await say(team, 'alerts here');
    await say(team, 'AADC01 runs 1.6.16.0');
    await cutover.receive(messageIn(createPlace(connector.url, 'personal'), 'can I talk to a person?'));
    const alert = await posted(team, /AADC01 still runs Azure AD Connect V1/);
    const question = await posted(team, /Question from Kim/);
    await say(team, 'stop alerts');
    const refused = /no longer handled in this conversation/;
    assert.match(await press(team, alert, 'acknowledge'), refused);
    assert.match(await press(team, question, 'answer-handoff', { answer: 'Yes.' }), refused);
    assert.match(await press(team, question, 'close-handoff'), refused);
    await say(team, 'alerts here');
    assert.doesNotMatch(await press(team, alert, 'acknowledge'), refused);
    assert.match(await press(team, alert, 'acknowledge'), /Kim/);
  });
});
