import { existsSync } from 'node:fs';
import bundled from '@sparticuz/chromium';

/** Unpacks the Chromium of the npm package, which is for Linux; resolves with the path of its executable. */
export async function findChromium(): Promise<string> {
  const executablePath = await bundled.executablePath();
  if (!existsSync(executablePath)) throw new Error(`Chromium was not unpacked to ${executablePath}.`);
  return executablePath;
}
