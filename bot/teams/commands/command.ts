import type { Act } from '../../access/acts.ts';
import type { Authored } from '../../access/author.ts';
import type { IdentityTeamRequestStore } from '../../alerts/identity-team-request.ts';
import type { AlertStore, IdentityTeamStore } from '../../alerts/ports.ts';
import type { Membership } from '../../dashboard/ports.ts';
import type { UndoStore } from '../../dashboard/undo.ts';
import type { TenantPortfolios } from '../../deadlines/tenant-portfolios.ts';
import type { ConversationStore } from '../../delivery/conversation.ts';
import type { PlaceStore } from '../../delivery/place.ts';
import type { Message } from '../../delivery/message.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Portfolio } from '../../guidance/portfolio.ts';
import type { LocalNow } from '../../guidance/date-format.ts';
import type { HandoffStore } from '../../questions/handoff.ts';
import type { Option } from '../../questions/thread-memory.ts';
import type { ReminderHistory, SubscriptionStore } from '../../reminders/ports.ts';
import type { ServerRegistry } from '../../servers/server-registry.ts';
import { authorOf, type Inbound } from '../turn/activity.ts';

/** What the handlers of commands work with. */
export interface CommandServices {
  portfolios: TenantPortfolios;
  conversations: ConversationStore;
  subscriptions: SubscriptionStore;
  reminderHistory: ReminderHistory;
  places: Pick<PlaceStore, 'find'>;
  identityTeams: IdentityTeamStore;
  identityTeamRequests: Pick<IdentityTeamRequestStore, 'ask' | 'find' | 'decide' | 'review'>;
  alerts: Pick<AlertStore, 'apply' | 'find' | 'acknowledge'>;
  registry: Pick<
    ServerRegistry,
    | 'record'
    | 'confirm'
    | 'forget'
    | 'rename'
    | 'list'
    | 'progress'
    | 'progressOfAll'
    | 'reviewTenant'
    | 'serverNames'
  >;
  handoffs: HandoffStore;
  undo: UndoStore;
  /** Asks Teams whether somebody is a member of a conversation; rejects when Teams can't say. */
  isMember: Membership['isMember'];
  /** In local mode nobody is authenticated. */
  trustsEverybody: boolean;
  /** As in `Config`. */
  remindAtOnce: boolean;
  /** As in `Config`. */
  hasFeedbackLoop: boolean;
  /** Buttons that open the dashboard's overview of a notice; empty where it has no address. */
  dashboardLinks: (noticeId: string) => readonly { title: string; url: string }[];
}

/** The services, with the message that is answered. */
export interface CommandContext extends CommandServices {
  /** The notices, with the dates that the tenant has set. */
  portfolio: Portfolio;
  /** The notice that is meant: the card's own, or the most urgent one for the tenant. */
  guide: Guide;
  /** Notes the servers that the answer is about: "it" in the next message means them. */
  speakOf: (servers: readonly string[]) => void;
  /** Notes what the answer asks back, so that a press or a typed answer does it. */
  offer: (options: readonly Option[]) => void;
  /** The numbers in the audit trail of what the last message in the thread has changed: `undo` takes them back together. */
  lastChanges: readonly string[];
  /** Every notice, the most urgent one for the tenant first. */
  urgent: readonly [Guide, ...Guide[]];
  inbound: Inbound;
  localNow: LocalNow;
}

/** Who asks for a change, and when. */
export function authored({ inbound, localNow }: Pick<CommandContext, 'inbound' | 'localNow'>): Authored {
  return { by: authorOf(inbound), now: localNow.now };
}

/** A line in Teams' menu of commands, which has room for ten. */
export interface MenuLine {
  /** What is typed when the line is chosen; at most 32 characters. */
  title: string;
  /** The same in a personal chat, where it differs. */
  personalTitle?: string;
  /** At most 128 characters. */
  description: string;
}

/** A command as its file defines it. */
export interface CommandDefinition<Arguments> {
  /** Unique among all commands, in kebab case. */
  name: string;
  /** The plain forms that people type, the one to show first; `parse` reads each of them. */
  forms: readonly [string, ...string[]];
  /** Its lines in Teams' menu of commands (`commandLists` in the app's manifest); default: none. */
  menu?: readonly MenuLine[];
  /** What it does, as far as somebody may not do it. */
  act: Act;
  /** The arguments of a typed command; null for any other text. `text` has no punctuation at its end. */
  parse(text: string): Arguments | null;
  /** The answer; null when there is nothing to do, and the text is answered as a question. */
  handle(args: Arguments, context: CommandContext): Promise<Message | null> | Message | null;
}

/** A command as the list holds it: what was parsed stays with the command that parsed it. */
export interface Command extends Required<Pick<CommandDefinition<never>, 'name' | 'forms' | 'menu'>> {
  read(text: string): ParsedCommand | null;
}

export interface ParsedCommand {
  name: string;
  act: Act;
  args: unknown;
  /** Carries it out; null as `handle` says. */
  run(context: CommandContext): Promise<Message | null>;
}

export function defineCommand<Arguments>(definition: CommandDefinition<Arguments>): Command {
  const { name, act, forms, menu = [] } = definition;
  return {
    name,
    forms,
    menu,
    read(text) {
      const args = definition.parse(text);
      if (args === null) return null;
      return { name, act, args, run: async (context) => definition.handle(args, context) };
    },
  };
}
