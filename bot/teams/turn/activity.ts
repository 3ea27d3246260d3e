import { createHash } from 'node:crypto';
import type { Activity } from 'botbuilder';
import type { ActivityKey, Author } from '../../access/author.ts';
import { parseZone } from '../../campaign/zones.ts';
import type { LocalNow } from '../../guidance/date-format.ts';
import type { Conversation, ToldName } from '../../delivery/conversation.ts';
import { beginningOf, MAX_TEXT_LENGTH } from './long-text.ts';
import { readQuotedText, readTypedText } from './read-text.ts';

/** The tenant of clients that send none, such as the playground in local mode. */
const NO_TENANT = 'local';

/** Of a reader whose zone Teams doesn't send. */
const DEFAULT_ZONE = 'UTC';

/** An inbound activity: who sent what, and from where. */
export interface Inbound {
  conversation: Conversation;
  /** The names of teams, channels and group chats that it tells. */
  names: readonly ToldName[];
  /** In a channel, the thread; elsewhere, the conversation's id. */
  threadId: string;
  /** Of the activity, alike in each repeat of it; null for clients that send none. */
  activityId: string | null;
  person: Person;
  /**
   * What was typed, on one line: at most `MAX_TEXT_LENGTH` characters of what `readTypedText` gives; may be empty.
   */
  text: string;
  /** The same by line; at least one. */
  lines: readonly string[];
  /**
   * What it quotes, on one line: at most `MAX_TEXT_LENGTH` characters. Empty where Teams doesn't send the words; null for
   * a message that quotes none.
   */
  quoted: string | null;
  /** Whom the message mentions besides the bot; their mentions aren't in `text`. */
  mentioned: readonly Omit<Person, 'objectId'>[];
  /** For a message that was edited: alike in each repeat of this edit; else null. */
  edit: string | null;
  /** Whether more was typed than `text` holds. */
  isCut: boolean;
  /** Whether something else was attached: a file, a picture, a card. */
  hasFile: boolean;
  /** Null for a typed message. */
  action: CardAction | null;
  /** The reader's time zone as Teams sends it, which should be an IANA name. */
  zone: string | null;
  /** The reader's locale as Teams sends it, which should be a BCP 47 tag. */
  locale: string | null;
}

/** The id is this person's for this bot alone. */
export interface Person {
  id: string;
  /** In Microsoft Entra ID; null for clients that send none, such as the playground. */
  objectId: string | null;
  name: string;
}

/** A button that was used on a card. A client may send anything: never trust the data, look up what it names. */
export interface CardAction {
  verb: string;
  /** The button's data with the card's inputs. */
  data: Readonly<Record<string, unknown>>;
  /** The activity that the card is in; null when Teams doesn't send it. */
  cardId: string | null;
}

/** Reads an activity as Teams sends it. */
export function readInbound(activity: Activity): Inbound {
  const typed = readTypedText(activity);
  const text = beginningOf(typed);
  const quoted = readQuotedText(activity);
  return {
    conversation: {
      tenantId: tenantOf(activity) ?? NO_TENANT,
      id: conversationIdOf(activity),
      kind: kindOf(activity),
      serviceUrl: activity.serviceUrl,
      botId: activity.recipient.id,
      teamId: teamOf(activity)?.id,
    },
    names: namesIn(activity),
    threadId: activity.conversation.id,
    activityId: activity.id || null,
    person: {
      id: activity.from.id,
      objectId: activity.from.aadObjectId || null,
      name: activity.from.name || 'Somebody',
    },
    text: text.replaceAll('\n', ' '),
    lines: text.split('\n'),
    quoted: quoted && beginningOf(quoted),
    mentioned: mentionedIn(activity),
    edit: editOf(activity),
    isCut: typed.length > MAX_TEXT_LENGTH,
    hasFile: (activity.attachments ?? []).some(({ contentType }) => contentType !== 'text/html'),
    action: actionIn(activity),
    zone: activity.localTimezone || clientInfo(activity).timezone || null,
    locale: activity.locale || clientInfo(activity).locale || null,
  };
}

/** Whether a message was edited; one that was deleted and restored comes as an update, too. */
export function isEdit({ type, channelData }: Activity): boolean {
  const { eventType } = fieldsOf(channelData);
  return type === 'messageUpdate' && (eventType ?? 'editMessage') === 'editMessage';
}

/** Tells the edits of one message apart: they have its id. */
function editOf(activity: Activity): string | null {
  if (!isEdit(activity)) return null;
  const said = JSON.stringify([activity.timestamp, activity.text]);
  return createHash('sha256').update(said).digest('hex').slice(0, 12);
}

/** The author of whatever the activity changes. */
export function authorOf(inbound: Inbound): Author {
  const { person, conversation } = inbound;
  const activity = keyOf(inbound);
  return { id: person.objectId, name: person.name, conversationId: conversation.id, activity };
}

/** Undefined for clients that give an activity no id. */
export function activityKeyOf(activity: Activity): ActivityKey | undefined {
  return keyOf(readInbound(activity));
}

function keyOf({ conversation, threadId, activityId, edit }: Inbound): ActivityKey | undefined {
  if (activityId === null) return undefined;
  const own = edit === null ? activityId : `${activityId} edited ${edit}`;
  return { tenantId: conversation.tenantId, conversationId: threadId, activityId: own };
}

/** The moment for this reader; a zone that isn't known becomes UTC. */
export function localNowOf({ zone, locale }: Inbound, now: Date): LocalNow {
  return { now, zone: parseZone(zone ?? '') ?? DEFAULT_ZONE, locale: locale ?? undefined };
}

/** Undefined where the activity names no tenant. */
export function tenantOf(activity: Partial<Activity>): string | undefined {
  return tenantsNamedIn(activity)[0];
}

/** Wherever the activity names its tenant: in Teams' data, and in the conversation. */
export function tenantsNamedIn({ channelData, conversation }: Partial<Activity>): string[] {
  const teamsData = channelData as { tenant?: { id?: string } } | undefined;
  return [teamsData?.tenant?.id, conversation?.tenantId].filter((tenant) => tenant !== undefined);
}

/** Set on messages in a team's channels, and on the events of a team. */
function teamOf({ channelData }: Activity): Named | undefined {
  return (channelData as { team?: Named } | undefined)?.team;
}

interface Named {
  id?: string;
  name?: string;
}

/**
 * A team's and a channel's name come in Teams' data: always in the event that a person creates or renames one, and in
 * other activities as Teams likes. A group chat's comes with the conversation, once people have given it one.
 */
function namesIn(activity: Activity): ToldName[] {
  const { channel } = (activity.channelData ?? {}) as { channel?: Named };
  const chat = kindOf(activity) === 'groupChat' ? activity.conversation : undefined;
  const told = [
    { of: 'team', ...teamOf(activity) },
    { of: 'conversation', ...channel },
    { of: 'conversation', id: chat?.id, name: chat?.name },
  ] as const;
  return told.flatMap(({ of, id, name }) => {
    const shown = name?.replaceAll(/\s+/g, ' ').trim();
    return id && shown ? [{ of, id, name: shown }] : [];
  });
}

function kindOf({ conversation }: Activity): Conversation['kind'] {
  if (conversation.conversationType === 'channel') return 'channel';
  return conversation.conversationType === 'groupChat' || conversation.isGroup ? 'groupChat' : 'personal';
}

/** A channel message has its thread in the id, `19:…@thread.tacv2;messageid=…`: the part before `;` is the channel. */
function conversationIdOf({ conversation }: Activity): string {
  return conversation.id.split(';', 1)[0] ?? conversation.id;
}

/** `Action.Execute` arrives as an invoke; its fallback `Action.Submit` as a message whose value is the data. */
function actionIn(activity: Activity): CardAction | null {
  const cardId = activity.replyToId || null;
  if (activity.type === 'invoke') {
    const { action, actionName, actionValue } = fieldsOf(activity.value);
    if (actionName === 'feedback') return feedbackIn(fieldsOf(actionValue), cardId);
    const { verb, data } = fieldsOf(action);
    return typeof verb === 'string' ? { verb, data: fieldsOf(data), cardId } : null;
  }
  const { verb, ...data } = fieldsOf(activity.value);
  return typeof verb === 'string' ? { verb, data, cardId } : null;
}

/** Teams' thumbs below a message, as the buttons of a card. */
function feedbackIn(
  { reaction, feedback }: Record<string, unknown>,
  cardId: string | null,
): CardAction | null {
  if (reaction !== 'like' && reaction !== 'dislike') return null;
  const verb = reaction === 'like' ? 'helpful' : 'unhelpful';
  return { verb, data: { remark: remarkIn(feedback) }, cardId };
}

/** Teams sends its form's fields as JSON; the playground, what was typed as it is. */
function remarkIn(feedback: unknown): unknown {
  if (typeof feedback !== 'string') return fieldsOf(feedback)['feedbackText'];
  try {
    return fieldsOf(JSON.parse(feedback))['feedbackText'];
  } catch {
    return feedback;
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

interface ClientInfo {
  timezone?: string;
  locale?: string;
}

/** Teams' clients also send their zone and locale in an entity. */
function clientInfo({ entities = [] }: Activity): ClientInfo {
  const { timezone, locale } = fieldsOf(entities.find(({ type }) => type === 'clientInfo'));
  return {
    ...(typeof timezone === 'string' && { timezone }),
    ...(typeof locale === 'string' && { locale }),
  };
}

/** Each person once. */
function mentionedIn({ entities = [], recipient }: Activity): Omit<Person, 'objectId'>[] {
  const people = entities.flatMap(({ type, mentioned }) => {
    const { id, name } = fieldsOf(mentioned);
    const isPerson = type === 'mention' && typeof id === 'string' && id !== recipient.id;
    return isPerson ? [[id, { id, name: typeof name === 'string' ? name : 'Somebody' }] as const] : [];
  });
  return [...new Map(people).values()];
}
