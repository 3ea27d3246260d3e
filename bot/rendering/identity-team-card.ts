import type { IdentityTeamRequest } from '../alerts/identity-team-request.ts';
import type { Message } from '../delivery/message.ts';
import { escapeMarkdown } from './message.ts';
import { renderNote, type Note } from './note-cards.ts';

const TAKEN_BACK: Note = {
  title: 'No alerts here for now',
  paragraphs: [
    'The identity team took its decision back. Until a member decides again, no alerts and no questions are posted here.',
  ],
};

/** Tells a conversation what became of its request to get alerts. */
export function renderIdentityTeamDecision({
  state,
  decidedBy,
}: Pick<IdentityTeamRequest, 'state' | 'decidedBy'>): Message {
  if (state === 'waiting') return renderNote(null, TAKEN_BACK);
  const by = escapeMarkdown(decidedBy ?? 'the identity team');
  const isApproved = state === 'approved';
  return renderNote(null, {
    title: isApproved ? 'Alerts are on' : 'No alerts here',
    paragraphs: [
      isApproved
        ? `Approved by ${by}. From now on, alerts and questions are posted here. To stop, type: @Cutover stop alerts`
        : `Declined by ${by}.`,
    ],
  });
}
