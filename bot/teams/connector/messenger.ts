import { setMaxListeners } from 'node:events';
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
import { DEADLINES, type Deadlines } from '../../platform/deadlines.ts';
import { pipelineOf, type Pipeline, type PipelinePolicy } from './pipeline.ts';
import { readRetryAfter, type Headers } from './retry-after.ts';
import type { Conversation } from '../../delivery/conversation.ts';
import type { BeforeRequest, Messenger, SendOutcome } from '../../delivery/ports.ts';
import type { Message } from '../../delivery/message.ts';
import { cite } from './cite.ts';

/** The deadlines of a request end it; this one is for what they do not reach. */
const SPARE_MS = 1_000;

type PostDeadlines = Pick<Deadlines, 'departureMs' | 'postMs'>;

/**
 * Sends proactive messages: those outside of a turn. When `givenUp` aborts, requests end as if their time were over:
 * a post that was sent is ambiguous, one that still waits is deferred.
 */
export function createMessenger(
  adapter: CloudAdapter,
  botAppId: string,
  deadlines: PostDeadlines = DEADLINES,
  givenUp: AbortSignal = new AbortController().signal,
): Messenger {
  setMaxListeners(0, givenUp); // every request listens
  async function request(
    conversation: Conversation,
    beforeRequest: BeforeRequest,
    send: (context: TurnContext) => Promise<SendOutcome>,
  ): Promise<SendOutcome> {
    const progress: Progress = { reached: 'nothing', isOver: false };
    let outcome: SendOutcome = { kind: 'ambiguous', reason: 'the turn ended before the post was sent' };
    const turn = adapter.continueConversationAsync(botAppId, referenceTo(conversation), async (context) => {
      context.activity.id = ''; // or botbuilder replies to an activity that it made up
      watch(pipelineOf(context, adapter), progress, { beforeRequest, ...deadlines });
      // Caught here: the adapter doesn't rethrow what a turn throws.
      outcome = await send(context).catch((error: unknown) => outcomeOf(error, progress));
    });
    const over = new AbortController();
    const giveUp = () => over.abort();
    givenUp.addEventListener('abort', giveUp);
    if (givenUp.aborted) giveUp();
    const milliseconds = deadlines.departureMs + deadlines.postMs + SPARE_MS;
    const timeout = pause(milliseconds, true, { signal: over.signal }).catch(() => true);
    // What fails outside of the turn, such as getting a token, failed before anything was sent.
    const ended = turn.then(
      () => false,
      (error: unknown) => {
        outcome = { kind: 'deferred', reason: describe(error, undefined) };
        return false;
      },
    );
    const isLate = await Promise.race([ended, timeout]);
    over.abort();
    givenUp.removeEventListener('abort', giveUp);
    progress.isOver = true;
    return isLate ? outcomeOf(new Error('Teams did not answer in time'), progress) : outcome;
  }
  return {
    send: (conversation, message, beforeRequest) =>
      request(conversation, beforeRequest, (context) =>
        context.sendActivity(toActivity(message)).then(acceptedAs),
      ),
    update: (conversation, activityId, message, beforeRequest) =>
      request(conversation, beforeRequest, async (context) => {
        await context.updateActivity({ ...toActivity(message), id: activityId });
        return { kind: 'accepted', activityId };
      }),
  };
}

/** How far a request got: one that was never signed or never sent can't have been accepted. */
interface Progress {
  reached: 'nothing' | 'signing' | 'waiting' | 'sending';
  /** It was given up: it must not be sent any more. */
  isOver: boolean;
}

/** Follows a request, and calls `beforeRequest` last: when everything else, its token included, is ready. */
function watch(
  pipeline: Pipeline | undefined,
  progress: Progress,
  { beforeRequest, departureMs, postMs }: PostDeadlines & { beforeRequest: BeforeRequest },
): void {
  if (!pipeline) throw new Error('botbuilder made no connector for the post.');
  const started = performance.now();
  const signing: PipelinePolicy = {
    name: 'cutoverSigning',
    sendRequest(request, next) {
      progress.reached = 'signing';
      return next(request);
    },
  };
  const sending: PipelinePolicy = {
    name: 'cutoverSending',
    async sendRequest(request, next) {
      progress.reached = 'waiting';
      await beforeRequest();
      if (progress.isOver || performance.now() - started > departureMs) {
        throw new Error('the request could not be sent in time');
      }
      progress.reached = 'sending';
      request.timeout = postMs;
      return next(request);
    },
  };
  pipeline.addPolicy(signing, { beforePolicies: ['ServiceClientContext_Credentials_SignRequest'] });
  pipeline.addPolicy(sending, { phase: 'Sign' });
}

function acceptedAs(response: ResourceResponse | undefined): SendOutcome {
  return { kind: 'accepted', activityId: response?.id || null }; // Teams may also return an empty id
}

export function toActivity(message: Message): Partial<Activity> {
  const { card, summary, suggestions = [], citation, hasFeedbackLoop } = message;
  const actions = suggestions.map(({ title, text }) => ({ type: ActionTypes.ImBack, title, value: text }));
  return {
    ...MessageFactory.attachment(CardFactory.adaptiveCard(card)),
    summary,
    ...(citation && cite(citation)),
    ...(hasFeedbackLoop && { channelData: { feedbackLoop: { type: 'default' } } }),
    ...(actions.length > 0 && { suggestedActions: { to: [], actions } }),
  };
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

/** No connection was made, so nothing was sent. */
const NEVER_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'];

/**
 * The outcome of a failed request. Only a status that says so, or a request that was never sent, proves that
 * Teams did not accept the post. The status codes are those of Teams' documentation on proactive messages and
 * error responses.
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
    case 408:
      return { kind: 'ambiguous', reason, retryAfterSeconds };
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
  /** The system's error code where there is no response, such as `ECONNREFUSED`. */
  code?: string;
  response?: { headers?: Headers };
}

function describe(error: unknown, statusCode: number | undefined): string {
  const message = error instanceof Error ? error.message : String(error);
  return statusCode === undefined ? message : `Teams answered ${statusCode}: ${message}`;
}
