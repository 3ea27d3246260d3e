import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { tabFolder } from '../../bot/platform/paths.ts';
import { openBrowser } from '../support/browser.ts';
import { spread } from './load.ts';
import { startBot, stopBot } from './processes.ts';

const BOT = ['dist/index.js'];
const PORT = 29783;
const BATCH = 500;
const LOOKS = 100;
const PAINTS = 7;
const FEW = 1_000;
const MANY = 10_000;

type Print = (name: string, value: string) => void;

/** The dashboard: what is loaded, how soon it shows something, and how fast its question is answered. */
export async function benchTab(print: Print, env: Record<string, string>): Promise<void> {
  print('tab: script, compressed, KB', `${((await scriptBytes()) / 1_024).toFixed(1)} (aim: under 250)`);
  const { child } = await startBot(BOT, PORT, env);
  const browser = await openBrowser({ isCareful: true });
  await report(0, FEW);
  const paints: number[] = [];
  for (let i = 0; i < PAINTS; i++) paints.push(await firstUsefulPaint(browser));
  print(
    `tab: first useful paint with ${FEW} servers, ms: median, worst`,
    `${spread(paints).median.toFixed(0)}, ${Math.max(...paints).toFixed(0)} (aim: under 1000)`,
  );
  await browser.close();
  await report(FEW, MANY);
  const first = await look();
  const times: number[] = [];
  for (let i = 0; i < LOOKS; i++) times.push(await look());
  const { median, p99 } = spread(times);
  print(
    `GET /api/campaign with ${MANY} servers, ms: median, p99; after a change`,
    `${median.toFixed(1)}, ${p99.toFixed(1)} (aim: median under 30); ${first.toFixed(0)}`,
  );
  await stopBot(child);
}

/** Everything that the page loads inside Teams, teams-js included. */
async function scriptBytes(): Promise<number> {
  const scripts = (await readdir(tabFolder)).filter((name) => name.endsWith('.js.br'));
  const sizes = await Promise.all(scripts.map(async (name) => (await stat(join(tabFolder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** From the navigation until the countdown, the servers and the drawings are there, nothing cached. */
async function firstUsefulPaint(browser: Browser): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${PORT}/tab/`, { waitUntil: 'commit' });
  for (const part of ['.timeline', '.figure']) await page.locator(part).first().waitFor();
  const ms = await page.evaluate<number>(
    'new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())))',
  );
  await context.close();
  return ms;
}

async function look(): Promise<number> {
  const before = performance.now();
  const response = await fetch(`http://127.0.0.1:${PORT}/api/campaign?zone=Europe/Berlin`);
  await response.text();
  return performance.now() - before;
}

async function report(from: number, to: number): Promise<void> {
  for (let start = from; start < to; start += BATCH) {
    const servers = Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => ({
      name: `SYNC-${start + i}`,
      version: (start + i) % 3 === 0 ? '2.1.20.0' : '2.2.1.0',
    }));
    const response = await fetch(`http://127.0.0.1:${PORT}/api/servers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ servers }),
    });
    if (!response.ok) throw new Error(`Cutover answered ${response.status} to a report.`);
    await response.text();
  }
}
