import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Frame } from 'playwright-core';
import { createPlace, messageIn } from '../support/activities.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';
import { runTokenIssuer } from '../support/running-cutover.ts';

const [ADA, EVE] = [randomUUID(), randomUUID()];

forEachDatabase('the organisation’s deadline in the dashboard', (openStore) => {
  const tenantId = randomUUID();
  const issuer = runTokenIssuer([tenantId]);
  const clock = createManualClock('2026-11-30T12:00:00Z');
  const { connector, cutover, openInTeams } = runDashboard(openStore, clock, () => ({
    api: issuer.access,
    notices: { folder: null, ids: [] },
  }));
  before(async () => {
    const channel = createPlace(connector.url, 'channel', { tenantId });
    connector.members.set(channel.conversationId, [ADA]);
    await cutover.receive(messageIn(channel, 'alerts here'));
  });

  async function openAs(
    name: string,
    oid: string,
    notice: string,
    width = 1280,
  ): Promise<{ tab: Frame; complaints: string[] }> {
    const token = await issuer.forPerson({ tenantId, name, oid });
    const opened = await openInTeams({
      context: { subEntityId: `overview?notice=${notice}` },
      tokens: [[true, token]],
      viewport: { width, height: 900 },
    });
    await opened.tab.getByRole('heading', { name: 'Your organisation’s deadline' }).waitFor();
    return opened;
  }
  const cardIn = (tab: Frame) => tab.getByRole('region', { name: 'Your organisation’s deadline' });
  async function fillIn(tab: Frame, date: string, reason = ''): Promise<void> {
    await tab.getByLabel('Date', { exact: true }).fill(date);
    await tab.getByLabel('Reason (optional)').fill(reason);
    await tab.getByRole('button', { name: 'Save' }).click();
  }

  it('is set with a reason, shown with who set it and when, changed and taken back', async () => {
    const { tab, complaints } = await openAs('Ada', ADA, 'connect-to-cloud-sync');
    const card = cardIn(tab);
    assert.match(await card.innerText(), /No date is known: each organisation has one of its own/);
    await tab.getByRole('button', { name: 'Set our deadline' }).click();
    await fillIn(tab, '2027-03-15', 'Message Center, <MC1> & more');
    await card.getByText('15 March 2027').waitFor();
    assert.match(
      await card.innerText(),
      /Date\s+15 March 2027\s+Set by\s+Ada, 30 November 2026, 13:00\s+Reason\s+Message Center, <MC1> & more/,
    );
    await tab.getByText(/Your organisation’s deadline .+ is on Monday 15 March 2027, in 105 days/).waitFor();
    await tab.getByRole('button', { name: 'Change' }).click();
    assert.equal(await tab.getByLabel('Date', { exact: true }).inputValue(), '2027-03-15');
    await fillIn(tab, '2027-04-01');
    await card.getByText('1 April 2027').waitFor();
    assert.doesNotMatch(await card.innerText(), /Reason/);
    await tab.getByRole('button', { name: 'Take back' }).click();
    await card.getByText(/No date is known/).waitFor();
    assert.deepEqual(complaints, []);
  });

  it('is shown beside the date of the notice that it overrules', async () => {
    const { tab } = await openAs('Ada', ADA, 'connect-sync-2-5-79');
    const card = cardIn(tab);
    assert.match(await card.innerText(), /30 September 2026, the date of the notice\./);
    await tab.getByRole('button', { name: 'Set our deadline' }).click();
    await fillIn(tab, '2026-12-20', 'Exception until Christmas');
    await card.getByText('20 December 2026').waitFor();
    assert.match(await card.innerText(), /Date of the notice\s+30 September 2026/);
  });

  it('says in a sentence what is wrong, and keeps what was entered', async () => {
    const { tab } = await openAs('Ada', ADA, 'connect-to-cloud-sync');
    await tab.getByRole('button', { name: 'Set our deadline' }).click();
    await fillIn(tab, '');
    await tab.getByText('Enter a day, month and year.').waitFor();
    await fillIn(tab, '2026-11-29', 'too late');
    await tab.getByText('The date is in the past: name today or a later day.').waitFor();
    assert.equal(await tab.getByLabel('Reason (optional)').inputValue(), 'too late');
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await tab.getByRole('button', { name: 'Set our deadline' }).waitFor();
  });

  it('has a form that fits a narrow window', async () => {
    const { tab } = await openAs('Ada', ADA, 'connect-to-cloud-sync', 320);
    await tab.getByRole('button', { name: 'Set our deadline' }).click();
    const card = await cardIn(tab).boundingBox();
    const field = await tab.getByLabel('Reason (optional)').boundingBox();
    assert.ok(card && field && field.x + field.width <= card.x + card.width, JSON.stringify([card, field]));
    assert.equal(await tab.evaluate('document.documentElement.scrollWidth'), 320);
  });

  it('is refused to somebody who isn’t in a conversation that gets alerts', async () => {
    const { tab } = await openAs('Eve', EVE, 'connect-to-cloud-sync');
    await tab.getByRole('button', { name: 'Set our deadline' }).click();
    await fillIn(tab, '2027-03-15');
    await tab.getByText('Only members of a conversation that gets alerts can set a deadline').waitFor();
  });
});
