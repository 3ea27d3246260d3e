/**
 * Who may do what, in one place. Commands, card actions and task modules name their act, and the answer here
 * depends on nothing but the facts that are given.
 */

/** What a person does with the bot, as far as the rules tell it apart. */
export type Act =
  /** Look something up. */
  | 'read'
  /** Change the reminders of the conversation: any member may. */
  | 'change-reminders'
  /** Say something about a server: any member may; whether it counts is decided in servers/server.ts. */
  | 'report-server'
  /** Have a question passed on to the identity team. */
  | 'ask-person'
  /** Ask to become an identity team, or change or stop what the conversation gets. */
  | 'change-alerts'
  /** Say by when the tenant must be done with a notice, which moves everybody's reminders. */
  | 'set-deadline'
  /** Acknowledge, answer or close something on a card that was posted in the conversation. */
  | 'respond'
  /** Take a change back: whoever may make it may. */
  | 'undo'
  /** Confirm a claim, or decide who becomes an identity team. */
  | 'decide';

/** What guests of the tenant may do: nothing, look things up, or the same as members. */
export type GuestAccess = 'none' | 'read' | 'all';

/** Why somebody may not do something. */
export type Refusal = 'guest' | 'guest-change' | 'unknown-person' | 'not-identity-team';

/** Where a tenant's alerts go: to the conversation itself, only to others, or nowhere. */
export type IdentityTeamPlace = 'here' | 'elsewhere' | 'none';

/**
 * Null: allowed. What only an identity team decides is decided where it gets its alerts. A deadline is set there, too, and
 * while the tenant has no identity team, by any member.
 */
export function refusalOf(
  act: Act,
  {
    isGuest,
    guests,
    identityTeam,
    trustsEverybody = false,
  }: {
    /** Null: Teams doesn't say. The person may look things up then, and change nothing. */
    isGuest: boolean | null;
    guests: GuestAccess;
    /** Which conversation of the tenant gets its alerts: whoever can act there is a member of it. */
    identityTeam: IdentityTeamPlace;
    /** In local mode nobody is authenticated; default: false. */
    trustsEverybody?: boolean;
  },
): Refusal | null {
  if (isGuest && guests === 'none') return 'guest';
  if (isGuest === null && guests !== 'all' && act !== 'read') return 'unknown-person';
  if (isGuest && guests === 'read' && act !== 'read') return 'guest-change';
  if (act === 'decide' && identityTeam !== 'here') return 'not-identity-team';
  if (act === 'set-deadline' && identityTeam === 'elsewhere' && !trustsEverybody) return 'not-identity-team';
  return null;
}

/** What happens when a conversation that gets no alerts asks for them. */
export type Admission =
  /** It gets them. */
  | 'joins'
  /** A member of an identity team decides. */
  | 'asks'
  /** Others name the first identity team, or the first one after the last has left. */
  | 'not-entitled';

/**
 * The first identity team of a tenant is named by somebody who added the app to a team; where nobody is known to have
 * done so, by the first who asks. When the last team has left, the next is named by such a person, or in a
 * conversation that was an identity team: whoever writes there was a member. Every further one needs a member's
 * approval.
 */
export function admissionOf({
  hasIdentityTeam,
  hasFormerTeam,
  isFormerTeam,
  installers,
  askerId,
}: {
  hasIdentityTeam: boolean;
  /** Whether some conversation of the tenant was an identity team. */
  hasFormerTeam: boolean;
  /** Whether this one was. */
  isFormerTeam: boolean;
  installers: readonly string[];
  askerId: string;
}): Admission {
  if (hasIdentityTeam) return 'asks';
  const isFirstCome = installers.length === 0 && !hasFormerTeam;
  return isFirstCome || isFormerTeam || installers.includes(askerId) ? 'joins' : 'not-entitled';
}

/** @param teams ids of the conversations that get the tenant's alerts. */
export function identityTeamPlace(
  teams: readonly { conversationId: string }[],
  here: string,
): IdentityTeamPlace {
  if (teams.some(({ conversationId }) => conversationId === here)) return 'here';
  return teams.length > 0 ? 'elsewhere' : 'none';
}

/** Acts for which it counts where the tenant's alerts go. */
export function dependsOnIdentityTeam(act: Act): boolean {
  return act === 'decide' || act === 'set-deadline';
}

/**
 * How far what a person reports of a server is trusted. `team`: they write where the campaign is followed, which is an
 * identity team or a channel that gets reminders. Anybody can open a chat and ask for reminders there, so a chat counts
 * only while no channel gets reminders and no conversation gets alerts. Anybody else is a `person`.
 */
export function reportOriginOf({
  place,
  isIdentityTeam,
  getsReminders,
  isFollowedElsewhere,
}: {
  place: 'personal' | 'groupChat' | 'channel';
  isIdentityTeam: boolean;
  getsReminders: boolean;
  /** Whether some channel of the tenant gets reminders, or some conversation its alerts. */
  isFollowedElsewhere: boolean;
}): 'team' | 'person' {
  if (isIdentityTeam) return 'team';
  return getsReminders && (place === 'channel' || !isFollowedElsewhere) ? 'team' : 'person';
}
