import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../bot/platform/paths.ts';
import { forEachDatabase } from '../support/databases.ts';
import { runCutover } from '../support/running-cutover.ts';
import { createManualClock } from '../support/manual-clock.ts';

forEachDatabase('the pages that the app’s manifest names', (open) => {
  const { cutover } = runCutover(open, createManualClock('2023-09-22T12:00:00Z'));

  it('are served without authentication and run no scripts', async () => {
    const manifest = readFileSync(join(packageFolder, 'appPackage/manifest.json'), 'utf8');
    const { privacyUrl, termsOfUseUrl } = (JSON.parse(manifest) as { developer: Record<string, string> })
      .developer;
    for (const [address, heading] of [
      [privacyUrl, 'Privacy'],
      [termsOfUseUrl, 'Terms of use'],
    ] as const) {
      const path = address?.replace('${{PUBLIC_URL}}', '') ?? '';
      const response = await fetch(`http://127.0.0.1:${cutover.port}${path}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
      assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'none'/);
      assert.match(await response.text(), new RegExp(`<h1>${heading}</h1>`));
    }
  });
});
