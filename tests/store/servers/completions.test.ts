import assert from 'node:assert/strict';
import { openStores } from '../../support/stores.ts';
import { forEachDatabase } from '../../support/databases.ts';

const NOW = new Date('2026-11-29T12:00:00Z');
const MANY = Array.from({ length: 200 }, (_, i) => `notice-${i}`);

forEachDatabase('the notices that a tenant is done with', (open) => {
  it('take one statement while nothing changes, however many there are', async () => {
    const stores = await openStores(await open());
    try {
      const { completions, database } = stores;
      const record = (done: (id: string) => boolean) =>
        completions.record({
          tenantId: 'tenant',
          isDone: new Map(MANY.map((id) => [id, done(id)])),
          now: NOW,
        });
      await record((id) => id === 'notice-7');
      const executor = database.db.getExecutor();
      let statements = 0;
      const execute = executor.executeQuery.bind(executor);
      executor.executeQuery = (query) => {
        statements += 1;
        return execute(query);
      };
      await record((id) => id === 'notice-7');
      assert.equal(statements, 1);
      await record(() => false);
      const rows = await database.db.selectFrom('completions').select(['notice_id', 'ended_at']).execute();
      assert.deepEqual(rows, [{ notice_id: 'notice-7', ended_at: NOW }]);
    } finally {
      await stores.close();
    }
  });
});
