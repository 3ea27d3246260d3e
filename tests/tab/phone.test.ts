import assert from 'node:assert/strict';
import { createPlace } from '../support/activities.ts';
import { seedCampaign } from '../support/campaign-seed.ts';
import { forEachDatabase } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';
import { until } from '../support/until.ts';

const classesOf = (elements: Element[]) => elements.map((each) => each.getAttribute('class') ?? '');

forEachDatabase('the dashboard in a narrow window', (openStore) => {
  const clock = createManualClock('2023-09-22T12:00:00Z');
  const { connector, cutover, open } = runDashboard(openStore, clock);
  before(() =>
    seedCampaign(cutover, { channel: createPlace(connector.url), other: createPlace(connector.url) }),
  );

  it('keeps the dates below the chart apart on a phone', async () => {
    const { page } = await open({ viewport: { width: 320, height: 800 } });
    const dates = await page.locator('.chart .axis-text').all();
    const [start, end] = await Promise.all(dates.slice(-2).map((date) => date.boundingBox()));
    assert.ok(start && end && start.x + start.width < end.x, JSON.stringify([start, end]));
  });

  it('shows on a phone which tab is open, and explains each mark of the schedule', async () => {
    const { page } = await open({ path: '/tab/?view=export', viewport: { width: 360, height: 800 } });
    const bar = await page.locator('.bar nav').boundingBox();
    const tab = page.getByRole('tab', { name: 'Export' });
    await until(async () => {
      const box = await tab.boundingBox();
      return bar !== null && box !== null && box.x >= 0 && box.x + box.width <= bar.x + bar.width;
    }, 'the open tab to be in sight');
    await page.getByRole('tab', { name: 'Overview' }).click();
    const drawn = await page.locator('.schedule .step').evaluateAll(classesOf);
    const explained = await page.locator('.legend .key').evaluateAll(classesOf);
    for (const state of new Set(drawn.map((name) => name.split(' ')[1])))
      assert.ok(explained.includes(`key key-${state}`), `${state} in ${explained.join(', ')}`);
  });

  for (const width of [320, 480, 768, 1024, 1920]) {
    it(`fits a window ${width} pixels wide in every view`, async () => {
      const { page } = await open({ viewport: { width, height: 800 } });
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click();
        await page.locator('[role=tabpanel]:not([hidden]) .card').first().waitFor();
        const across = await page.evaluate<number>('document.documentElement.scrollWidth');
        assert.ok(across <= width, `${await tab.innerText()} is ${across} pixels wide`);
      }
    });
  }
});
