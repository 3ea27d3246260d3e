/** The index of the first item that is behind a place, in a list in order of place; the list's length when none is. */
export function firstBehind<T>(items: readonly T[], isBehind: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBehind(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
