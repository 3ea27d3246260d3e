import assert from 'node:assert/strict';
import { openPostgres } from '../support/databases.ts';
import { isPassed, writeReport } from './report.ts';
import { runSoak } from './run-soak.ts';

// A minute is enough for some six troubles; `npm run soak` lasts longer.
describe('a fleet that is killed, cut from its database and refused by Teams', function () {
  this.timeout(900_000);

  it('shows every reminder once, or once more and marked when the first answer was hidden', async () => {
    const seed = Math.floor(Math.random() * 1_000_000);
    const report = await runSoak({ minutes: 1, seed, instances: 2, place: await openPostgres() });
    assert.ok(isPassed(report), `npm run soak -- --minutes 1 --seed ${seed}\n${writeReport(report)}`);
  });
});
