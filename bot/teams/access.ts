import {
  dependsOnIdentityTeam,
  identityTeamPlace,
  refusalOf,
  type Act,
  type GuestAccess,
  type IdentityTeamPlace,
  type Refusal,
} from '../access/acts.ts';
import type { IdentityTeamStore } from '../alerts/ports.ts';
import type { Message } from '../delivery/message.ts';
import type { Guide } from '../guidance/guide.ts';
import { renderNote } from '../rendering/note-cards.ts';
import type { IsGuest } from './connector/guests.ts';
import type { Inbound } from './turn/activity.ts';

/** Whether whoever sent an activity may do something, with what is known about them. */
export interface Access {
  /** Null: allowed. */
  refusalOf(act: Act, inbound: Inbound): Promise<Refusal | null>;
}

export function createAccess({
  identityTeams,
  isGuest,
  guests,
  trustsEverybody,
}: {
  identityTeams: Pick<IdentityTeamStore, 'teamsOf'>;
  /** Null in local mode, where nobody is known to be a guest. */
  isGuest: IsGuest | null;
  guests: GuestAccess;
  /** In local mode nobody is authenticated. */
  trustsEverybody: boolean;
}): Access {
  async function findIdentityTeam({ conversation: { tenantId, id } }: Inbound): Promise<IdentityTeamPlace> {
    return identityTeamPlace(await identityTeams.teamsOf(tenantId), id);
  }
  return {
    refusalOf: async (act, inbound) =>
      refusalOf(act, {
        isGuest:
          isGuest !== null && guests !== 'all' && (await isGuest(inbound.conversation, inbound.person.id)),
        guests,
        identityTeam: dependsOnIdentityTeam(act) ? await findIdentityTeam(inbound) : 'none',
        trustsEverybody,
      }),
  };
}

/** A sentence for each refusal. */
export const REFUSALS: Readonly<Record<Refusal, string>> = {
  guest: 'Guests can’t use Cutover in this organisation. Ask one of its members.',
  'guest-change':
    'Guests can ask questions here, but not change anything. Ask a member of this organisation.',
  'unknown-person':
    'Teams didn’t say whether you’re a guest here, so nothing was changed. Try again in a minute.',
  'not-identity-team':
    'Only members of an identity team can do this, in the conversation that gets its alerts.',
};

export function renderRefusal(guide: Guide, refusal: Refusal): Message {
  return renderNote(guide, {
    title: 'You can’t do this',
    paragraphs: [REFUSALS[refusal]],
    hasSource: false,
  });
}
