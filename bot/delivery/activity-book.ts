import { LRUCache } from 'lru-cache';
import type { ActivityKey } from '../access/author.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { isDeadlinePassed, withinDeadline } from '../platform/within-deadline.ts';
import type { Arrival, DoneActivity, InvokeAnswer, ReceivedActivityStore } from './received-activity.ts';

/** The newest activities that are recognised without the store, also while it is away. */
const MOST_KNOWN = 10_000;

/**
 * An activity that changes nothing is looked up only if it was sent longer ago than this: Teams waits about 15 seconds
 * before it repeats one. Clocks that differ do no harm: such an activity is looked up for nothing, or answered again.
 */
const FRESH_MS = 10_000;

/** How long it then waits for the store. */
const LOOK_UP_MS = 1_000;

/** Activities are stored as done this long after their turns, many in one statement. */
const FLUSH_AFTER_MS = 500;

/** How often an activity that another process holds is looked at, and for how long. */
const HELD_POLL_MS = 500;
const HELD_FOR_MS = 60_000;

export interface ArrivingActivity {
  key: ActivityKey;
  isInvoke: boolean;
  /** Whether it asks for a change. One that doesn't is stored when it is done. */
  mayChange: boolean;
  /** By the clock of who sent it; null where it doesn't say. */
  sentAt: Date | null;
}

/** The activities that Teams has sent lately, in this process and in the others. */
export interface ActivityBook {
  /**
   * Begins an activity, which `end` must end; null for a repeat of one that this process has had. While the store
   * is away, `begun`: a repeat to another process is then not recognised.
   */
  begin(arriving: ArrivingActivity): Promise<Arrival> | null;
  /** Begins an activity that was held as soon as nobody holds it. Resolves with `held` if that takes a minute. */
  beginWhenFree(arriving: ArrivingActivity): Promise<Arrival>;
  /** Stores soon that an activity is done. A failure is logged: a repeat may then be carried out again. */
  end(key: ActivityKey, answer: InvokeAnswer | null): void;
  /** Goes on holding the activities whose turns take long. */
  renew(): Promise<void>;
  /** Resolves when all that has ended is stored, or storing it failed. */
  flush(): Promise<void>;
}

export function createActivityBook({
  store,
  isStoreDown,
  realClock,
  log,
}: {
  store: Pick<ReceivedActivityStore, 'begin' | 'look' | 'end' | 'renew'>;
  isStoreDown: () => boolean;
  realClock: Clock;
  log: Pick<Log, 'error'>;
}): ActivityBook {
  const known = new LRUCache<string, true>({ max: MOST_KNOWN });
  const begun = new Map<string, ActivityKey>();
  let unwritten: DoneActivity[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  async function lookUp({ key, sentAt }: ArrivingActivity): Promise<Arrival> {
    const isFresh = sentAt !== null && realClock.now().getTime() - sentAt.getTime() < FRESH_MS;
    return isFresh
      ? { state: 'begun' }
      : await withinDeadline('The store', LOOK_UP_MS, () => store.look(key));
  }

  async function ask(arriving: ArrivingActivity): Promise<Arrival> {
    const { key, mayChange } = arriving;
    if (isStoreDown()) return { state: 'begun' };
    try {
      return await (mayChange ? store.begin(key, realClock.now()) : lookUp(arriving));
    } catch (error) {
      if (!isDeadlinePassed(error)) log.error({ err: error, ...key }, 'failed to store an activity');
      return { state: 'begun' };
    }
  }

  async function begin(arriving: ArrivingActivity): Promise<Arrival> {
    const text = textOf(arriving.key);
    begun.set(text, arriving.key);
    const arrival = await ask(arriving);
    if (arrival.state === 'held' || arrival.state === 'done') begun.delete(text);
    return arrival;
  }

  function write(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const done = unwritten;
    unwritten = [];
    if (done.length === 0) return writing;
    writing = writing
      .then(() => store.end(done, realClock.now()))
      .catch((error: unknown) =>
        log.error({ err: error, count: done.length }, 'failed to store that activities are done'),
      );
    return writing;
  }

  return {
    begin(arriving) {
      const text = textOf(arriving.key);
      // The store may have the answer to an invoke.
      if (begun.has(text) || (known.has(text) && !arriving.isInvoke)) return null;
      known.set(text, true);
      return begin(arriving);
    },

    async beginWhenFree(arriving) {
      const endsAt = performance.now() + HELD_FOR_MS;
      let arrival: Arrival = { state: 'held' };
      while (arrival.state === 'held' && performance.now() < endsAt) {
        await new Promise((resolve) => setTimeout(resolve, HELD_POLL_MS));
        arrival = await begin(arriving);
      }
      return arrival;
    },

    end(key, answer) {
      begun.delete(textOf(key));
      unwritten.push({ key, answer });
      timer ??= setTimeout(() => void write(), FLUSH_AFTER_MS);
    },

    async renew() {
      if (begun.size > 0 && !isStoreDown()) await store.renew([...begun.values()], realClock.now());
    },

    flush: write,
  };
}

function textOf({ tenantId, conversationId, activityId }: ActivityKey): string {
  return JSON.stringify([tenantId, conversationId, activityId]);
}
