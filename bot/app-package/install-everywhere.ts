import type { Installations, Target } from './installations.ts';

/** The result for one target. */
export interface InstallOutcome {
  target: Target;
  result: 'installed' | 'would-install' | 'already' | 'failed';
  /** Why it failed. */
  reason?: string;
}

/**
 * Installs the app for the targets that don't have it, one after the other, and reports each outcome at once. A failure
 * doesn't stop the others. Graph stores what is installed, so that a second run continues where the first one stopped.
 * @param catalogueId the app's ID in the organisation's catalogue.
 * @param isApplied false to change nothing and report what would be installed.
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
  onOutcome: (outcome: InstallOutcome) => void;
}): Promise<InstallOutcome[]> {
  const outcomes: InstallOutcome[] = [];
  for (const target of targets) {
    const outcome = { target, ...(await installFor(target)) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;

  async function installFor(target: Target): Promise<Omit<InstallOutcome, 'target'>> {
    const has = await installations.isInstalled(target, catalogueId);
    if (typeof has === 'object') return { result: 'failed', reason: has.failed };
    if (has) return { result: 'already' };
    if (!isApplied) return { result: 'would-install' };
    const answer = await installations.install(target, catalogueId);
    return typeof answer === 'object' ? { result: 'failed', reason: answer.failed } : { result: answer };
  }
}
