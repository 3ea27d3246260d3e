import DataLoader from 'dataloader';

/** What is asked for in one run. */
export type NonEmptyArray<Item> = readonly [Item, ...Item[]];

/**
 * Does for many at once what is asked for one at a time: who asks while `work` runs shares the next run, and who
 * asks alone does not wait. So the store gets a few large requests a second, however many are under way. `work`
 * gives a result for each item, in their order. What fails for all is tried for each by itself, so that one
 * that cannot be done takes nobody with it.
 */
export function batch<Item, Result>(
  work: (items: NonEmptyArray<Item>) => Promise<Result[]>,
): (item: Item) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  async function workOnAll(items: NonEmptyArray<Item>): Promise<(Result | Error)[]> {
    try {
      return await work(items);
    } catch (error) {
      if (items.length === 1) throw error;
      return Promise.all(items.map((item) => work([item]).then(([result]) => result as Result, toError)));
    }
  }
  const loader = new DataLoader<Item, Result>(
    (items) => {
      const run = workOnAll(items as unknown as NonEmptyArray<Item>);
      last = run.catch(() => undefined);
      return run;
    },
    { cache: false, batchScheduleFn: (start) => void last.then(start) },
  );
  return (item) => loader.load(item);
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
