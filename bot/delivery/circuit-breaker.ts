import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { Post, PostJob, SendOutcome } from './ports.ts';

/** Teams refuses the bot itself: how often that makes sure, and how long nothing is sent after each time. */
const REFUSAL = { failures: 1, pauseSeconds: 60 };

/** So many posts of one tenant in a row of which nobody knows are an outage; how often one is tried in it. */
const OUTAGE = { failures: 5, pauseSeconds: 30 };

/** One whose only repeat is left is not what finds out, unless nothing else has been there to try for so long. */
const LAST_CHANCE_PAUSE_SECONDS = 300;

/**
 * Stops what would fare no better: the whole run when Teams refuses the bot itself, and a tenant in which
 * Teams does not say what becomes of posts, for each of them has one repeat only.
 */
export interface CircuitBreaker {
  /** Nothing is sent, for the operator has something to mend. */
  isOpen(): boolean;
  /** How many more posts may be taken while `held` are under way: after a pause one of them tries first. */
  room(held: number): number;
  /** Tenants of which nothing is to be taken now. */
  heldTenants(): string[];
  /** Whether a post may be taken now. In an outage that is one from time to time: who asks has that turn. */
  admit(job: Pick<PostJob, 'postId' | 'tenantId'>): boolean;
  /** What came of a request. */
  note(post: Pick<Post, 'id' | 'conversation' | 'replaces'>, outcome: SendOutcome): void;
}

/** A breaker in real time, which tells the operator once for each time that it opens. */
export function createCircuitBreaker(
  realClock: Clock,
  log: Pick<Log, 'error' | 'warn' | 'info'>,
  onChange: (isOpen: boolean) => void = () => undefined,
): CircuitBreaker {
  const run = createCircuit(realClock, REFUSAL);
  const outages = createOutages(realClock, log);

  function noteRefusal(outcome: SendOutcome): void {
    if (outcome.kind === 'unauthorised' && run.fail()) {
      onChange(true);
      log.error(
        { reason: outcome.reason },
        'Teams does not accept this bot: check BOT_ID, BOT_TENANT_ID and BOT_PASSWORD. Posts wait until it does',
      );
    }
    if (outcome.kind === 'accepted' && run.succeed()) {
      onChange(false);
      log.info({}, 'Teams accepts this bot again; posts go on');
    }
  }

  return {
    isOpen: () => run.isOpen(),
    room: (held) => {
      if (!run.isOpen()) return Infinity;
      return run.secondsUntilTurn() > 0 || held > 0 ? 0 : 1;
    },
    heldTenants: () => outages.heldTenants(),
    admit: (job) => outages.admit(job),
    note(post, outcome) {
      noteRefusal(outcome);
      outages.note(post, outcome);
    },
  };
}

/** The tenants in which requests fail without an answer, each with the posts that have failed so. */
function createOutages(realClock: Clock, log: Pick<Log, 'warn' | 'info'>) {
  const tenants = new Map<string, { circuit: Circuit; failed: Set<string> }>();
  const begin = (tenantId: string) => {
    const outage = { circuit: createCircuit(realClock, OUTAGE), failed: new Set<string>() };
    tenants.set(tenantId, outage);
    return outage;
  };
  return {
    heldTenants: () =>
      [...tenants].filter(([, { circuit }]) => circuit.secondsUntilTurn() > 0).map(([tenantId]) => tenantId),

    admit({ postId, tenantId }: Pick<PostJob, 'postId' | 'tenantId'>): boolean {
      const outage = tenants.get(tenantId);
      if (!outage?.circuit.isOpen()) return true;
      const { circuit, failed } = outage;
      const failureHistory = failed.has(postId) ? LAST_CHANCE_PAUSE_SECONDS - OUTAGE.pauseSeconds : 0;
      if (circuit.secondsUntilTurn() + failureHistory > 0) return false;
      circuit.pause();
      return true;
    },

    note(
      { id, conversation: { tenantId }, replaces }: Pick<Post, 'id' | 'conversation' | 'replaces'>,
      outcome: SendOutcome,
    ): void {
      const outage = tenants.get(tenantId);
      if (isAnswer(outcome)) {
        if (outage?.circuit.isOpen())
          log.info({ tenantId }, 'Teams answers in this tenant again; posts go on');
        tenants.delete(tenantId);
      }
      // An update that nobody answers does no harm when it comes twice.
      if (outcome.kind !== 'ambiguous' || replaces) return;
      const { circuit, failed } = outage ?? begin(tenantId);
      failed.add(id);
      if (!circuit.fail()) return;
      const { reason } = outcome;
      log.warn({ tenantId, reason }, 'Teams does not answer in this tenant: its posts wait until it does');
    },
  };
}

/** Teams has decided about the request itself; what never left says nothing of Teams. */
function isAnswer(outcome: SendOutcome): boolean {
  if (outcome.kind === 'deferred') return outcome.retryAfterSeconds !== undefined;
  return outcome.kind !== 'ambiguous' && outcome.kind !== 'unauthorised';
}

type Circuit = ReturnType<typeof createCircuit>;

/** Opens after so many failures in a row, and gives a turn after each pause until one succeeds. */
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
    /** How long there is no turn; negative: since when there is one. 0 or less while it is closed. */
    secondsUntilTurn: () => (isOpen() ? (pausedUntil - realClock.now().getTime()) / 1_000 : 0),
    /** True when that opens it. */
    fail(): boolean {
      failed++;
      pause();
      return failed === failures;
    },
    /** True when that closes it. */
    succeed(): boolean {
      const wasOpen = isOpen();
      failed = 0;
      return wasOpen;
    },
  };
}
