import assert from 'node:assert/strict';
import { PGlite } from '@electric-sql/pglite';
import { yieldBetweenQueries } from '../../../bot/store/database/yielding-pglite.ts';

const QUERIES = 200;

describe('the embedded store', function () {
  this.timeout(60_000);
  let pglite: PGlite;
  before(async () => {
    pglite = await PGlite.create();
  });
  after(() => pglite.close());

  /** How many turns the event loop has while everybody waits for the store at once. */
  async function turnsWhile(work: Promise<unknown>[]): Promise<number> {
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns++;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await Promise.all(work);
    isOver = true;
    return turns;
  }

  it('lets the event loop have a turn before each query and each transaction', async () => {
    const store = yieldBetweenQueries(pglite);
    const queries = Array.from({ length: QUERIES }, (_, i) => store.query('select $1::int as i', [i]));
    assert.ok((await turnsWhile(queries)) >= QUERIES);
    const transactions = Array.from({ length: QUERIES }, () =>
      store.transaction((trx) => trx.query('select 1')),
    );
    assert.ok((await turnsWhile(transactions)) >= QUERIES);
  });

  it('goes on after a query that fails, and answers each its own', async () => {
    const store = yieldBetweenQueries(pglite);
    const failing = store.query('select nothing from nowhere');
    const answers = [1, 2, 3].map((i) => store.query<{ i: number }>('select $1::int as i', [i]));
    await assert.rejects(failing, /nowhere/);
    assert.deepEqual(
      (await Promise.all(answers)).map(({ rows }) => rows[0]?.i),
      [1, 2, 3],
    );
  });
});
