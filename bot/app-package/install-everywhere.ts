import type { Installations, Target } from './installations.ts';

/** What became of one target, or what would. */
export interface Outcome {
  target: Target;
  became: 'installed' | 'would-install' | 'already' | 'failed';
  /** Why it failed. */
  reason?: string;
}

/**
 * Installs the app for each target that does not have it, one after the other, and tells each outcome as it comes.
 * Nothing is remembered here: Graph knows what is done, so that the same call goes on where another one ended.
 * Without `isApplied` nothing is changed.
 */
export async function installEverywhere({
  targets,
  installations,
  catalogueId,
  isApplied,
  onOutcome,
}: {
  targets: readonly Target[];
  installations: Installations;
  catalogueId: string;
  isApplied: boolean;
  onOutcome: (outcome: Outcome) => void;
}): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const target of targets) {
    const outcome = { target, ...(await becomeOf(target)) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;

  async function becomeOf(target: Target): Promise<Omit<Outcome, 'target'>> {
    const has = await installations.isInstalled(target, catalogueId);
    if (typeof has === 'object') return { became: 'failed', reason: has.failed };
    if (has) return { became: 'already' };
    if (!isApplied) return { became: 'would-install' };
    const answer = await installations.install(target, catalogueId);
    return typeof answer === 'object' ? { became: 'failed', reason: answer.failed } : { became: answer };
  }
}
