import assert from 'node:assert/strict';
import { startBefore } from '../../bot/cli/playground.ts';

describe('the clock of npm run playground', () => {
  it('starts nine days before the deadline of a notice', async () => {
    assert.equal(await startBefore('connect-sync-app-authentication', {}), '2027-03-29T12:00');
    assert.equal(await startBefore('azure-ad-connect-v1', {}), '2023-09-22T12:00');
  });

  it('refuses a second start, a notice without a date, and an id that no notice has', async () => {
    await assert.rejects(
      startBefore('azure-ad-connect-v1', { CLOCK_START: '2023-09-01T12:00:00Z' }),
      /Both CLOCK_START and --notice azure-ad-connect-v1 choose where the clock starts: leave one/,
    );
    await assert.rejects(
      startBefore('connect-to-cloud-sync', {}),
      /states no date that --notice could start before: leave --notice out/,
    );
    await assert.rejects(
      startBefore('v9', {}),
      /There is no notice "v9"\. Choose one of: azure-ad-connect-v1/,
    );
  });
});
