import assert from 'node:assert/strict';
import { isDeadlinePassed, withinDeadline } from '../../bot/platform/within-deadline.ts';

describe('work within a deadline', () => {
  it('gives its result', async () => {
    assert.equal(await withinDeadline('Graph', 60_000, () => Promise.resolve(7)), 7);
  });

  it('fails as it fails', async () => {
    const failing = withinDeadline('Graph', 60_000, () => Promise.reject(new Error('refused')));
    await assert.rejects(failing, { message: 'refused' });
  });

  it('fails when its time is over, says who did not answer, and is told to end', async () => {
    const told: AbortSignal[] = [];
    const hanging = withinDeadline('Graph', 20, (signal) => {
      told.push(signal);
      return new Promise(() => undefined);
    });
    await assert.rejects(hanging, (error) => {
      assert.ok(isDeadlinePassed(error));
      assert.equal((error as Error).message, 'Graph did not answer within 0.02 seconds.');
      return true;
    });
    assert.deepEqual(
      told.map(({ aborted }) => aborted),
      [true],
    );
  });
});
