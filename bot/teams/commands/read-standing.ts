import { identityTeamPlace, reportOriginOf } from '../../access/acts.ts';
import type { CommandContext } from './command.ts';

/** How far what is said in the conversation is trusted, and whether it is an identity team's. */
export async function readStanding({
  identityTeams,
  subscriptions,
  inbound: { conversation },
}: Pick<CommandContext, 'identityTeams' | 'subscriptions' | 'inbound'>): Promise<{
  origin: 'team' | 'person';
  isIdentityTeam: boolean;
}> {
  const teams = await identityTeams.teamsOf(conversation.tenantId);
  const { isHere, isAnyChannel } = await subscriptions.findFollowers(conversation);
  const isIdentityTeam = identityTeamPlace(teams, conversation.id) === 'here';
  const origin = reportOriginOf({
    place: conversation.kind,
    isIdentityTeam,
    getsReminders: isHere,
    isFollowedElsewhere: isAnyChannel || teams.length > 0,
  });
  return { origin, isIdentityTeam };
}
