import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPglite, type PgliteThread } from '../../../bot/store/database/pglite-thread.ts';
import { keepOpen, type ReopeningPglite } from '../../../bot/store/database/reopening-pglite.ts';
import type { StoreUnavailable } from '../../../bot/store/database/store-unavailable.ts';
import { packageFolder } from '../../../bot/platform/paths.ts';
import { createFolder, openPglite } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

const PROGRAM = join(packageFolder, 'tests', 'support', 'full-disk-worker.js');

describe('an embedded store whose disk is full', () => {
  let flag: string;
  let store: ReopeningPglite;
  const threads: PgliteThread[] = [];
  const reported: StoreUnavailable[] = [];
  before(async () => {
    flag = join(await createFolder(), 'full');
    process.env['FULL_DISK_FLAG'] = flag;
    const { dataDir } = await openPglite();
    const start = async () => {
      const thread = await startPglite(dataDir, null, PROGRAM);
      threads.push(thread);
      return thread;
    };
    store = keepOpen(await start(), start, { reportFailure: (error) => reported.push(error) });
    await store.exec('create table notes (text text)');
  });
  after(async () => {
    delete process.env['FULL_DISK_FLAG'];
    await store.close();
  });

  const write = () =>
    store.query('insert into notes select repeat(md5(i::text), 60) from generate_series(1, 100) i');
  const count = async () =>
    (await store.query<{ count: number }>('select count(*)::int as count from notes')).rows[0]?.count;

  it('says so, keeps what was committed, and goes on when there is space again', async () => {
    await write();
    writeFileSync(flag, '');
    let committed = 1;
    const refused = () =>
      write().then(
        () => false,
        () => true,
      );
    while (!(await refused())) {
      committed++;
      assert.ok(committed < 100, 'the disk takes 20 MB although it is full');
    }
    assert.ok(reported.length > 0);
    rmSync(flag);
    await until(async () => !(await refused()), 'a write that succeeds');
    assert.equal(await count(), (committed + 1) * 100);
  });

  it('is opened again after its thread has ended, and tells those who listen', async () => {
    let lost = 0;
    store.onGivenUp(() => lost++);
    const before = await count();
    const waiting = store.query('select count(*) from generate_series(1, 30000000)');
    await Promise.all([threads.at(-1)?.terminate(), assert.rejects(waiting, { fault: 'ended' })]);
    assert.equal(await count(), before);
    assert.equal(lost, 1);
  });
});
