import { placeInSentence } from '../../delivery/place.ts';
import type { AlertKind } from '../alert-kind.ts';
import { REQUEST_DAYS, type IdentityTeamRequest } from '../identity-team-request.ts';

const LEVELS = [
  'all alerts and questions, at once',
  'alerts that the identity team leaves unacknowledged',
  'alerts that nobody else acknowledges',
];

/** A further conversation wants alerts and questions. */
export const identityTeamRequest: AlertKind<IdentityTeamRequest & { name: string | null }> = {
  key: ({ id }) => `identity team request ${id}`,

  severity: ({ state }) => (state === 'waiting' ? 'warning' : null),

  describe: ({ id, asker, place, name, preferences, askedAt }) => ({
    title: `${asker.name} wants alerts in ${placeInSentence({ kind: place, name })}`,
    since: askedAt,
    facts: [{ title: 'They would get', value: LEVELS[preferences.level ?? 0] ?? '' }],
    meaning: 'Until you approve it, that conversation gets no alerts and no questions.',
    next: {
      text: `Approve it if everybody there may see what people ask and which servers you run. It expires after ${REQUEST_DAYS} days.`,
      url: null,
    },
    why: 'Identity teams decide who else gets alerts.',
    decisions: [
      { title: 'Approve', verb: 'approve-identity-team', subject: id },
      { title: 'Decline', verb: 'decline-identity-team', subject: id },
    ],
  }),

  outcome: ({ state, decidedBy }) =>
    state === 'expired' ? 'Nobody decided in time.' : `It was ${state} by ${decidedBy ?? 'a member'}.`,
};
