import type { StoreUnavailable } from './store-unavailable.ts';

type FailureListener = (error: StoreUnavailable) => void;

/**
 * What is known of a store: whether its last probe failed, or a statement that was tried for some seconds since, and
 * each failure that reached a caller.
 */
export interface StoreHealth {
  /** While it is down, statements are tried once instead of for some seconds. */
  isDown(): boolean;
  setDown(isDown: boolean): void;
  onFailure(listener: FailureListener): void;
  reportFailure(error: StoreUnavailable): void;
}

export function createStoreHealth(): StoreHealth {
  let down = false;
  const listeners: FailureListener[] = [];
  return {
    isDown: () => down,
    setDown(isDown) {
      down = isDown;
    },
    onFailure(listener) {
      listeners.push(listener);
    },
    reportFailure(error) {
      for (const listener of listeners) listener(error);
    },
  };
}
