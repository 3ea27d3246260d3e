import assert from 'node:assert/strict';
import type { Milestone } from '../../bot/guidance/guidance-map.ts';
import { watchCutOffs } from '../../bot/alerts/watches/cut-off-watch.ts';
import { createPlace, actionIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { theGuide } from '../support/guide.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { openStores } from '../support/stores.ts';
import { until } from '../support/until.ts';
import { KIM } from '../support/author.ts';
import { createConversation } from '../support/conversation.ts';
import { runCutover } from '../support/running-cutover.ts';

forEachDatabase('proactive messages', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, say, textsIn, posted, recorded, press, restart } = runCutover(open, clock);
  let tenantId: string;
  let team: Place;
  let channel: Place;

  beforeEach(() => {
    clock.set('2023-09-22T12:00:00Z');
    tenantId = crypto.randomUUID();
    team = createPlace(connector.url, 'channel', { tenantId });
    channel = createPlace(connector.url, 'channel', { tenantId });
  });

  /** Whatever is on its way is there when this is. */
  async function settle(): Promise<void> {
    const marker = createPlace(connector.url, 'channel', { tenantId: crypto.randomUUID() });
    await say(marker, 'alerts here');
    await say(marker, 'MARK01 runs 1.6.16.0');
    await posted(marker, /MARK01 still runs Azure AD Connect V1/);
  }

  it('are an alert about a V1 server, updated when it is acknowledged and when the server is migrated', async () => {
    await say(team, 'alerts here');
    await say(channel, 'AADC01 runs 1.6.16.0');
    const alert = await posted(team, /AADC01 still runs Azure AD Connect V1/);
    assert.match(alert.text, /Warning/);
    assert.match(alert.text, /in 9 days/);
    assert.match(alert.text, /Next:/);
    assert.match(alert.text, /To stop them, type: @Cutover stop alerts/);
    await press(team, alert, 'acknowledge');
    await until(
      () => textsIn(team).find(({ method, text }) => method === 'PUT' && /By Kim/.test(text)),
      'the card names who acknowledged it',
    );
    await say(team, 'AADC01 is migrated to cloud sync');
    const over = await posted(team, /Resolved/);
    assert.deepEqual([over.method, over.activityId], ['PUT', alert.givenId]);
    assert.match(over.text, /Reported by Kim: migrated/);
  });

  it('are one card with a list from the sixth server within an hour on', async () => {
    await say(team, 'alerts here');
    const names = Array.from({ length: 9 }, (_, index) => `AADC0${index + 1}`);
    for (const name of names) await say(channel, `${name} runs 1.6.16.0`);
    const group = await posted(team, /4 servers run outdated versions/);
    assert.match(group.text, /AADC06[\s\S]*1\.6\.16\.0, reported by Kim, not confirmed[\s\S]*AADC09/);
    assert.match(group.text, /in 9 days/);
    const cards = () =>
      textsIn(team).filter(({ method, text }) => method === 'POST' && /Acknowledge/.test(text));
    await until(() => cards().length === 6, 'the cards of five servers and of the others');
    // It was posted with fewer servers, unless that took longer than the reports.
    const card = group.method === 'PUT' ? group.activityId : group.givenId;
    await press(team, { ...group, givenId: card }, 'acknowledge');
    const updated = (pattern: RegExp) =>
      until(
        () => textsIn(team).find(({ activityId, text }) => activityId === card && pattern.test(text)),
        `the card says ${String(pattern)}`,
      );
    await updated(/4 servers[\s\S]*By Kim/);
    await say(team, 'AADC07 is migrated');
    await updated(/3 servers[\s\S]*1 of 4 servers[\s\S]*By Kim/);
    assert.equal(cards().length, 6);
  });

  it('are one card for claims about invented servers from the sixth within an hour on', async () => {
    const eve = createPlace(connector.url, 'personal', { tenantId });
    await say(team, 'alerts here');
    for (let number = 1; number <= 9; number++) await say(eve, `FAKE0${number} is migrated`);
    const group = await posted(team, /4 servers have unconfirmed claims/);
    assert.match(group.text, /FAKE06[\s\S]*Kim says it was migrated[\s\S]*FAKE09/);
    assert.match(group.text, /type it here/);
    await say(team, 'FAKE08 is migrated');
    await posted(team, /3 servers have unconfirmed claims[\s\S]*1 of 4 servers/);
    const cards = textsIn(team).filter(({ method, text }) => method === 'POST' && /Acknowledge/.test(text));
    assert.equal(cards.length, 6);
  });

  it('are one congratulation with the record when the last V1 server is migrated, then none', async () => {
    await say(channel, 'remind us at 09:00 UTC');
    await say(channel, 'AADC01 runs 1.6.16.0');
    await say(channel, 'AADC02 runs 1.4.38.0');
    await say(channel, 'AADC02 is migrated');
    await say(channel, 'AADC01 runs 2.1.20.0');
    const done = await posted(channel, /Done: every reported server/);
    assert.match(done.text, /AADC01[\s\S]*1\.6\.16\.0 → 2\.1\.20\.0, reported by Kim/);
    assert.match(done.text, /AADC02[\s\S]*1\.4\.38\.0 → migrated, reported by Kim/);
    await say(channel, 'AADC01 runs 2.1.20.0');
    clock.set('2023-09-24T09:00:01Z');
    await say(channel, 'why');
    await until(async () => {
      await say(channel, 'why');
      return textsIn(channel).some(({ text }) => /no reported server still runs what is retired/.test(text));
    }, 'the reminder of seven days before is left out');
    assert.equal(textsIn(channel).filter(({ text }) => /Done: every reported server/.test(text)).length, 1);
    assert.equal(textsIn(channel).filter(({ text }) => /Reminders are set up in/.test(text)).length, 0);
  });

  it('resume when a V1 server is reported again, with a further congratulation after it', async () => {
    await say(channel, 'remind us at 09:00 UTC');
    await say(channel, 'AADC01 runs 1.6.16.0');
    await say(channel, 'AADC01 is migrated');
    await posted(channel, /Done: every reported server/);
    await say(channel, 'AADC09 runs 1.5.45.0');
    clock.set('2023-09-28T09:00:01Z');
    await posted(channel, /Reminders are set up in/);
    await say(channel, 'AADC09 is decommissioned');
    await until(
      () => textsIn(channel).filter(({ text }) => /Done: every reported server/.test(text)).length === 2,
      'the second congratulation',
    );
  });

  it('do not congratulate a tenant that never had V1, and continue while a version is unknown', async () => {
    await say(channel, 'remind us at 09:00 UTC');
    await say(channel, 'AADC01 runs 2.1.20.0');
    await say(channel, 'AADC02 is staging');
    await settle();
    clock.set('2023-09-24T09:00:01Z');
    await posted(channel, /Reminders are set up in/);
    assert.deepEqual(
      textsIn(channel).filter(({ text }) => /Done: every reported server/.test(text)),
      [],
    );
  });

  it('alert the identity team about a reminder not acknowledged for a day, until it is', async () => {
    await say(team, 'alerts here');
    await say(channel, 'remind us at 09:00 UTC');
    clock.set('2023-09-24T09:00:01Z');
    const reminder = await posted(channel, /Reminders are set up in/);
    await recorded(reminder);
    clock.set('2023-09-25T09:00:30Z');
    // The watch looks each minute; another start looks at once.
    await restart();
    const alert = await posted(team, /The last reminder was not acknowledged/);
    assert.match(alert.text, /7 days before/);
    assert.match(
      JSON.stringify(cardOf(alert.activity)),
      /https:\/\/teams\.microsoft\.com\/l\/message\/19%3A/,
    );
    await press(channel, reminder, 'acknowledge');
    await restart();
    assert.match((await posted(team, /Resolved/)).text, /The reminder was acknowledged/);
  });

  it('follow a team’s severity and quiet hours', async () => {
    await say(team, 'alerts here critical only and quiet 22:00-07:00 Europe/Berlin');
    const told = await posted(team, /This is now an identity team/);
    assert.match(told.text, /critical alerts only\. To get all/);
    assert.match(
      told.text,
      /22:00 to 07:00 \(Europe\/Berlin\)\. Warnings wait until they end; critical alerts don’t/,
    );
    await say(channel, 'AADC01 runs 1.6.16.0');
    await settle();
    assert.deepEqual(
      textsIn(team).filter(({ text }) => /still runs Azure AD Connect V1/.test(text)),
      [],
    );
    await say(team, 'alerts here quiet 22:00-07:00 Europe/Berln');
    await posted(team, /isn’t a time zone that I know, so nothing has changed\. Did you mean Europe\/Berlin/);
    await say(team, 'alerts here everything');
    // The alerts are looked at every ten seconds; another start looks at once.
    await restart();
    await posted(team, /still runs Azure AD Connect V1/);
  });

  it('offer a form to report a server', async () => {
    await say(channel, 'report a server');
    const form = await posted(channel, /Report a server/);
    const action = (data: object) =>
      cutover.invoke<{ value: object }>(actionIn(channel, form.givenId ?? '', 'report-server', data));
    const bad = await action({ name: 'AADC01', version: 'newest', stands: 'active' });
    assert.match(textOf(bad.value), /Write the version like 2\.1\.20\.0/);
    const far = await action({ name: 'AADC01', version: '99.1', stands: 'active' });
    assert.match(
      textOf(far.value),
      /newest version that I know is 2\..* type it in a message: AADC01 runs 99\.1/,
    );
    const seen = { version: '1.6.16.0', stands: 'staging', authentication: 'account' };
    const good = await action({ name: 'AADC01', ...seen });
    assert.match(
      textOf(good.value),
      /AADC01 runs 1\.6\.16\.0[\s\S]*staging mode[\s\S]*It signs in with the connector account\./,
    );
  });
});

forEachDatabase('a changed deadline', (open) => {
  it('is reported once to every identity team, with both sentences, and reminders are planned again', async () => {
    const stores = await openStores(await open());
    try {
      const {
        database,
        alerts,
        identityTeams: teams,
        knownCutOffs: known,
        subscriptions,
        conversations,
      } = stores;
      const clock = createManualClock('2023-09-22T12:00:00Z');
      const guide = await theGuide();
      const stating = (date: string): Milestone => ({
        date,
        precision: 'day',
        kind: 'cut-off',
        text: `It stops on ${date}.`,
        source: { file: 'notice.md', line: 1 },
      });
      const start = (cutOff: string) =>
        watchCutOffs({
          guides: [{ ...guide, notice: { ...guide.notice, cutOff, milestones: [stating(cutOff)] } }],
          known,
          teams,
          alerts,
          clock,
        });
      const conversation = createConversation({ tenantId: 'tenant' });
      await conversations.remember(conversation, clock.now());
      await teams.join({ conversation, askerId: '29:kim', preferences: {} }, { by: KIM, now: clock.now() });
      const key = { tenantId: 'tenant', conversationId: conversation.id, noticeId: guide.notice.id };
      await subscriptions.subscribe(
        key,
        { localTime: '09:00', zone: 'UTC', offsets: [7] },
        { by: KIM, now: clock.now(), cutOffs: new Map([['azure-ad-connect-v1', '2023-10-01']]) },
      );
      const told = async () => (await alerts.list('tenant', 10)).map(({ finding }) => finding);

      await start('2023-10-01');
      await start('2023-10-01');
      assert.deepEqual(await told(), []);
      await database.db
        .updateTable('subscriptions')
        .set({ next_due_at: new Date('2023-09-24T09:00:00Z') })
        .execute();
      await start('2023-11-15');
      await start('2023-11-15');
      const [moved, ...others] = await told();
      assert.equal(others.length, 0);
      assert.deepEqual(
        [moved?.title, moved?.severity],
        ['The cut-off date moved from 1 October 2023 to 15 November 2023', 'warning'],
      );
      assert.match(moved?.meaning ?? '', /is now 15 November 2023, 45 days later than/);
      assert.deepEqual(
        moved?.facts.map(({ value }) => value),
        ['1 October 2023', 'It stops on 2023-10-01.', '15 November 2023', 'It stops on 2023-11-15.'],
      );
      const [row] = await database.db.selectFrom('subscriptions').select('next_due_at').execute();
      assert.deepEqual(row?.next_due_at, clock.now(), 'the subscription is looked at again');
      await start('2023-10-15');
      assert.equal((await told())[0]?.severity, 'critical');
    } finally {
      await stores.close();
    }
  });
});
