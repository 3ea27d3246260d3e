import assert from 'node:assert/strict';
import { createPlace, messageIn } from '../support/activities.ts';
import { reportServers } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';

const V1 = 'Azure AD Connect V1';
const BELOW = 'Entra Connect Sync below 2.5.79.0';

forEachDatabase('the dashboard of several notices', (openStore) => {
  const clock = createManualClock('2026-08-31T12:00:00Z');
  const notices = { folder: null, ids: [] };
  const { connector, cutover, open, openInTeams } = runDashboard(openStore, clock, { notices });
  before(async () => {
    await cutover.receive(messageIn(createPlace(connector.url), 'remind us at 09:00 UTC'));
    await reportServers(cutover.port, [
      { name: 'AADC01', version: '2.5.3.0' },
      { name: 'AADC02', version: '2.6.92.0' },
      { name: 'AADC03', role: 'staging' },
    ]);
  });

  it('lists every notice, the nearest deadline first and past ones last', async () => {
    const { page, complaints } = await open({ path: '/tab/?view=notices' });
    const cards = page.locator('.notice');
    await cards.first().waitFor();
    const texts = await cards.allInnerTexts();
    assert.match(texts[0] ?? '', new RegExp(`${BELOW}[\\s\\S]*30 September 2026[\\s\\S]*30 days left`));
    assert.match(texts[0] ?? '', /1 affected, 1 unknown, 1 not affected/);
    assert.match(texts[0] ?? '', /Next reminder\s+31 August 2026|Next reminder\s+\d+ September 2026/);
    assert.match(texts[1] ?? '', /7 April 2027/);
    assert.match(texts[2] ?? '', /Each tenant has a date of its own/);
    assert.match(texts.at(-1) ?? '', new RegExp(`${V1}[\\s\\S]*1 October 2023[\\s\\S]*days ago`));
    assert.deepEqual(complaints, []);
  });

  it('opens a notice from the list, and keeps it in the address', async () => {
    const { page } = await open({ path: '/tab/?view=notices' });
    await page.getByRole('button', { name: V1 }).click();
    await page
      .getByRole('tabpanel', { name: 'Overview' })
      .getByText(/days ago/)
      .waitFor();
    const { searchParams } = new URL(page.url());
    assert.deepEqual(
      [searchParams.get('view'), searchParams.get('notice')],
      ['overview', 'azure-ad-connect-v1'],
    );
    await page.reload();
    await page
      .getByRole('tabpanel', { name: 'Overview' })
      .getByText(/days ago/)
      .waitFor();
    assert.equal(await page.getByLabel('Notice', { exact: true }).inputValue(), 'azure-ad-connect-v1');
  });

  it('switches between notices with the keyboard, and says which one it shows', async () => {
    const { page } = await open();
    await page.getByText('30 days left').waitFor();
    await page.getByLabel('Notice', { exact: true }).focus();
    await page.keyboard.press('A'); // one key: a slow machine takes the next one for a new word
    await page.getByText(`Showing ${V1}.`).waitFor();
    await page.getByText(/of 3 moved off Azure AD Connect V1/).waitFor();
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('heading', { name: 'Comparison' }).waitFor();
    await page.getByLabel('Notice', { exact: true }).selectOption('connect-sync-2-5-79');
    await page.getByText('This notice has no comparison').waitFor();
  });

  it('opens the notice of a deep link in Teams', async () => {
    const { tab } = await openInTeams({
      context: { subEntityId: 'overview?notice=azure-ad-connect-v1' },
    });
    await tab.getByText(/of 3 moved off Azure AD Connect V1/).waitFor();
  });

  it('shows the most urgent notice where the one of the address is not loaded', async () => {
    const { page } = await open({ path: '/tab/?notice=v9' });
    await page.getByText('30 days left').waitFor();
    await page.getByText('The notice of this link isn’t loaded').waitFor();
    assert.equal(new URL(page.url()).searchParams.get('notice'), null);
  });

  it('downloads the report and the calendar of the notice alone, or of all', async () => {
    const { page } = await open({ path: '/tab/?view=export&notice=azure-ad-connect-v1' });
    const download = async () => {
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download cutover-milestones.ics' }).click();
      const chunks: Buffer[] = [];
      for await (const chunk of await (await downloading).createReadStream()) chunks.push(chunk as Buffer);
      return Buffer.concat(chunks).toString('utf8');
    };
    assert.match(await download(), /2\.5\.79\.0/);
    await page.getByLabel(`Only ${V1}`).check();
    assert.doesNotMatch(await download(), /2\.5\.79\.0/);
  });

  for (const width of [320, 768, 1280]) {
    it(`fits a window ${width} pixels wide, with long labels in the timeline`, async () => {
      const { page } = await open({ path: '/tab/?view=notices', viewport: { width, height: 800 } });
      await page.locator('.notice').first().waitFor();
      const across = await page.evaluate<number>('document.documentElement.scrollWidth');
      assert.ok(across <= width, `${across} pixels wide`);
      await page.getByRole('tab', { name: 'Overview' }).click();
      const card = await page.locator('.card:has(.timeline)').boundingBox();
      for (const label of await page.locator('.timeline .label-title').all()) {
        const box = await label.boundingBox();
        const isInside = card && box && box.x >= card.x && box.x + box.width <= card.x + card.width;
        assert.ok(isInside, `${await label.textContent()}: ${JSON.stringify([box, card])}`);
      }
    });
  }
});
