import {
  CardFactory,
  MessageFactory,
  type Activity,
  type CloudAdapter,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { Message } from '../rendering/message.ts';
import type { Conversation, Messenger, SendOutcome } from '../reminders/ports.ts';

/** Posts into conversations that nobody wrote in just now. */
export function createMessenger(adapter: CloudAdapter, botAppId: string): Messenger {
  async function request(
    conversation: Conversation,
    send: (context: TurnContext) => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    let outcome: SendOutcome = { kind: 'ambiguous', reason: 'the turn ended before the post was sent' };
    await adapter.continueConversationAsync(botAppId, referenceTo(conversation), async (context) => {
      context.activity.id = ''; // else botbuilder sends a reply to an activity that it made up
      // Caught here, for the adapter keeps to itself what a turn throws.
      outcome = await send(context).catch(outcomeOf);
    });
    return outcome;
  }
  return {
    send: (conversation, message) =>
      request(conversation, (context) => context.sendActivity(toActivity(message)).then(acceptedAs)),
    update: (conversation, activityId, message) =>
      request(conversation, async (context) => {
        await context.updateActivity({ ...toActivity(message), id: activityId });
        return { kind: 'accepted', activityId };
      }),
  };
}

function acceptedAs(response: ResourceResponse | undefined): SendOutcome {
  return response?.id
    ? { kind: 'accepted', activityId: response.id }
    : { kind: 'ambiguous', reason: 'Teams accepted the post without naming it' };
}

export function toActivity({ card, summary }: Message): Partial<Activity> {
  return { ...MessageFactory.attachment(CardFactory.adaptiveCard(card)), summary };
}

function referenceTo({
  id,
  tenantId,
  kind,
  serviceUrl,
  botId,
}: Conversation): Partial<ConversationReference> {
  return {
    channelId: 'msteams',
    serviceUrl,
    bot: { id: botId, name: 'Cutover' },
    conversation: { id, tenantId, conversationType: kind, isGroup: kind !== 'personal', name: '' },
  };
}

/**
 * What a failed request means: only an answer that says so proves that Teams did not take the post.
 * The codes are those of Teams' documentation of proactive messages and its error responses.
 */
function outcomeOf(error: unknown): SendOutcome {
  const { statusCode, response } = error as { statusCode?: number; response?: ErrorResponse };
  const reason = describe(error, statusCode);
  if (statusCode === undefined || statusCode >= 500) return { kind: 'ambiguous', reason };
  switch (statusCode) {
    case 429:
      return { kind: 'deferred', reason, retryAfterSeconds: retryAfterSeconds(response) };
    case 412:
      return { kind: 'deferred', reason, retryAfterSeconds: 1 };
    case 401:
    case 404: // a conversation that is new may not be visible yet
      return { kind: 'deferred', reason, retryAfterSeconds: 60 };
    case 403:
      return { kind: 'blocked', reason };
    default:
      return { kind: 'rejected', reason };
  }
}

interface ErrorResponse {
  headers?: { get(name: string): string | undefined };
}

function retryAfterSeconds(response: ErrorResponse | undefined): number | undefined {
  const seconds = Number(response?.headers?.get('retry-after'));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : undefined;
}

function describe(error: unknown, statusCode: number | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return statusCode === undefined ? message : `Teams answered ${statusCode}: ${message}`;
}
