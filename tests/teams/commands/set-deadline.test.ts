import assert from 'node:assert/strict';
import { writeDeadline } from '../../../bot/guidance/deadline-form.ts';
import { parseSaidDeadline, readReason } from '../../../bot/teams/commands/parse-deadline.ts';
import { actionIn, createPlace, messageIn, type Place } from '../../support/activities.ts';
import { commandIn } from '../../support/commands.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, objectsIn, textOf } from '../../support/official-card-check.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

describe('what is said about a deadline', () => {
  for (const text of [
    'our deadline for cloud sync is 15 March 2027',
    'Our own cut-off for cloud sync is now 15 March 2027',
    'set our deadline for cloud sync to 15 March 2027',
    'please move the deadline for cloud sync to 15 March 2027',
    'our deadline for cloud sync has been extended to 15 March 2027',
    'our cloud sync deadline is 15 March 2027',
    'we have until 15 March 2027 for cloud sync',
    'we got an extension for cloud sync until 15 March 2027',
    'Microsoft granted us a temporary exception for cloud sync until 15 March 2027',
  ]) {
    it(`is read in “${text}”`, () => {
      assert.deepEqual(parseSaidDeadline(text), { notice: 'cloud sync', words: '15 March 2027' });
      assert.equal(commandIn(text)?.name, 'set-deadline');
    });
  }

  for (const text of [
    'our window ends on 15 March 2027',
    'our window closes on 15 March 2027',
    'our window starts on 1 February 2027 and ends on 15 March 2027',
    'We found it in the portal: our window ends on 15 March 2027',
    'our window is from 1 February 2027 to 15 March 2027',
    'our window is February 1, 2027 to 15 March 2027',
    'Microsoft wrote that our window runs until 15 March 2027',
    'According to MC1234567, our window is 15 March 2027',
  ]) {
    it(`is read as the end of a window in “${text}”`, () => {
      assert.deepEqual(parseSaidDeadline(text), { notice: null, words: '15 March 2027', isWindow: true });
    });
  }

  for (const text of [
    'Microsoft wrote that our migration to cloud sync must be finished by 15 March 2027',
    'our switch to cloud sync has to be completed by 15 March 2027 at the latest, please record this',
    'The message center says we have to be on cloud sync by 15 March 2027',
    'According to Microsoft support, we must move to cloud sync no later than 15 March 2027',
  ]) {
    it(`is read as the end of a window, which a move has to keep, in “${text}”`, () => {
      assert.deepEqual(parseSaidDeadline(text), {
        notice: 'cloud sync',
        words: '15 March 2027',
        isWindow: true,
      });
    });
  }

  for (const text of [
    'our migration to cloud sync must be finished by 15 March 2027',
    'my manager said that our migration to cloud sync must be finished by 15 March 2027',
    'we have to be on cloud sync by 15 March 2027',
  ]) {
    it(`is read as a plan, perhaps, in “${text}”`, () => {
      assert.equal(parseSaidDeadline(text)?.isDoubtful, true);
    });
  }

  for (const text of [
    'maybe Microsoft said that our move to cloud sync has to be done by 15 March 2027',
    'if our move to cloud sync has to be done by 15 March 2027',
  ]) {
    it(`isn’t read in “${text}”`, () => {
      assert.equal(parseSaidDeadline(text), null);
    });
  }

  for (const text of [
    'our deadline for cloud sync is unknown',
    'our deadline for cloud sync is the date of the notice',
    'our deadline for cloud sync is the notice’s own date',
    'forget our deadline for cloud sync',
    'remove the deadline for cloud sync',
    'we have no deadline for cloud sync any more',
  ]) {
    it(`is taken back by “${text}”`, () => {
      assert.deepEqual(parseSaidDeadline(text), { notice: 'cloud sync', words: null });
    });
  }

  it('is read with the title of a notice, which may have words of its own for a deadline', () => {
    for (const notice of ['“What is to end”', '"Move from A to B"', 'Move from A to B']) {
      const text = `our deadline for ${notice} is 15 March 2027`;
      assert.deepEqual(parseSaidDeadline(text), { notice, words: '15 March 2027' });
    }
    assert.deepEqual(parseSaidDeadline('set our deadline for V1 to 15 March 2027 because it is late'), {
      notice: 'V1',
      words: '15 March 2027 because it is late',
    });
    assert.deepEqual(parseSaidDeadline(writeDeadline({ title: 'Until “it” is over' }, '15 March 2027')), {
      notice: '“Until it is over”',
      words: '15 March 2027',
    });
  });

  it('needs no notice where it names none', () => {
    assert.deepEqual(parseSaidDeadline('our deadline is 15 March 2027'), {
      notice: null,
      words: '15 March 2027',
    });
  });

  it('is in no question', () => {
    for (const text of [
      'what is our deadline for cloud sync',
      'when is the deadline for cloud sync',
      'is our deadline for cloud sync 15 March 2027',
      'has our tenant been given a date',
      'I guess our window ends on 15 March 2027',
      'if they say that our window ends on 15 March 2027, what then?',
      'deadlines',
    ]) {
      assert.equal(parseSaidDeadline(text), null, text);
    }
  });

  it('may have a reason', () => {
    assert.equal(readReason(' because Microsoft granted an exception'), 'Microsoft granted an exception');
    assert.equal(readReason(' (Message Center MC123)'), 'Message Center MC123');
    assert.equal(readReason(': agreed with support'), 'agreed with support');
    assert.equal(readReason(''), null);
  });
});

forEachDatabase('a tenant’s own deadline', (open) => {
  const START = '2026-11-30T12:00:00Z';
  const CLOUD_SYNC = 'our deadline for cloud sync is 15 March 2027 because Microsoft wrote to us';
  const clock = createManualClock(START);
  const { connector, cutover } = runCutover(open, clock, { notices: { folder: null, ids: [] } });
  let channel: Place;

  beforeEach(() => {
    clock.set(START);
    channel = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
  });

  const cardsIn = ({ conversationId }: Place) =>
    connector.requests
      .filter((sent) => sent.conversationId.split(';', 1)[0] === conversationId)
      .filter(({ status }) => status !== null && status < 300);
  const textsIn = (place: Place) => cardsIn(place).map((sent) => textOf(cardOf(sent.activity)));
  const say = async (text: string, place = channel) => {
    await cutover.receive(messageIn(place, text));
    return textOf(cardOf(connector.lastReplyIn(place.conversationId)?.activity ?? {}));
  };
  const posted = (pattern: RegExp, place = channel) =>
    until(() => textsIn(place).find((text) => pattern.test(text)), `${String(pattern)} is posted`);

  it('is echoed, and answers, the status and the list go by it', async () => {
    const echo = await say(CLOUD_SYNC);
    assert.match(echo, /Deadline recorded/);
    assert.match(
      echo,
      /Your organisation’s deadline for .+ \*\*on Monday,? (?:15 March|March 15,) 2027\**, in 105 days/,
    );
    assert.match(echo, /Reason: Microsoft wrote to us/);
    assert.match(
      await say('what is our window for the move to cloud sync?'),
      /(?:15 March|March 15,) 2027\**, in 105 days/,
    );
    assert.match(await say('notices'), /(?:15 March|March 15,) 2027/);
    assert.match(await say(CLOUD_SYNC), /your deadline already/);
  });

  it('is nobody else’s', async () => {
    await say(CLOUD_SYNC);
    const other = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
    assert.doesNotMatch(await say('what is our window for the move to cloud sync?', other), /105 days/);
  });

  it('has reminders of its own, which follow it when it moves, on the posted card too', async () => {
    await say('remind us at 09:00 UTC');
    await say(CLOUD_SYNC);
    clock.set('2026-12-15T09:00:30Z'); // 90 days before
    await posted(/15 March 2027\**, in 90 days/);
    await say('our deadline for cloud sync is 1 June 2027');
    const updated = await until(
      () =>
        connector.requests.find(
          ({ method, activity }) => method === 'PUT' && /1 June 2027/.test(JSON.stringify(activity)),
        ),
      'the posted card is updated',
    );
    assert.equal(updated.conversationId.split(';', 1)[0], channel.conversationId);
    clock.set('2027-03-03T09:00:30Z'); // 90 days before 1 June
    await posted(/1 June 2027\**, in 90 days/);
  });

  it('overrules a notice’s date, and says so', async () => {
    const echo = await say('our deadline for connect-sync-2-5-79 is 20 December 2026: exception granted');
    assert.match(echo, /overrules the notice’s date, (?:30 September|September 30,) 2026/);
    assert.match(await say('our deadline for connect-sync-2-5-79 is the date of the notice'), /taken back/);
    assert.match(await say('what happens to 2.5.3.0?'), /(?:30 September|September 30,) 2026/);
  });

  it('is taken back by undo, with whoever set it in the audit trail', async () => {
    await say(CLOUD_SYNC);
    await say('our deadline for cloud sync is 1 June 2027');
    assert.match(
      await say('undo'),
      /Undone: deadline for Move from Entra Connect Sync to Cloud Sync: (?:1 June|June 1,) 2027[\s\S]*(?:15 March|March 15,) 2027/,
    );
    assert.match(await say('undo'), /Undone: [\s\S]*yours isn’t recorded/);
    await say('our deadline for “Move from Entra Connect Sync to Cloud Sync” is 1 June 2027');
    assert.match(await say('history'), /deadline for Move from Entra Connect Sync to Cloud Sync: /);
    await say('undo');
  });

  it('is told to whoever turns reminders on later, be it far off or over', async () => {
    await say('our deadline for cloud sync is 30 June 2028');
    assert.match(
      await say('remind us at 09:00'),
      /Your organisation’s deadline for Entra Connect Sync in your tenant is \**on Friday,? (?:30 June|June 30,) 2028/,
    );
    await say('our deadline for cloud sync is 20 December 2026');
    clock.advance({ days: 30 });
    const chat = createPlace(connector.url, 'personal', { tenantId: channel.tenantId });
    assert.match(
      await say('remind us at 09:00', chat),
      /deadline for Entra Connect Sync in your tenant was \**on Sunday,? (?:20 December|December 20,) 2026/,
    );
    assert.doesNotMatch(await say('remind us about V1 only', chat), /in your tenant was/);
  });

  it('is why a server isn’t finished whose version is fine', async () => {
    await say('remind us at 09:00');
    await say('SYNC1 runs 2.6.92.0 and signs in as an application');
    await say('our deadline for cloud sync is 15 March 2027');
    const told = await say('servers affected');
    assert.match(told, /SYNC1\n2\.6\.92\.0, affected by [^\n]+ \(deadline (?:15 March|March 15,) 2027\)/);
    const chat = createPlace(connector.url, 'personal', { tenantId: crypto.randomUUID() });
    await say('SYNC2 runs 2.6.92.0 and signs in as an application', chat);
    assert.match(
      await say('are we done?', chat),
      /Not confirmed: it was reported in a conversation without reminders[^]*SYNC2\n[^\n]+, not confirmed/,
    );
  });

  it('is asked back where the notice, the day or the year is unclear', async () => {
    assert.match(
      await say('our deadline for Entra Connect is 15 March 2027'),
      /Which notice do you mean\?[\s\S]*Choose one/,
    );
    assert.match(await say('our deadline is 15 March 2027'), /Which notice do you mean\?/);
    assert.match(await say('our deadline for cloud sync is 15 March'), /Record .*2027 as your deadline for/);
    assert.match(await say('our deadline for cloud sync is March 2027'), /Which day is it\?/);
    assert.doesNotMatch(await say('notices'), /15 March 2027|March 15, 2027/);
  });

  it('is recorded when the day or the notice that was asked back is confirmed', async () => {
    const chat = createPlace(connector.url, 'personal', { tenantId: channel.tenantId });
    await say('our deadline for cloud sync is 15 March', chat);
    assert.match(await say('yes', chat), /Deadline recorded[\s\S]*(?:15 March|March 15,) 2027/);
    await say('our deadline is 1 June 2027', chat);
    const asked = connector.lastReplyIn(chat.conversationId);
    const button = objectsIn(cardOf(asked?.activity ?? {})).find(({ choice }) => choice === '0');
    await cutover.invoke(actionIn(chat, asked?.givenId ?? '', 'do-it', button ?? {}));
    await posted(/Deadline recorded[\s\S]*(?:1 June|June 1,) 2027/, chat);
  });

  it('is refused when it is past', async () => {
    assert.match(
      await say('our deadline for cloud sync is 15 March 2026'),
      /can’t use that date[\s\S]*is in the past/,
    );
  });
});
