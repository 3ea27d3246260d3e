import assert from 'node:assert/strict';
import { forEachDatabase } from '../../support/databases.ts';
import { openStores, type OpenStores } from '../../support/stores.ts';

forEachDatabase('the answers that notices give', (open) => {
  let stores: OpenStores;
  before(async () => {
    stores = await openStores(await open());
  });
  after(() => stores.close());

  const day = (date: string) => new Date(`${date}T12:00:00Z`);
  const record = async (notices: Record<string, Record<string, string>>, now: Date) => {
    const answers = new Map(
      Object.entries(notices).map(([id, titles]) => [id, new Map(Object.entries(titles))]),
    );
    const gone = await stores.knownAnswers.record(answers, now);
    return Object.fromEntries([...gone].map(([id, held]) => [id, Object.fromEntries(held)]));
  };

  it('are known as gone since the day on which they were missed first, until they are back', async () => {
    const both = { deadline: 'When is it?', compare: 'Which one?' };
    assert.deepEqual(await record({ pigeon: both, raven: both }, day('2025-03-01')), {});
    const gone = { pigeon: { compare: { title: 'Which one?', since: day('2025-03-02') } } };
    const without = { pigeon: { deadline: 'When?' }, raven: both };
    assert.deepEqual(await record(without, day('2025-03-02')), gone);
    assert.deepEqual(await record(without, day('2025-03-03')), gone);
    assert.deepEqual(
      await record({ raven: both }, day('2025-03-04')),
      {},
      'a notice that is away says nothing',
    );
    assert.deepEqual(await record(without, day('2025-03-05')), gone);
    assert.deepEqual(await record({ pigeon: both }, day('2025-03-06')), {});
    assert.deepEqual((await record(without, day('2025-03-07')))['pigeon'], {
      compare: { title: 'Which one?', since: day('2025-03-07') },
    });
  });
});
