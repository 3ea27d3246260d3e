import type { Portfolio } from '../guidance/portfolio.ts';
import type { Clock } from '../platform/clock.ts';
import type { Deadlines } from '../platform/deadlines.ts';
import type { Log } from '../platform/log.ts';
import type { Database } from '../store/database/database.ts';
import type { Recogniser } from '../understanding/recogniser.ts';
import type { Config } from './config.ts';

/** What an app is made from. */
export interface AppOptions {
  config: Config;
  clock: Clock;
  /** The notices to begin with. */
  portfolio: Portfolio;
  /** Looks for other ones, as `OpenNotices` does; default: they stay as they are until the next start. */
  lookForNotices?: (() => Promise<Portfolio | null>) | undefined;
  /** How often; default: each second. */
  lookEveryMs?: number;
  recognise: Recogniser;
  /** Of what people want done. */
  recogniseActs: Recogniser;
  log: Log;
  /** Opens the store; default: `openDatabase`. */
  open?: (config: Config) => Promise<Database>;
  /** Default: `DEADLINES`. */
  deadlines?: Deadlines;
  /** How long `start` waits for a database that cannot be reached; default: 30 seconds. */
  storeWaitMs?: number;
  /** Fetches Teams' signing keys, to see whether they can be had; default: from the bot's cloud. */
  fetchKeys?: () => Promise<void>;
}
