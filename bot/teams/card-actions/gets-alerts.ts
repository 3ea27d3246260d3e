import type { Reaction } from '../turn/reaction.ts';
import type { CardActionContext } from './card-action.ts';

/** Whether the conversation is an identity team now: it may have left since its card was posted. */
export async function getsAlerts({
  identityTeams,
  inbound: { conversation },
}: Pick<CardActionContext, 'identityTeams' | 'inbound'>): Promise<boolean> {
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  return teams.some(({ conversationId }) => conversationId === conversation.id);
}

export const NO_LONGER_A_TEAM: Reaction = {
  toast: 'Alerts and questions are no longer handled in this conversation.',
};
