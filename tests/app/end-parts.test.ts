import assert from 'node:assert/strict';
import { createEnder } from '../../bot/app/end-parts.ts';
import { createLogBook } from '../support/cutover.ts';

describe('the end of the app’s parts', () => {
  it('leaves a part behind that takes too long, and says so', async () => {
    const { log, lines } = createLogBook();
    await createEnder(log)('store', 20, () => new Promise(() => undefined));
    assert.deepEqual(
      lines.map(({ level, message, fields }) => [level, message, fields['part']]),
      [['warn', 'part did not stop in time, left behind', 'store']],
    );
  });

  it('goes on when a part fails to stop, and logs why', async () => {
    const { log, lines } = createLogBook();
    await createEnder(log)('store', 60_000, () => Promise.reject(new Error('disk full')));
    assert.deepEqual(
      lines.map(({ level, fields }) => [level, String(fields['err'])]),
      [['error', 'Error: disk full']],
    );
  });

  it('says nothing about a part that has ended', async () => {
    const { log, lines } = createLogBook();
    await createEnder(log)('store', 60_000, () => Promise.resolve());
    assert.deepEqual(lines, []);
  });
});
