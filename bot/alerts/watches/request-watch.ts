import type { PlaceStore } from '../../delivery/place.ts';
import { evaluate } from '../alert-kind.ts';
import { ALERT_KINDS } from '../kinds/all-kinds.ts';
import type { IdentityTeamRequest, IdentityTeamRequestStore } from '../identity-team-request.ts';
import type { AlertStore } from '../ports.ts';

/** Lets the alerts hear what became of the requests to become an identity team. */
export async function reviewRequests(
  {
    identityTeamRequests,
    alerts,
    places,
  }: {
    identityTeamRequests: Pick<IdentityTeamRequestStore, 'review'>;
    alerts: Pick<AlertStore, 'apply'>;
    places: Pick<PlaceStore, 'find'>;
  },
  now: Date,
): Promise<void> {
  const requests = await identityTeamRequests.review(now);
  for (const request of requests) await reviewRequest({ request, alerts, places }, now);
}

/** The same of one request. */
export async function reviewRequest(
  {
    request,
    alerts,
    places,
  }: {
    request: IdentityTeamRequest;
    alerts: Pick<AlertStore, 'apply'>;
    places: Pick<PlaceStore, 'find'>;
  },
  now: Date,
): Promise<void> {
  const { tenantId, conversationId } = request;
  const place = (await places.find(tenantId, [conversationId])).get(conversationId);
  const signals = evaluate(ALERT_KINDS.identityTeamRequest, { ...request, name: place?.name ?? null });
  await alerts.apply(signals, now);
}
