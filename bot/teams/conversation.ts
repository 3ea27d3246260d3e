import { TurnContext, type Activity } from 'botbuilder';
import type { Conversation } from '../reminders/ports.ts';

/** Local mode's clients, such as the playground, may send no tenant. */
const NO_TENANT = 'local';

/** Who is asking, and from where: an inbound activity in the design's words. */
export interface Inbound {
  conversation: Conversation;
  /** What was typed, without the mention of the bot, on one line. */
  text: string;
  /** The topic whose button was pressed; null when somebody typed. */
  intent: string | null;
  /** The reader's IANA zone, when Teams tells it. */
  zone: string | null;
}

/** Reads an activity that Teams sent. */
export function readInbound(activity: Activity): Inbound {
  return {
    conversation: {
      tenantId: tenantOf(activity) ?? NO_TENANT,
      id: conversationIdOf(activity),
      kind: kindOf(activity),
      serviceUrl: activity.serviceUrl,
      botId: activity.recipient.id,
    },
    text: textOf(activity),
    intent: pressedIntent(activity),
    zone: activity.localTimezone || clientZone(activity),
  };
}

/** The tenant that the activity says it comes from; undefined when it says none. */
export function tenantOf(activity: Partial<Activity>): string | undefined {
  const channelData = activity.channelData as { tenant?: { id?: string } } | undefined;
  return channelData?.tenant?.id ?? activity.conversation?.tenantId;
}

function kindOf({ conversation }: Activity): Conversation['kind'] {
  if (conversation.conversationType === 'channel') return 'channel';
  return conversation.conversationType === 'groupChat' || conversation.isGroup ? 'groupChat' : 'personal';
}

/** A message in a channel carries its thread in the id (`19:…@thread.tacv2;messageid=…`); a new thread goes to the channel. */
function conversationIdOf({ conversation }: Activity): string {
  return conversation.id.split(';', 1)[0] ?? conversation.id;
}

/** What a card sends is only a name to look up: anybody can send anything. */
function pressedIntent(activity: Activity): string | null {
  const value = activity.value as { intent?: unknown } | null | undefined;
  return typeof value?.intent === 'string' ? value.intent : null;
}

/** Teams' clients tell their zone beside the activity, too. */
function clientZone({ entities = [] }: Activity): string | null {
  const client = entities.find(({ type }) => type === 'clientInfo') as { timezone?: string } | undefined;
  return client?.timezone ?? null;
}

function textOf(activity: Activity): string {
  const text = activity.text ? TurnContext.removeRecipientMention({ ...activity }) : '';
  return text
    .replaceAll(/<at>[^<]*<\/at>/gi, ' ')
    .replaceAll(/&nbsp;|\s+/gi, ' ')
    .trim()
    .replace(/^@cutover\b[,:]?\s*/i, '');
}
