import assert from 'node:assert/strict';
import { actionIn, createPlace, type Place } from '../support/activities.ts';
import { reportServers } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf } from '../support/official-card-check.ts';
import { runCutover, runTokenIssuer } from '../support/running-cutover.ts';

const ANA = { from: { id: '29:ana', name: 'Ana', aadObjectId: '00000000-0000-0000-0000-00000000a11a' } };
const NOTED =
  /Noted as your claim[\s\S]*Reminders continue until the sync server’s report or an identity team member confirms it/;

forEachDatabase('a person’s word about a server that a script reports', (open) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  let tenantId: string;
  let script: string;
  let team: Place;
  let channel: Place;
  let chat: Place;

  const tenants = Array.from({ length: 8 }, () => crypto.randomUUID());
  const unused = [...tenants];

  const issuer = runTokenIssuer(tenants);
  const { connector, cutover, say, textsIn, posted, press } = runCutover(open, clock, () => ({
    api: issuer.access,
  }));
  beforeEach(async () => {
    clock.set('2023-09-22T12:00:00Z');
    tenantId = unused.pop() ?? assert.fail('Add tenants: there is one for each test.');
    script = await issuer.forApp(tenantId, ['Servers.Report', 'Campaign.Read']);
    team = createPlace(connector.url, 'channel', { tenantId });
    channel = createPlace(connector.url, 'channel', { tenantId });
    chat = createPlace(connector.url, 'personal', { tenantId });
  });

  const report = (server: object) => reportServers(cutover.port, [{ name: 'AADC01', ...server }], script);

  async function listed(): Promise<Record<string, unknown>> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}/api/servers`, {
      headers: { authorization: `Bearer ${script}` },
    });
    const { servers } = (await response.json()) as { servers: Record<string, unknown>[] };
    return servers[0] ?? {};
  }
  async function printed(): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${cutover.port}/api/report.html`, {
      headers: { authorization: `Bearer ${script}` },
    });
    return response.text();
  }

  it('silences nothing and congratulates nobody', async () => {
    await say(channel, 'remind us at 09:00 UTC');
    await report({ version: '1.6.16.0' });
    assert.match(await say(chat, 'AADC01 is migrated', ANA), NOTED);
    assert.match(await say(chat, 'AADC01 runs 2.1.20.0', ANA), NOTED);
    clock.set('2023-09-24T09:00:01Z');
    await posted(channel, /Reminders are set up in/);
    assert.deepEqual(
      textsIn(channel).filter(({ text }) => /Done: every reported server/.test(text)),
      [],
    );
  });

  it('stands beside the last report in the status, in lists and in the printed report', async () => {
    await report({ version: '1.6.16.0' });
    await say(chat, 'AADC01 is migrated', ANA);
    const { version, state, reporter, claim } = await listed();
    assert.deepEqual([version, state, reporter], ['1.6.16.0', 'in-use', 'A script']);
    assert.deepEqual(claim, { reporter: 'Ana', says: 'migrated', observedAt: '2023-09-22T12:00:00.000Z' });
    assert.match(await printed(), /Ana says it was migrated, 22 September 2023, 12:00; not confirmed/);
    clock.advance({ minutes: 1 });
    const status = await say(chat, 'status');
    assert.match(status, /One server is still on Azure AD Connect V1/);
  });

  it('counts once a member of the identity team confirms it with a press', async () => {
    await say(team, 'alerts here');
    await say(channel, 'remind us at 09:00 UTC');
    await report({ version: '1.6.16.0' });
    await say(chat, 'AADC01 is migrated', ANA);
    const alert = await posted(team, /Ana says AADC01 was migrated/);
    assert.match(alert.text, /1\.6\.16\.0, reported by A script/);
    await press(team, alert, 'confirm-claim');
    const done = await posted(channel, /Done: every reported server/);
    assert.match(done.text, /1\.6\.16\.0 → migrated, reported by Ana/);
    assert.match(await printed(), /Ana, confirmed by Kim/);
    assert.deepEqual((await listed())['claim'], null);
  });

  it('waits to be confirmed again, and reminders go on, when the identity team undoes that', async () => {
    await say(team, 'alerts here');
    await say(channel, 'remind us at 09:00 UTC');
    await report({ version: '1.6.16.0' });
    await say(chat, 'AADC01 is migrated', ANA);
    await press(team, await posted(team, /Ana says AADC01 was migrated/), 'confirm-claim');
    await posted(channel, /Done: every reported server/);
    assert.match(
      await say(team, 'undo', ANA),
      /Undone: confirmed that AADC01 is migrated \(Kim, 14:00\)[^]*AADC01 runs 1\.6\.16\.0 again\. A claim that AADC01 is migrated waits/,
    );
    const { state, claim } = await listed();
    assert.deepEqual([state, (claim as { says: string }).says], ['in-use', 'migrated']);
    clock.set('2023-09-24T09:00:01Z');
    await posted(channel, /Reminders are set up in/);
  });

  it('is taken back by whoever said it, and no longer waits', async () => {
    await say(team, 'alerts here');
    await report({ version: '1.6.16.0' });
    await say(chat, 'AADC01 is migrated', ANA);
    await posted(team, /Ana says AADC01 was migrated/);
    assert.match(await say(chat, 'undo', ANA), /Undone: AADC01 is migrated \(Ana, 14:00\)/);
    assert.equal((await listed())['claim'], null);
    await posted(team, /Ana says AADC01 was migrated[^]*Resolved/);
  });

  it('is not confirmed in a conversation that gets no alerts, nor by a press on a card that was never posted', async () => {
    await say(team, 'alerts here');
    await report({ version: '1.6.16.0' });
    await say(chat, 'AADC01 is migrated', ANA);
    const alert = await posted(team, /Ana says AADC01 was migrated/);
    assert.match(await press(chat, alert, 'confirm-claim'), /Only members of an identity team can do this/);
    const { data } = (cardOf(alert.activity) as { actions: { data: object }[] }).actions[0] ?? {};
    await cutover.invoke(actionIn(team, 'no-such-card', 'confirm-claim', data));
    assert.equal((await listed())['state'], 'in-use');
  });

  it('is settled by the next report of the script, even if that says the same as before', async () => {
    await say(team, 'alerts here');
    await report({ version: '1.6.16.0' });
    clock.advance({ minutes: 1 });
    await say(chat, 'AADC01 is migrated', ANA);
    const alert = await posted(team, /Ana says AADC01 was migrated/);
    clock.advance({ minutes: 1 });
    await report({ version: '1.6.16.0' });
    const { claim, state } = await listed();
    assert.deepEqual([claim, state], [null, 'in-use']);
    assert.match(await press(team, alert, 'confirm-claim'), /settled|Resolved/);
    assert.equal((await listed())['state'], 'in-use');
  });

  it('is all there is where no script reports the server', async () => {
    assert.doesNotMatch(await say(chat, 'AADC01 runs 1.6.16.0', ANA), NOTED);
    assert.match(await say(chat, 'AADC01 is migrated', ANA), /AADC01 is recorded as migrated/);
    const { reporter, state } = await listed();
    assert.deepEqual([reporter, state], ['Ana', 'migrated']);
  });
});
