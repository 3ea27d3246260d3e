/** Where a process is in its life. Messages are accepted only while it is `running`. */
export type Phase = 'starting' | 'running' | 'stopping';

/** What Cutover cannot work without, as `/readyz` names it. */
export type Part = 'store' | 'signing-keys' | 'reminders' | 'delivery';

/** The answer of `/readyz`: 200 for `ok`, else 503. */
export interface ReadinessReport {
  status: 'ok' | 'starting' | 'stopping' | 'failing';
  /** One sentence for each failing part, without addresses or secrets: anybody may read it. */
  failing?: Partial<Record<Part, string>>;
}

/** Whether this instance should get traffic. Parts report; `/readyz` and `/healthz` only read. */
export interface Readiness {
  phase(): Phase;
  enter(phase: Phase): void;
  /** Records why a part fails, or with null that it works. A part that never reports works. */
  report(part: Part, problem: string | null): void;
  read(): ReadinessReport;
}

export function createReadiness(): Readiness {
  let phase: Phase = 'starting';
  const problems = new Map<Part, string>();
  return {
    phase: () => phase,
    enter(next) {
      phase = next;
    },
    report(part, problem) {
      if (problem === null) problems.delete(part);
      else problems.set(part, problem);
    },
    read() {
      if (phase !== 'running') return { status: phase };
      if (problems.size === 0) return { status: 'ok' };
      return { status: 'failing', failing: Object.fromEntries(problems) };
    },
  };
}
