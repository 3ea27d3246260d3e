import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createPlace } from '../support/activities.ts';
import { seedCampaign } from '../support/campaign-seed.ts';
import { openPglite } from '../support/databases.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { runDashboard } from '../support/running-dashboard.ts';

/** Written only if the variable PICTURES is set: they are for people to look at. */
const PICTURES = new URL('pictures/', import.meta.url);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const VIEWS = ['notices', 'overview', 'servers', 'alerts', 'reminders', 'compare', 'export'];

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
}

describe('the dashboard’s accessibility', () => {
  const { connector, cutover, openInTeams } = runDashboard(
    openPglite,
    createManualClock('2023-09-22T12:00:00Z'),
  );
  let axe: string;
  before(async () => {
    await seedCampaign(cutover, { channel: createPlace(connector.url), other: createPlace(connector.url) });
    axe = await readFile(AXE, 'utf8');
  });

  for (const theme of ['default', 'dark', 'contrast']) {
    for (const width of [1280, 320]) {
      it(`has no axe violations in the theme ${theme} at ${width} pixels`, async () => {
        const viewport = { width, height: 1400 };
        const { page, tab } = await openInTeams({ context: { theme }, viewport });
        for (const view of VIEWS) {
          await tab.locator(`#tab-${view}`).click();
          await tab.locator(`#panel-${view} .card`).first().waitFor();
          if (view === 'overview') await tab.locator('[data-key=set-deadline]').click();
          if (view === 'compare') await tab.locator('.need input').first().check();
          if (view === 'reminders') await tab.locator('[data-key^=change-]').first().click();
          if (view === 'servers') await tab.locator('.unfold').first().click();
          // Injected as a page's own script may not be: its policy forbids what is inline.
          const { violations } = await tab.evaluate<AxeResult>(`(() => { ${axe}; return axe.run(); })()`);
          const found = violations.map(
            ({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} ${nodes[0]?.failureSummary ?? ''}`,
          );
          if (process.env['PICTURES']) {
            const picture = new URL(`${view}-${theme}-${width}.png`, PICTURES);
            await page.screenshot({ path: fileURLToPath(picture) });
          }
          assert.deepEqual(found, [], `${view} in ${theme} on ${width}`);
        }
      });
    }
  }
});
