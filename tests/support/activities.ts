import { randomUUID } from 'node:crypto';

/** Where a test's activities come from. */
export interface Place {
  serviceUrl: string;
  /** Of a channel: the channel itself, without a thread. */
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  tenantId: string;
  /** Sent as Teams' clients do; left out when null. */
  zone: string | null;
}

export type InboundActivity = Record<string, unknown> & { id: string };

const BOT = { id: '28:cutover', name: 'Cutover' };
const PERSON = { id: '29:person', name: 'Kim', aadObjectId: '00000000-0000-0000-0000-0000000000aa' };
export const TENANT = '00000000-0000-0000-0000-0000000000cc';

/** A conversation that no other test uses. */
export function createPlace(
  serviceUrl: string,
  kind: Place['kind'] = 'channel',
  changes: Partial<Place> = {},
): Place {
  const id = { personal: `a:${randomUUID()}`, groupChat: `19:${randomUUID()}@thread.v2` };
  const conversationId = kind === 'channel' ? `19:${randomUUID()}@thread.tacv2` : id[kind];
  return { serviceUrl, conversationId, kind, tenantId: TENANT, zone: 'Europe/Berlin', ...changes };
}

/** What somebody types: as it stands in a personal chat, after a mention of the bot elsewhere; in a channel in a thread. */
export function messageIn(place: Place, text: string): InboundActivity {
  const activity = activityIn(place, 'message');
  if (place.kind === 'personal') return { ...activity, text };
  const mention = { type: 'mention', mentioned: BOT, text: '<at>Cutover</at>' };
  const entities = [...(activity['entities'] as object[]), mention];
  return { ...activity, text: `<at>Cutover</at> ${text}\n`, entities };
}

/** A press on a card's button, as a client sends it that knows `Action.Execute`. */
export function actionIn(place: Place, cardId: string, verb: string, data: object = {}): InboundActivity {
  const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
  return { ...activityIn(place, 'invoke'), name: 'adaptiveCard/action', replyToId: cardId, value };
}

/** Any other invoke, such as a search in the compose box. */
export function invokeIn(place: Place, name: string, value: object): InboundActivity {
  return { ...activityIn(place, 'invoke'), name, value };
}

/** Teams' thumbs below a message, with what was typed into Teams' form. */
export function feedbackIn(
  place: Place,
  messageId: string,
  reaction: 'like' | 'dislike',
  feedbackText = '',
): InboundActivity {
  const actionValue = { reaction, feedback: JSON.stringify({ feedbackText }) };
  const value = { actionName: 'feedback', actionValue };
  return { ...invokeIn(place, 'message/submitAction', value), replyToId: messageId };
}

/** The same press from a client that falls back to `Action.Submit`. */
export function submitIn(place: Place, cardId: string, verb: string, data: object = {}): InboundActivity {
  return { ...activityIn(place, 'message'), replyToId: cardId, value: { verb, ...data } };
}

export function installationUpdateIn(place: Place, action: 'add' | 'remove'): InboundActivity {
  return { ...activityIn(place, 'installationUpdate'), action };
}

/** The bot joined or left. */
export function conversationUpdateIn(place: Place, what: 'membersAdded' | 'membersRemoved'): InboundActivity {
  return { ...activityIn(place, 'conversationUpdate'), [what]: [BOT] };
}

/** What happened to a channel or its team: told in the team's first channel, whose id is the team's. */
export function teamEventIn(place: Place, eventType: string, teamId: string): InboundActivity {
  const channelData = {
    eventType,
    tenant: { id: place.tenantId },
    team: { id: teamId },
    channel: { id: place.conversationId },
  };
  return { ...activityIn({ ...place, conversationId: teamId }, 'conversationUpdate'), channelData };
}

/** The same activity, with what Teams tells of the team and the channel beside it. */
export function withTeamsData(
  activity: InboundActivity,
  data: { eventType?: string; team?: Named; channel?: Named },
): InboundActivity {
  return { ...activity, channelData: { ...(activity['channelData'] as object), ...data } };
}

interface Named {
  id: string;
  name?: string;
}

/** The same activity, with the team that Teams names beside it. */
export function inTeam(activity: InboundActivity, teamId: string): InboundActivity {
  return withTeamsData(activity, { team: { id: teamId } });
}

function activityIn(place: Place, type: string): InboundActivity {
  const id = randomUUID();
  const thread = place.kind === 'channel' && type === 'message' ? `;messageid=${id}` : '';
  return {
    type,
    id,
    channelId: 'msteams',
    serviceUrl: place.serviceUrl,
    from: PERSON,
    recipient: BOT,
    conversation: {
      id: `${place.conversationId}${thread}`,
      conversationType: place.kind,
      isGroup: place.kind !== 'personal',
      tenantId: place.tenantId,
    },
    channelData: { tenant: { id: place.tenantId } },
    entities: place.zone ? [{ type: 'clientInfo', locale: 'en-GB', timezone: place.zone }] : [],
    ...(place.zone ? { localTimezone: place.zone } : {}),
  };
}

/** Sends an activity as Teams does; the bot has answered it when this resolves. */
export function sendActivity(
  port: number,
  activity: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(activity),
  });
}
