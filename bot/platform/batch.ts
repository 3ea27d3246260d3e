import DataLoader from 'dataloader';

/** The items of one batch. */
export type NonEmptyArray<Item> = readonly [Item, ...Item[]];

/**
 * Turns `work`, which processes many items at once, into a function for one item. Calls made during a batch join
 * the next one; a single call does not wait. `work` returns a result for each item, in order. If a batch fails,
 * each item is retried by itself, so that one bad item fails alone.
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
