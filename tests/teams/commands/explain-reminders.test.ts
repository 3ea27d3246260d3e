import assert from 'node:assert/strict';
import { createPlace, messageIn, type Place } from '../../support/activities.ts';
import { forEachDatabase } from '../../support/databases.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { cardOf, textOf } from '../../support/official-card-check.ts';
import { remindersIn } from '../../support/reminders.ts';
import { runCutover } from '../../support/running-cutover.ts';
import { until } from '../../support/until.ts';

forEachDatabase('the command "why"', (open) => {
  const clock = createManualClock('2023-09-20T08:00:00Z');
  const running = runCutover(open, clock);
  beforeEach(() => clock.set('2023-09-20T08:00:00Z'));

  /** The words of the card that is answered. */
  async function ask(place: Place, text: string): Promise<string> {
    await running.cutover.receive(messageIn(place, text));
    const reply = running.connector.requests.findLast(({ conversationId }) =>
      conversationId.startsWith(`${place.conversationId};`),
    );
    return textOf(cardOf(reply?.activity ?? {}));
  }
  const settled = (place: Place) =>
    until(
      () =>
        running.cutover.log.some(
          ({ message, fields }) =>
            /^post (not )?sent$/.test(message) && fields['conversationId'] === place.conversationId,
        ),
      'what became of the reminder',
    );

  it('says where reminders aren’t set up', async () => {
    assert.match(await ask(createPlace(running.connector.url), 'why'), /Reminders aren’t set up here/);
  });

  it('lists posted and skipped reminders, and the next one', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    assert.match(
      await ask(place, 'why'),
      /No reminder has been due here yet\.[^]*Sunday 24 September 2023, 09:00 \(Europe\/Berlin\)/,
    );
    clock.set('2023-09-28T08:00:00Z');
    await until(() => remindersIn(running.connector, place).length > 0, 'the reminder');
    await settled(place);
    const told = await ask(place, 'why did we not get a reminder?');
    assert.match(
      told,
      /^Sunday 24 September 2023, 09:00\n7 days before: skipped because a newer one was due$/m,
    );
    assert.match(
      told,
      /^Thursday 28 September 2023, 09:00\n3 days before: posted on Thursday 28 September 2023, 10:00$/m,
    );
    assert.match(told, /The next reminder is due on Saturday 30 September 2023, 09:00/);
  });

  it('says that Teams refused a reminder', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    running.connector.answerNext(place.conversationId, { status: 403 });
    clock.set('2023-09-24T08:00:00Z');
    await settled(place);
    const told = await ask(place, 'why');
    assert.match(told, /7 days before: not posted: Teams answered 403/);
    assert.match(told, /Teams doesn’t let me post here/);
  });

  it('says that Teams did not confirm a reminder', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    running.connector.answerNext(place.conversationId, { status: 502 });
    clock.set('2023-09-24T08:00:00Z');
    await settled(place);
    assert.match(await ask(place, 'why'), /posted, but Teams didn’t confirm it; it will be repeated once/);
  });

  it('reflects a snooze, a weekend rule and quiet hours', async () => {
    const place = createPlace(running.connector.url);
    assert.match(await ask(place, 'snooze for 3 days'), /Reminders aren’t set up/);
    assert.match(await ask(place, 'remind us before weekends'), /Reminders aren’t set up/);
    await ask(place, 'remind us at 09:00');
    assert.match(
      await ask(place, 'remind us before weekends'),
      /is posted on the Friday before[^]*Friday 22 September 2023/,
    );
    assert.match(
      await ask(place, 'quiet hours 18 to 10'),
      /Nothing is posted from 18:00 to 10:00[^]*22 September 2023, 10:00/,
    );
    assert.match(await ask(place, 'no quiet hours'), /22 September 2023, 09:00/);
    assert.match(await ask(place, 'snooze until 2023-09-19'), /can’t use that date/);
    assert.match(await ask(place, 'snooze until 2023-09-26'), /before Tuesday 26 September 2023/);
    assert.match(
      await ask(place, 'why'),
      /due on Thursday 28 September 2023, 09:00 \(Europe\/Berlin\)\. Reminders before Tuesday 26 September 2023, 00:00 are skipped/,
    );
    assert.match(
      await ask(place, 'quiet hours 18 to 8'),
      /snoozed until Tuesday 26 September 2023, 00:00\. Next:[^]*28 September 2023, 09:00\n3 days before/,
    );
    assert.match(await ask(place, 'remind us at 10:00'), /Next:[^]*22 September 2023, 10:00\n9 days before/);
  });

  it('are turned on by the days that somebody names, or by a day of the week', async () => {
    const days = createPlace(running.connector.url);
    assert.match(await ask(days, 'no reminder 3 days before'), /Reminders aren’t set up/);
    assert.match(
      await ask(days, 'remind us 7, 3, 1 days before'),
      /Reminders are on[^]*posted 7, 3, and 1 days before[^]*24 September 2023, 09:00\n7 days before[^]*30 September 2023, 09:00\n1 day before/,
    );
    await ask(days, 'stop reminders');
    assert.match(
      await ask(days, 'remind us only 2 days before'),
      /Reminders are on[^]*29 September 2023, 09:00\n2 days/,
    );
    const weekly = createPlace(running.connector.url);
    assert.match(
      await ask(weekly, 'remind us every Tuesday'),
      /Reminders are on\n[^]*posted every \*\*Tuesday\*\*/,
    );
  });

  it('says whose quiet hours are set where only alerts are posted', async () => {
    const place = createPlace(running.connector.url, 'channel', { tenantId: crypto.randomUUID() });
    await ask(place, 'alerts here');
    assert.match(await ask(place, 'quiet hours 22 to 7'), /Quiet hours\n22:00 to 07:00/);
    assert.match(await ask(place, 'no quiet hours'), /Quiet hours\nnone/);
    await ask(place, 'remind us at 09:00');
    assert.match(await ask(place, 'quiet hours 22 to 7'), /Reminders changed/);
  });

  it('names the reminder that waits for the end of quiet hours', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    await ask(place, 'quiet hours 18 to 8');
    clock.set('2023-09-24T18:00:00Z');
    assert.match(await ask(place, 'why'), /due on Monday 25 September 2023, 08:00 \(Europe\/Berlin\)/);
    assert.equal(remindersIn(running.connector, place).length, 0);
  });

  it('after a change, posted reminders are not repeated, and skipped ones may be posted', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    clock.set('2023-09-24T07:00:00Z');
    await until(() => remindersIn(running.connector, place).length > 0, 'the reminder');
    await settled(place);
    assert.match(
      await ask(place, 'remind us after weekends'),
      /Next:\n?[^]*Thursday 28 September 2023, 09:00\n3 days before\nMonday 2 October 2023, 09:00\n1 day after/,
    );
    const snoozed = createPlace(running.connector.url);
    clock.set('2023-09-20T08:00:00Z');
    await ask(snoozed, 'remind us at 09:00');
    await ask(snoozed, 'snooze for 5 days');
    clock.set('2023-09-24T08:00:00Z');
    await until(
      async () => /because reminders were snoozed/.test(await ask(snoozed, 'why')),
      'the one left out',
    );
    assert.match(await ask(snoozed, 'remind us at 17:00'), /24 September 2023, 17:00\n7 days before/);
    clock.set('2023-09-24T15:00:00Z');
    await until(() => remindersIn(running.connector, snoozed).length > 0, 'the reminder that was promised');
  });

  it('says that no server is left, and keeps a schedule that is changed then', async () => {
    const chat = createPlace(running.connector.url, 'channel', { tenantId: 'all-off' });
    await ask(chat, 'remind us at 09:00');
    await ask(chat, 'AADC01 runs 2.2.1.0');
    const none = /Every reported server is off Azure AD Connect V1, so no reminders are due/;
    assert.match(await ask(chat, 'why'), none);
    assert.match(await ask(chat, 'remind us at 10:00'), none);
    await ask(chat, 'AADC02 runs 1.6.16.0');
    assert.match(await ask(chat, 'status'), /24 September 2023, 10:00/);
  });

  it('says that reminders were turned off', async () => {
    const place = createPlace(running.connector.url);
    await ask(place, 'remind us at 09:00');
    await ask(place, 'stop reminders');
    assert.match(await ask(place, 'why'), /Reminders were turned off/);
  });
});
