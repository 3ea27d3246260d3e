import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { following, runCutover, type Running } from './running-cutover.ts';
import { openTab, openTabInTeams, type HostedTab, type TabPage } from './tab-page.ts';

/** Cutover with a connector and a browser, for all tests of a suite. Pages that were opened are closed after each test. */
export interface RunningDashboard extends Running {
  readonly browser: Browser;
  /** Opens the dashboard as a page of its own; resolves when it is drawn. */
  readonly open: (options?: Parameters<typeof openTab>[2]) => Promise<TabPage>;
  /** Opens it in Teams' frame. */
  readonly openInTeams: (options?: Parameters<typeof openTabInTeams>[2]) => Promise<HostedTab>;
}

/** Starts both before the tests of the suite that is described, and stops them after them; arguments as in `runCutover`. */
export function runDashboard(...given: Parameters<typeof runCutover>): RunningDashboard {
  const running = runCutover(...given);
  let started: Browser | null = null;
  const browser = following('The browser', () => started);
  const pages: TabPage[] = [];
  const keep = <Opened extends TabPage>(opened: Opened) => {
    pages.push(opened);
    return opened;
  };
  before(async () => {
    started = await openBrowser({ isCareful: true });
  });
  afterEach(async () => {
    for (const { page } of pages.splice(0)) await page.close();
  });
  after(() => started?.close());
  return {
    ...running,
    browser,
    open: async (options) => {
      const opened = keep(await openTab(browser, running.cutover.port, options));
      await opened.page.locator('.shell').waitFor();
      return opened;
    },
    openInTeams: async (options) => keep(await openTabInTeams(browser, running.cutover.port, options)),
  };
}
