import { setTimeout as pause } from 'node:timers/promises';
import {
  ActionTypes,
  CardFactory,
  MessageFactory,
  type Activity,
  type CloudAdapter,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import { readRetryAfter, type Headers } from './retry-after.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { BeforeRequest, Messenger, SendOutcome } from '../../delivery/ports.ts';
import type { Message } from '../../delivery/message.ts';

/** A request that Teams does not answer for so long is given up; it may have been accepted. */
const ANSWER_TIMEOUT_MS = 15_000;

/** A request that has not left after so long, for want of a token or of its turn, does not leave any more. */
const LEAVE_TIMEOUT_MS = 12_000;

/** Posts into conversations that nobody wrote in just now. */
export function createMessenger(adapter: CloudAdapter, botAppId: string): Messenger {
  async function request(
    conversation: Conversation,
    leave: BeforeRequest,
    send: (context: TurnContext) => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    const progress: Progress = { reached: 'nothing', isOver: false };
    let outcome: SendOutcome = { kind: 'ambiguous', reason: 'the turn ended before the post was sent' };
    const turn = adapter.continueConversationAsync(botAppId, referenceTo(conversation), async (context) => {
      context.activity.id = ''; // else botbuilder sends a reply to an activity that it made up
      watch(context.turnState.get<HasPipeline>(adapter.ConnectorClientKey), progress, leave);
      // Caught here, for the adapter keeps to itself what a turn throws.
      outcome = await send(context).catch((error: unknown) => outcomeOf(error, progress));
    });
    const giveUp = new AbortController();
    const timeout = pause(LEAVE_TIMEOUT_MS + ANSWER_TIMEOUT_MS + 1_000, true, { signal: giveUp.signal });
    // What fails outside of the turn is the adapter's own affair, such as its credentials.
    const ended = turn.then(
      () => false,
      (error: unknown) => {
        outcome = { kind: 'deferred', reason: describe(error, undefined) };
        return false;
      },
    );
    const isLate = await Promise.race([ended, timeout.catch(() => false)]);
    giveUp.abort();
    progress.isOver = true;
    return isLate ? outcomeOf(new Error('Teams did not answer in time'), progress) : outcome;
  }
  return {
    send: (conversation, message, leave) =>
      request(conversation, leave, (context) => context.sendActivity(toActivity(message)).then(acceptedAs)),
    update: (conversation, activityId, message, leave) =>
      request(conversation, leave, async (context) => {
        await context.updateActivity({ ...toActivity(message), id: activityId });
        return { kind: 'accepted', activityId };
      }),
  };
}

/** How far a request came: one that was never signed or never left cannot have been accepted. */
interface Progress {
  reached: 'nothing' | 'signing' | 'waiting' | 'leaving';
  /** Nobody waits for it any more. */
  isOver: boolean;
}

/** Anything with an Azure pipeline: botbuilder types its client without it. */
interface HasPipeline {
  client: { pipeline: { addPolicy(policy: Policy, options: object): void } };
}

interface Policy {
  name: string;
  sendRequest(request: { timeout: number }, next: (request: object) => Promise<unknown>): Promise<unknown>;
}

/** Lets the request go when it may, after everything else, its token included, is ready. */
function watch({ client: { pipeline } }: HasPipeline, progress: Progress, leave: BeforeRequest): void {
  const started = performance.now();
  const signing: Policy = {
    name: 'cutoverSigning',
    sendRequest(request, next) {
      progress.reached = 'signing';
      return next(request);
    },
  };
  const leaving: Policy = {
    name: 'cutoverLeaving',
    async sendRequest(request, next) {
      progress.reached = 'waiting';
      await leave();
      if (progress.isOver || performance.now() - started > LEAVE_TIMEOUT_MS) {
        throw new Error('the request could not leave in time');
      }
      progress.reached = 'leaving';
      request.timeout = ANSWER_TIMEOUT_MS;
      return next(request);
    },
  };
  pipeline.addPolicy(signing, { beforePolicies: ['ServiceClientContext_Credentials_SignRequest'] });
  pipeline.addPolicy(leaving, { phase: 'Sign' });
}

function acceptedAs(response: ResourceResponse | undefined): SendOutcome {
  return response?.id
    ? { kind: 'accepted', activityId: response.id }
    : { kind: 'ambiguous', reason: 'Teams accepted the post without naming it' };
}

export function toActivity({ card, summary, suggestions = [] }: Message): Partial<Activity> {
  const activity = { ...MessageFactory.attachment(CardFactory.adaptiveCard(card)), summary };
  if (suggestions.length === 0) return activity;
  const actions = suggestions.map(({ title, text }) => ({ type: ActionTypes.ImBack, title, value: text }));
  return { ...activity, suggestedActions: { to: [], actions } };
}

export function referenceTo({
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

/** The connection never came to be, so nothing went over it. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/**
 * What a failed request means: only an answer that says so, or that nothing left, proves that Teams did
 * not take the post. The codes are those of Teams' documentation of proactive messages and its error
 * responses.
 */
function outcomeOf(error: unknown, { reached }: Progress): SendOutcome {
  const { statusCode, response, code = '' } = error as RequestError;
  const reason = describe(error, statusCode);
  if (reached === 'nothing') return { kind: 'rejected', reason };
  if (reached === 'signing') return { kind: 'unauthorised', reason };
  if (reached === 'waiting' || NEVER_CONNECTED.includes(code)) return { kind: 'deferred', reason };
  const retryAfterSeconds = response?.headers && readRetryAfter(response.headers);
  if (statusCode === undefined || statusCode >= 500) return { kind: 'ambiguous', reason, retryAfterSeconds };
  switch (statusCode) {
    case 429:
      return { kind: 'deferred', reason, retryAfterSeconds };
    case 412:
      return { kind: 'deferred', reason, retryAfterSeconds: 1 };
    case 401:
      return { kind: 'unauthorised', reason };
    case 403:
      return { kind: 'blocked', reason };
    case 404:
      return { kind: 'not-found', reason };
    case 413:
      return { kind: 'too-large', reason };
    default:
      return { kind: 'rejected', reason };
  }
}

interface RequestError {
  statusCode?: number;
  /** Of the system: why there is no answer. */
  code?: string;
  response?: { headers?: Headers };
}

function describe(error: unknown, statusCode: number | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return statusCode === undefined ? message : `Teams answered ${statusCode}: ${message}`;
}
