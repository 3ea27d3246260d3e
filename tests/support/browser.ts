import bundled from '@sparticuz/chromium';
import { chromium, type Browser } from 'playwright-core';
import { askFor } from './run-services.ts';

/** The package's Chromium is made for pages that are trusted: a page that is not needs these. */
const CARELESS = /single-process|web-security|isolat|insecure|site-per-process|disable-features/;
/** A page of ours may be framed by one that a test says is Teams'. */
const LOOPBACK_IN_FRAMES = '--disable-features=LocalNetworkAccessChecks';

/**
 * Headless Chromium: the one inside the npm package on Linux, an installed Chrome elsewhere. `isCareful`: with all
 * the safety that a customer's browser has.
 */
export async function openBrowser({ isCareful = false } = {}): Promise<Browser> {
  const careful = isCareful ? [LOOPBACK_IN_FRAMES] : [];
  if (process.platform !== 'linux') {
    return chromium.launch({ channel: 'chrome', headless: true, args: careful });
  }
  const executablePath = await askFor('chromium');
  const args = isCareful ? [...bundled.args.filter((arg) => !CARELESS.test(arg)), ...careful] : bundled.args;
  return chromium.launch({ executablePath, args, headless: true });
}
