import type { Activity } from 'botbuilder';
import type { Log } from '../platform/log.ts';
import type { Inbound } from './turn/activity.ts';
import type { Scope, SuspensionReason, ConversationStore } from '../delivery/conversation.ts';

/** An event that suspends or resumes the reminders of a channel or a team. */
interface TeamEvent {
  of: 'channel' | 'team';
  because: SuspensionReason;
  isOver: boolean;
}

/** By `eventType`. Created and renamed channels and teams change no reminders. */
const EVENTS: Readonly<Record<string, TeamEvent>> = {
  channelDeleted: { of: 'channel', because: 'channel-deleted', isOver: false },
  channelRestored: { of: 'channel', because: 'channel-deleted', isOver: true },
  teamArchived: { of: 'team', because: 'team-archived', isOver: false },
  teamUnarchived: { of: 'team', because: 'team-archived', isOver: true },
  teamDeleted: { of: 'team', because: 'team-deleted', isOver: false },
  teamHardDeleted: { of: 'team', because: 'team-deleted', isOver: false },
  teamRestored: { of: 'team', because: 'team-deleted', isOver: true },
};

interface TeamsData {
  eventType?: string;
  channel?: { id?: string };
  team?: { id?: string };
}

/** Whether the activity suspends or resumes reminders. */
export function isTeamEvent({ channelData }: Activity): boolean {
  return Object.hasOwn(EVENTS, (channelData as TeamsData | undefined)?.eventType ?? '');
}

/** Suspends reminders where the bot can no longer post, and resumes them where it can again. */
export interface TeamEvents {
  /** Handles an activity for which `isTeamEvent` holds. */
  take(activity: Activity, inbound: Inbound): Promise<void>;
  /** The bot was removed; from a team: from all its channels. `at`: by Teams' clock. */
  removed(inbound: Inbound, at: Date): Promise<void>;
  /** The bot was added (again). False if it was added or removed later than that: the event came late. */
  added(inbound: Inbound, at: Date): Promise<boolean>;
}

export function createTeamEvents({
  conversations,
  log,
  count,
}: {
  conversations: Pick<ConversationStore, 'suspend' | 'resume' | 'recordInstallation'>;
  log: Log;
  /** Counts subscriptions that were suspended, by the reason. */
  count: (reason: string, subscriptions: number) => void;
}): TeamEvents {
  async function change(scope: Scope, { because, isOver }: Omit<TeamEvent, 'of'>): Promise<void> {
    const subscriptions = await conversations[isOver ? 'resume' : 'suspend'](scope, because);
    if (subscriptions === 0) return;
    log.info({ ...scope, because, subscriptions }, isOver ? 'reminders resumed' : 'reminders suspended');
    if (!isOver) count(because, subscriptions);
  }

  const everywhereIn = ({ conversation: { tenantId, id, teamId } }: Inbound): Scope[] => [
    { tenantId, conversationId: id },
    ...(teamId === undefined ? [] : [{ tenantId, teamId }]),
  ];
  const changeAll = async (inbound: Inbound, { at, isOver }: { at: Date; isOver: boolean }) => {
    const { conversation } = inbound;
    if (!(await conversations.recordInstallation(conversation, at))) {
      log.info({ conversationId: conversation.id, at, isOver }, 'ignored a late change of the installation');
      return false;
    }
    for (const scope of everywhereIn(inbound)) await change(scope, { because: 'removed', isOver });
    return true;
  };

  return {
    async take(activity, { conversation: { tenantId } }) {
      const { eventType = '', channel, team } = activity.channelData as TeamsData;
      const event = EVENTS[eventType];
      const id = (event?.of === 'channel' ? channel : team)?.id;
      if (!event || !id) return;
      const scope = event.of === 'channel' ? { tenantId, conversationId: id } : { tenantId, teamId: id };
      await change(scope, event);
    },
    removed: async (inbound, at) => {
      await changeAll(inbound, { at, isOver: false });
    },
    added: (inbound, at) => changeAll(inbound, { at, isOver: true }),
  };
}
