import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { IdentityTeamRequestStore } from '../identity-team-request.ts';
import type { AlertStore } from '../ports.ts';

/** Lets the alerts hear what became of the requests to become an identity team. */
export async function reviewRequests(
  {
    identityTeamRequests,
    alerts,
  }: {
    identityTeamRequests: Pick<IdentityTeamRequestStore, 'review'>;
    alerts: Pick<AlertStore, 'apply'>;
  },
  now: Date,
): Promise<void> {
  const requests = await identityTeamRequests.review(now);
  await alerts.apply(
    requests.flatMap((request) => evaluate(ALERT_KINDS.identityTeamRequest, request)),
    now,
  );
}
