import type { ActivityKey } from '../access/author.ts';

/** The response of an invoke. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

/**
 * What is known of an activity when it arrives. `begun`: it is the caller's to carry out. `changed`: it is the
 * caller's as well, but what it asks for was done by a process that ended before it answered. `held`: another
 * process works on it.
 */
export type Arrival =
  { state: 'begun' | 'changed' | 'held' } | { state: 'done'; answer: InvokeAnswer | null };

/** An activity that is done; the answer is null where it has none. */
export interface DoneActivity {
  key: ActivityKey;
  answer: InvokeAnswer | null;
}

/**
 * The activities of the last hour, for all instances. Who begins one holds it for 15 seconds: after that, or when
 * its process is known to be gone, a repeat begins it again. All instants are in real time.
 */
export interface ReceivedActivityStore {
  begin(key: ActivityKey, realNow: Date): Promise<Arrival>;
  /** `begun` if the activity is not done; whoever calls this does not hold it. */
  look(key: ActivityKey): Promise<Arrival>;
  /** Also for activities that were not begun. */
  end(done: readonly DoneActivity[], realNow: Date): Promise<void>;
  /** Goes on holding activities that this process has begun. */
  renew(keys: readonly ActivityKey[], realNow: Date): Promise<void>;
  /** Ends every hold: those of processes that are gone, in a store that only one process opens. */
  release(): Promise<void>;
  /** Deletes activities that are older than an hour. */
  expire(realNow: Date): Promise<void>;
}
