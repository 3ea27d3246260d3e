import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Frame, Page } from 'playwright-core';

/** The tab as somebody sees it. */
export interface TabPage {
  page: Page;
  /** Where the dashboard is: the page itself, or Teams' frame. */
  tab: Frame;
  /** What the browser has complained about: errors of scripts, and what the page's own policy forbids. */
  complaints: string[];
}

/** Teams, as far as a tab sees it. */
export interface HostedTab extends TabPage {
  /** What the tab has told Teams, the oldest first. */
  heard: (func: string) => Promise<unknown[][]>;
  /** Teams tells the tab something, such as `themeChange`. */
  tell: (func: string, args: unknown[]) => Promise<void>;
}

/** For a page on a machine that is busy with other work. */
const PATIENCE_MS = 60_000;

const DEFAULTS: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
};

/** The dashboard as a page of its own. */
export async function openTab(
  browser: Browser,
  port: number,
  { path = '/tab/', ...options }: { path?: string } & BrowserContextOptions = {},
): Promise<TabPage> {
  const page = await browser.newPage({ ...DEFAULTS, ...options });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = listenTo(page);
  await page.goto(`http://127.0.0.1:${port}${path}`);
  return { page, tab: page.mainFrame(), complaints };
}

const HOST = new URL('teams-host.js', import.meta.url);
export const TEAMS = 'https://teams.microsoft.com';

/**
 * The dashboard inside a page with Teams' own address that answers as Teams does; nothing leaves the machine.
 * `tokens` are what it answers to who asks for one: `[true, token]` or `[false, reason]`, the last for good.
 */
export async function openTabInTeams(
  browser: Browser,
  port: number,
  {
    path = '/tab/',
    origin = TEAMS,
    context = {},
    tokens = [[true, 'none']],
    ...options
  }: {
    path?: string;
    origin?: string;
    context?: object;
    tokens?: (readonly [boolean, string])[];
  } & BrowserContextOptions = {},
): Promise<HostedTab> {
  const page = await browser.newPage({ ...DEFAULTS, ...options });
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints = listenTo(page);
  const given = {
    frameContext: 'content',
    theme: 'default',
    locale: 'en-gb',
    entityId: 'dashboard',
    ...context,
  };
  const settings = JSON.stringify({ context: given, tokens });
  const script = await readFile(HOST, 'utf8');
  const address = `http://127.0.0.1:${port}${path}`;
  const body = `<!doctype html><html lang="en"><title>Teams</title><body style="margin:0">
    <iframe title="Cutover" style="border:0;width:100%;height:100vh" src="${address}"></iframe>
    <script>window.hostSettings = ${settings};</script><script>${script}</script>`;
  await page.route(/^https:/, (route) =>
    route.request().url() === `${origin}/`
      ? route.fulfill({ contentType: 'text/html', body })
      : route.abort('blockedbyclient'),
  );
  await page.goto(`${origin}/`, { waitUntil: 'commit' });
  const frame = await (await page.waitForSelector('iframe')).contentFrame();
  if (!frame) throw new Error('The page has no frame.');
  return {
    page,
    tab: frame,
    complaints,
    heard: (func) =>
      page.evaluate<unknown[][]>(
        `heard.filter((message) => message.func === ${JSON.stringify(func)}).map(({ args }) => args)`,
      ),
    tell: (func, args) => page.evaluate<undefined>(`tell(${JSON.stringify(func)}, ${JSON.stringify(args)})`),
  };
}

function listenTo(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (line) => {
    const text = line.text();
    if (line.type() === 'error' && !/Failed to load resource/.test(text)) complaints.push(text);
  });
  return complaints;
}
