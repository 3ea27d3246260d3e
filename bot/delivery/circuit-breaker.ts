import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Post, PostJob, SendOutcome } from './ports.ts';

/** When Teams refuses the bot itself: failures that open the circuit, and the pause after each. */
const REFUSAL = { failures: 1, pauseSeconds: 60 };

/** When requests of one tenant go unanswered: failures in a row that open the circuit, and the pause between probes. */
const OUTAGE = { failures: 5, pauseSeconds: 30 };

/** A post with only its repeat left is not used as a probe until nothing else has been tried for this long. */
const LAST_ATTEMPT_PAUSE_SECONDS = 300;

/**
 * Stops sending when it cannot succeed: altogether while Teams refuses the bot itself, and per tenant while
 * requests go unanswered, because each post has only one repeat.
 */
export interface CircuitBreaker {
  /** Whether nothing is sent because the operator must fix the registration. */
  isOpen(): boolean;
  /** How many more posts may be taken while `inProgress` are being sent. After a pause, one post probes. */
  capacity(inProgress: number): number;
  /** Tenants whose posts must not be taken now. */
  pausedTenants(): string[];
  /** Whether a post may be taken now. In an outage, one post at a time is admitted as a probe. */
  admit(job: Pick<PostJob, 'postId' | 'tenantId'>): boolean;
  /** Records the result of a request. */
  record(post: Pick<Post, 'id' | 'conversation' | 'replaces'>, outcome: SendOutcome): void;
}

/** Measures pauses in real time, and logs once each time a circuit opens or closes. */
export function createCircuitBreaker(
  realClock: Clock,
  log: Pick<Log, 'error' | 'warn' | 'info'>,
  onChange: (isOpen: boolean) => void = () => undefined,
): CircuitBreaker {
  const run = createCircuit(realClock, REFUSAL);
  const outages = createOutages(realClock, log);

  function recordRefusal(outcome: SendOutcome): void {
    if (outcome.kind === 'unauthorised' && run.recordFailure()) {
      onChange(true);
      log.error(
        { reason: outcome.reason },
        'Teams refuses the bot, delivery paused: check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD',
      );
    }
    if (outcome.kind === 'accepted' && run.recordSuccess()) {
      onChange(false);
      log.info({}, 'Teams accepts the bot again, delivery resumed');
    }
  }

  return {
    isOpen: () => run.isOpen(),
    capacity: (inProgress) => {
      if (!run.isOpen()) return Infinity;
      return run.secondsUntilRetry() > 0 || inProgress > 0 ? 0 : 1;
    },
    pausedTenants: () => outages.pausedTenants(),
    admit: (job) => outages.admit(job),
    record(post, outcome) {
      recordRefusal(outcome);
      outages.record(post, outcome);
    },
  };
}

/** Tenants whose requests go unanswered, each with the ids of the posts concerned. */
function createOutages(realClock: Clock, log: Pick<Log, 'warn' | 'info'>) {
  const tenants = new Map<string, { circuit: Circuit; failed: Set<string> }>();
  const start = (tenantId: string) => {
    const outage = { circuit: createCircuit(realClock, OUTAGE), failed: new Set<string>() };
    tenants.set(tenantId, outage);
    return outage;
  };
  return {
    pausedTenants: () =>
      [...tenants].filter(([, { circuit }]) => circuit.secondsUntilRetry() > 0).map(([tenantId]) => tenantId),

    admit({ postId, tenantId }: Pick<PostJob, 'postId' | 'tenantId'>): boolean {
      const outage = tenants.get(tenantId);
      if (!outage?.circuit.isOpen()) return true;
      const { circuit, failed } = outage;
      const extraPause = failed.has(postId) ? LAST_ATTEMPT_PAUSE_SECONDS - OUTAGE.pauseSeconds : 0;
      if (circuit.secondsUntilRetry() + extraPause > 0) return false;
      circuit.pause();
      return true;
    },

    record(
      { id, conversation: { tenantId }, replaces }: Pick<Post, 'id' | 'conversation' | 'replaces'>,
      outcome: SendOutcome,
    ): void {
      const outage = tenants.get(tenantId);
      if (isAnswer(outcome)) {
        if (outage?.circuit.isOpen())
          log.info({ tenantId }, 'Teams answers again, delivery to tenant resumed');
        tenants.delete(tenantId);
      }
      // An unanswered update can safely be sent again.
      if (outcome.kind !== 'ambiguous' || replaces) return;
      const { circuit, failed } = outage ?? start(tenantId);
      failed.add(id);
      if (!circuit.recordFailure()) return;
      const { reason } = outcome;
      log.warn({ tenantId, reason }, 'Teams does not answer, delivery to tenant paused');
    },
  };
}

/** Whether Teams has decided about the request. A request that was never sent says nothing about Teams. */
function isAnswer(outcome: SendOutcome): boolean {
  if (outcome.kind === 'deferred') return outcome.retryAfterSeconds !== undefined;
  return outcome.kind !== 'ambiguous' && outcome.kind !== 'unauthorised';
}

type Circuit = ReturnType<typeof createCircuit>;

/** Opens after so many consecutive failures, and lets one request probe after each pause until one succeeds. */
function createCircuit(
  realClock: Clock,
  { failures, pauseSeconds }: { failures: number; pauseSeconds: number },
) {
  let failed = 0;
  let pausedUntil = 0;
  const isOpen = () => failed >= failures;
  const pause = () => {
    pausedUntil = realClock.now().getTime() + pauseSeconds * 1_000;
  };
  return {
    isOpen,
    pause,
    /** Seconds until the next probe; negative once it may be made. 0 while the circuit is closed. */
    secondsUntilRetry: () => (isOpen() ? (pausedUntil - realClock.now().getTime()) / 1_000 : 0),
    /** True if this failure opens the circuit. */
    recordFailure(): boolean {
      failed++;
      pause();
      return failed === failures;
    },
    /** True if this success closes the circuit. */
    recordSuccess(): boolean {
      const wasOpen = isOpen();
      failed = 0;
      return wasOpen;
    },
  };
}
