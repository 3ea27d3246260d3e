import assert from 'node:assert/strict';
import { actionIn, createPlace, messageIn, type Place } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { cardOf, textOf } from '../support/official-card-check.ts';
import { runCutover } from '../support/running-cutover.ts';
import { until } from '../support/until.ts';

const V1 = 'azure-ad-connect-v1';
const BELOW = 'connect-sync-2-5-79';

forEachDatabase('with several notices', (open) => {
  const clock = createManualClock('2026-11-29T12:00:00Z');
  const { connector, cutover } = runCutover(open, clock, { notices: { folder: null, ids: [] } });
  let team: Place;

  before(async () => {
    team = createPlace(connector.url, 'channel');
    await say(team, 'alerts here');
    await say(team, 'remind us at 09:00 UTC');
    await say(team, 'AADC01 runs 2.5.3.0');
    await say(team, 'AADC02 runs 2.6.92.0');
  });

  const say = (place: Place, text: string) => cutover.receive(messageIn(place, text));
  const call = (path: string, options?: RequestInit) =>
    fetch(`http://127.0.0.1:${cutover.port}${path}`, options);
  const read = async (path: string) => (await call(path)).text();
  const cardIn = (place: Place, pattern: RegExp) =>
    until(
      () =>
        connector
          .requestsIn(place.conversationId)
          .map(({ activity, givenId }) => ({ givenId, text: textOf(cardOf(activity)) }))
          .find(({ text }) => pattern.test(text)),
      `${String(pattern)} is posted`,
    );

  it('the report has the deadline and the servers of each, and of one alone when asked', async () => {
    const all = await read('/api/report.html');
    for (const product of ['Azure AD Connect V1', 'Entra Connect Sync below 2.5.79.0', 'in your tenant']) {
      assert.ok(all.includes(`<b>${product}`) || all.includes(`${product}</b>`), product);
    }
    assert.match(all, /AADC01[\s\S]*?affected by: [^<]*Entra Connect Sync below 2\.5\.79\.0/);
    const one = await read(`/api/report.html?notice=${BELOW}`);
    assert.match(one, /<h1>Entra Connect Sync below 2\.5\.79\.0: record/);
    assert.match(one, /AADC01 runs a version|AADC01 still runs Entra Connect Sync below 2\.5\.79\.0/);
    assert.doesNotMatch(one, /<b>Azure AD Connect V1<\/b>/);
    const other = await read(`/api/report.html?notice=${V1}`);
    assert.doesNotMatch(other, /AADC01 still runs/, 'an alert of another notice');
    assert.equal((await call('/api/report.html?notice=v9')).status, 404);
  });

  it('the calendar has the milestones of each, and of one alone when asked', async () => {
    const unfold = (text: string) => text.replaceAll('\r\n ', '');
    const all = unfold(await read('/api/milestones.ics'));
    for (const summary of [
      'SUMMARY:Azure AD Connect V1 stops working',
      'SUMMARY:Entra Connect Sync below 2.5.79.0 stops working',
      'SUMMARY:Support for Entra Connect Sync below 2.5.79.0 (version 2.5.79.0) ends',
    ]) {
      assert.ok(all.includes(`${summary}\r\n`), summary);
    }
    const uids = all.match(/^UID:.*$/gm) ?? [];
    assert.equal(new Set(uids).size, uids.length);
    const one = unfold(await read(`/api/milestones.ics?notice=${V1}`));
    assert.match(one, /Azure AD Connect V1 stops working/);
    assert.doesNotMatch(one, /2\.5\.79/);
    assert.equal((await call('/api/milestones.ics?notice=v9')).status, 404);
  });

  it('the calendar cancels the date that the tenant has set once it is taken back', async () => {
    const readOwn = async () => {
      const text = (await read('/api/milestones.ics')).replaceAll('\r\n ', '');
      const event =
        text.split('BEGIN:VEVENT').find((each) => each.includes(`UID:${BELOW}-own-deadline@`)) ?? '';
      const sequence = Number(/^SEQUENCE:(\d+)/m.exec(event)?.[1]);
      return { sequence, event, isCancelled: event.includes('STATUS:CANCELLED\r\n') };
    };
    const put = async (date: string | null) => {
      const body = JSON.stringify({ date, reason: null });
      const headers = { 'content-type': 'application/json' };
      const { status } = await call(`/api/notices/${BELOW}/deadline`, { method: 'PUT', headers, body });
      assert.equal(status, 200);
      clock.advance({ minutes: 1 });
    };
    await put('2026-12-31');
    const set = await readOwn();
    assert.equal(set.isCancelled, false);
    await put(null);
    const gone = await readOwn();
    assert.ok(gone.isCancelled && gone.sequence > set.sequence);
    assert.match(gone.event, /DTSTART;VALUE=DATE:20261231/);
    await put('2027-01-31');
    const anew = await readOwn();
    assert.ok(!anew.isCancelled && anew.sequence > gone.sequence);
    await put(null);
  });

  it('an Azure Monitor alert names those that affect the server, and none for another resource', async () => {
    const send = (alertId: string, resource: string) =>
      call('/api/alerts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          schemaId: 'azureMonitorCommonAlertSchema',
          data: {
            essentials: {
              alertId,
              alertRule: `CPU of ${resource}`,
              severity: 'Sev3',
              monitorCondition: 'Fired',
              firedDateTime: '2026-11-29T11:00:00Z',
              description: 'High.',
              alertTargetIDs: [`/subscriptions/s/providers/microsoft.compute/virtualmachines/${resource}`],
            },
          },
        }),
      });
    assert.equal((await send('1', 'aadc01')).status, 202);
    assert.equal((await send('2', 'web01')).status, 202);
    const about = await cardIn(team, /CPU of aadc01/);
    assert.match(
      about.text,
      /The cut-off date of Entra Connect Sync below 2\.5\.79\.0 is .*30 September 2026/,
    );
    assert.doesNotMatch(about.text, /Azure AD Connect V1/);
    assert.doesNotMatch((await cardIn(team, /CPU of web01/)).text, /cut-off date/);
  });

  it('a question for a person carries the notice that it was about', async () => {
    const chat = createPlace(connector.url, 'personal');
    const ask = async (text: string) => {
      await say(chat, text);
      await cutover.invoke(
        actionIn(chat, connector.lastReplyIn(chat.conversationId)?.givenId ?? '', 'ask-person'),
      );
    };
    await ask('when does Azure AD Connect V1 stop working?');
    assert.match(
      (await cardIn(team, /when does Azure AD Connect V1/)).text,
      /^Notice\nAzure AD Connect V1$/m,
    );
    await ask('when does Entra Connect Sync below 2.5.79.0 stop working?');
    const card = await cardIn(team, /when does Entra Connect Sync below/);
    assert.match(card.text, /^Notice\nEntra Connect Sync below 2\.5\.79\.0$/m);
  });
});
