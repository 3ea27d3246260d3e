import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { fromPglite } from 'pg-boss';
import sinon from 'sinon';
import { startPglite, type PgliteThread } from '../../../bot/store/database/pglite-thread.ts';
import { openPglite } from '../../support/databases.ts';
import { until } from '../../support/until.ts';

describe('the embedded store in its thread', () => {
  let store: PgliteThread;
  let folder: string;
  before(async () => {
    folder = (await openPglite()).dataDir;
    store = await startPglite(folder);
    await store.exec('create table notes (id int primary key, text text)');
  });
  beforeEach(() => store.query('delete from notes'));
  after(() => store.close());
  afterEach(() => sinon.restore());

  const idsOf = async () =>
    (await store.query<{ id: number }>('select id from notes order by id')).rows.map(({ id }) => id);

  it('does not block the event loop during a query', async () => {
    const long = store.query('select count(*) from generate_series(1, 500000)');
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns++;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await long;
    isOver = true;
    assert.ok(turns >= 100, `the event loop had ${turns} turns`);
  });

  it('limits its cache to 16 MB', async () => {
    const { rows } = await store.query('show shared_buffers');
    assert.deepEqual(rows, [{ shared_buffers: '16MB' }]);
  });

  it('returns times, arrays, objects and null as they were stored', async () => {
    const at = new Date('2026-03-29T01:30:00.000Z');
    const { rows } = await store.query(
      'select $1::timestamptz as at, $2::text[] as texts, $3::jsonb as object, $4::text as nothing',
      [at, ['a', 'b,"c'], { deep: [1] }, null],
    );
    assert.deepEqual(rows, [{ at, texts: ['a', 'b,"c'], object: { deep: [1] }, nothing: null }]);
  });

  it('continues after a failed query, which rejects with its error code', async () => {
    const failing = store.query('select nothing from nowhere');
    const answers = [1, 2, 3].map((i) => store.query<{ i: number }>('select $1::int as i', [i]));
    await assert.rejects(failing, { code: '42P01', message: /nowhere/ });
    assert.deepEqual(
      (await Promise.all(answers)).map(({ rows }) => rows[0]?.i),
      [1, 2, 3],
    );
  });

  it('runs other queries only after a transaction ends', async () => {
    const others: Promise<unknown>[] = [];
    await assert.rejects(
      store.transaction(async (trx) => {
        await trx.query('insert into notes values (1)');
        others.push(
          store.query('insert into notes values (2)'),
          store.transaction((other) => other.query('insert into notes values (3)')),
        );
        await trx.query('insert into notes values (4)');
        throw new Error('changed my mind');
      }),
      /changed my mind/,
    );
    await Promise.all(others);
    assert.deepEqual(await idsOf(), [2, 3]);
  });

  it('rejects the commit of an aborted transaction', async () => {
    const aborted = store.transaction(async (trx) => {
      await trx.query('insert into notes values (1)');
      await trx.query('select nothing from nowhere').catch(() => undefined);
    });
    await assert.rejects(aborted, { code: '25P02' });
    assert.deepEqual(await idsOf(), []);
  });

  it('rolls back when statements that began a transaction fail', async () => {
    const failing = fromPglite(store).executeSql(
      'begin; insert into notes values (1); select nothing from nowhere; commit',
    );
    const next = store.query('insert into notes values (2)');
    await assert.rejects(failing, /nowhere/);
    await next;
    assert.deepEqual(await idsOf(), [2]);
  });

  it('delivers notifications until the listener stops', async () => {
    const heard: string[] = [];
    const stop = await store.listen('news', (payload) => heard.push(payload));
    await store.query(`select pg_notify('news', 'one')`);
    await until(() => heard.length === 1, 'the notification is heard');
    await stop();
    await store.query(`select pg_notify('news', 'two')`);
    assert.deepEqual(heard, ['one']);
  });

  it('keeps its data after closing', async () => {
    await store.query('insert into notes values (7)');
    await store.close();
    assert.equal(store.closed, true);
    store = await startPglite(folder);
    assert.deepEqual(await idsOf(), [7]);
  });

  it('rejects waiting and later queries when the thread ends', async () => {
    const workers: Worker[] = [];
    const post = sinon.stub(Worker.prototype, 'postMessage').callsFake(function (this: Worker, ...values) {
      workers.push(this);
      post.wrappedMethod.apply(this, values);
    });
    const { dataDir } = await openPglite();
    const other = await startPglite(dataDir);
    const waiting = other.query('select count(*) from generate_series(1, 3000000)');
    await Promise.all([workers[0]?.terminate(), assert.rejects(waiting, { code: 'store-unavailable' })]);
    await assert.rejects(other.query('select 1'), { code: 'store-unavailable' });
    assert.equal(other.closed, true);
  });

  it('says why it cannot open a folder', async () => {
    await assert.rejects(startPglite('/dev/null/store'), /ENOTDIR|not a directory/i);
  });
});
