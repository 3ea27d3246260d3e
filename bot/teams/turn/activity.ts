import { TurnContext, type Activity } from 'botbuilder';
import { parseZone } from '../../campaign/zones.ts';
import type { Moment } from '../../guidance/moments.ts';
import type { Conversation } from '../../delivery/conversation.ts';

/** Local mode's clients, such as the playground, may send no tenant. */
const NO_TENANT = 'local';

/** What a reader without a zone is told the date by. */
const DEFAULT_ZONE = 'UTC';

/** Who is asking, and from where: an inbound activity in the design's words. */
export interface Inbound {
  conversation: Conversation;
  /** Of a channel: the thread in the channel; elsewhere the conversation's id. */
  threadId: string;
  person: Person;
  /** What was typed, without the mention of the bot, on one line. */
  text: string;
  /** Something was sent beside the words: a file, a picture, a card. */
  hasFile: boolean;
  /** What was pressed on a card; null when somebody typed. */
  action: CardAction | null;
  /** The reader's IANA zone, when Teams tells it. */
  zone: string | null;
  /** The reader's BCP 47 tag, when Teams tells it. */
  locale: string | null;
}

/** As the channel names them: the id is the bot's own for this person. */
export interface Person {
  id: string;
  name: string;
}

/** A button of a card that was pressed. Anybody can send anything: its data are names to look up, never to believe. */
export interface CardAction {
  verb: string;
  /** The button's data and the card's inputs. */
  data: Readonly<Record<string, unknown>>;
  /** The activity that the card is in; null when Teams does not say. */
  cardId: string | null;
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
      teamId: teamOf(activity),
    },
    threadId: activity.conversation.id,
    person: { id: activity.from.id, name: activity.from.name || 'Somebody' },
    text: textOf(activity),
    hasFile: (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html'),
    action: actionIn(activity),
    zone: activity.localTimezone || clientInfo(activity)?.timezone || null,
    locale: activity.locale || clientInfo(activity)?.locale || null,
  };
}

/** The moment as the reader's zone sees it, to be told in the manner of their locale. */
export function momentOf({ zone, locale }: Inbound, now: Date): Moment {
  return { now, zone: parseZone(zone ?? '') ?? DEFAULT_ZONE, locale: locale ?? undefined };
}

/** The tenant that the activity says it comes from; undefined when it says none. */
export function tenantOf(activity: Partial<Activity>): string | undefined {
  const channelData = activity.channelData as { tenant?: { id?: string } } | undefined;
  return channelData?.tenant?.id ?? activity.conversation?.tenantId;
}

/** Told in a team, by what is said in its channels and by what happens to them. */
function teamOf(activity: Activity): string | undefined {
  return (activity.channelData as { team?: { id?: string } } | undefined)?.team?.id;
}

function kindOf({ conversation }: Activity): Conversation['kind'] {
  if (conversation.conversationType === 'channel') return 'channel';
  return conversation.conversationType === 'groupChat' || conversation.isGroup ? 'groupChat' : 'personal';
}

/** A message in a channel carries its thread in the id (`19:…@thread.tacv2;messageid=…`); a new thread goes to the channel. */
function conversationIdOf({ conversation }: Activity): string {
  return conversation.id.split(';', 1)[0] ?? conversation.id;
}

/** `Action.Execute` comes as an invoke; its fall-back `Action.Submit` as a message whose value is the data. */
function actionIn(activity: Activity): CardAction | null {
  const cardId = activity.replyToId || null;
  if (activity.type === 'invoke') {
    const { action } = fieldsOf(activity.value);
    const { verb, data } = fieldsOf(action);
    return typeof verb === 'string' ? { verb, data: fieldsOf(data), cardId } : null;
  }
  const { verb, ...data } = fieldsOf(activity.value);
  return typeof verb === 'string' ? { verb, data, cardId } : null;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

interface ClientInfo {
  timezone?: string;
  locale?: string;
}

/** Teams' clients tell their zone and language beside the activity, too. */
function clientInfo({ entities = [] }: Activity): ClientInfo | undefined {
  return entities.find(({ type }) => type === 'clientInfo') as ClientInfo | undefined;
}

/** Teams writes what was typed as HTML. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function textOf(activity: Activity): string {
  const text = activity.text ? TurnContext.removeRecipientMention({ ...activity }) : '';
  return text
    .replaceAll(/<at>[^<]*<\/at>/gi, ' ')
    .replaceAll(/&nbsp;|\s+/gi, ' ')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .trim()
    .replace(/^@cutover\b[,:]?\s*/i, '');
}
