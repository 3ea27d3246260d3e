import assert from 'node:assert/strict';
import { startBefore } from '../../bot/cli/playground.ts';

describe('the clock of npm run playground', () => {
  it('starts nine days before the deadline of a notice', async () => {
    assert.equal(await startBefore('connect-sync-app-authentication', {}), '2027-03-29T12:00');
    assert.equal(await startBefore('azure-ad-connect-v1', {}), '2023-09-22T12:00');
  });

  it('asks for CLOCK_START where a notice states no date, and names the notices where there is none of that id', async () => {
    await assert.rejects(startBefore('connect-to-cloud-sync', {}), /states no date: set CLOCK_START/);
    await assert.rejects(
      startBefore('v9', {}),
      /There is no notice "v9"\. Choose one of: azure-ad-connect-v1/,
    );
  });
});
