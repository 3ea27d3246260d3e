import type { Log } from '../platform/log.ts';
import type { Readiness } from '../platform/readiness.ts';
import type { PeriodicTasks } from './periodic-tasks.ts';

/** How often the keys are fetched while that works, and while it fails. */
const CHECK_EVERY_MS = 300_000;
const CHECK_FAILING_EVERY_MS = 15_000;

/**
 * Keys that were fetched before are kept by botbuilder, so one failure harms nobody; without any, no message of Teams
 * can be authenticated.
 */
const TOLERATED_FAILURES = 1;

const PROBLEM = "Teams' signing keys cannot be fetched, so its messages cannot be authenticated.";

/** Reports to readiness whether Teams' signing keys can be fetched. */
export function watchSigningKeys({
  fetchKeys,
  readiness,
  tasks,
  log,
}: {
  /** Rejects within a few seconds if they cannot be fetched. */
  fetchKeys: () => Promise<void>;
  readiness: Pick<Readiness, 'report'>;
  tasks: PeriodicTasks;
  log: Pick<Log, 'info' | 'warn'>;
}): void {
  let fetchedAt: number | null = null;
  let failures = 0;
  let isReported = false;

  async function check(): Promise<void> {
    const isRecent = fetchedAt !== null && performance.now() - fetchedAt < CHECK_EVERY_MS;
    if (isRecent && failures === 0) return;
    try {
      await fetchKeys();
      fetchedAt = performance.now();
      failures = 0;
      readiness.report('signing-keys', null);
      if (isReported) log.info({}, "Teams' signing keys can be fetched again");
      isReported = false;
    } catch (error) {
      failures++;
      if (isReported || (fetchedAt !== null && failures <= TOLERATED_FAILURES)) return;
      isReported = true;
      readiness.report('signing-keys', PROBLEM);
      log.warn({ err: error }, "failed to fetch Teams' signing keys, will retry");
    }
  }

  tasks.start({ name: "check Teams' signing keys", intervalMs: CHECK_FAILING_EVERY_MS, run: check });
}
