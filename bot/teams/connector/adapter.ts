import { randomUUID } from 'node:crypto';
import { ActivityTypes, CloudAdapter, type Activity, type TurnContext } from 'botbuilder';
import type { Cloud } from '../../sources/graph/clouds.ts';
import { createCredentialAt } from '../../sources/graph/credential.ts';
import type { TokenSource } from '../../sources/graph/organization.ts';
import { DEADLINES, type Deadlines } from '../../platform/deadlines.ts';
import { CutoverError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import { acceptance } from './acceptance-policy.ts';
import { BotCredentials } from './bot-credentials.ts';
import { channelAccessOf, createAdmit, type Admit, type ChannelAccess } from './channel-token.ts';
import { toActivity } from './messenger.ts';
import { pipelineOf, type Pipeline, type PipelinePolicy } from './pipeline.ts';
import { SharedConnectors, type Authenticated } from './shared-connectors.ts';
import type { Message } from '../../delivery/message.ts';

/** Code of the error with which a turn fails that did its work, but whose answer Teams did not take. */
export const ANSWER_LOST = 'answer-lost';

/**
 * The Bot Framework adapter of the cloud that the bot is in. Without a registration it accepts requests without
 * a token: local mode. A turn that fails is logged with a reference, and `renderFailure` gives the message that
 * the person gets with the same reference: its work failed, or only its answer did.
 * Each request to Teams is sent once: botbuilder's own retry repeats a POST that Teams may already have
 * accepted, which posts a card twice.
 */
export function createAdapter(
  registration: BotRegistration | null,
  cloud: Cloud,
  log: Log,
  renderFailure: (reference: string, isAnswerLost: boolean) => Message,
  deadlines: Pick<Deadlines, 'replyMs' | 'tokenMs'> = DEADLINES,
): TeamsAdapter {
  const openSource = registration && (() => openTokenSource(registration, cloud));
  const credentials = new BotCredentials(registration?.id ?? '', openSource, deadlines.tokenMs);
  const settings = registration ? settingsOf(registration, cloud) : {};
  const authentication = new SharedConnectors(settings, credentials);
  const admit = registration
    ? createAdmit(registration.id, registration.signedBy ?? channelAccessOf(cloud))
    : () => Promise.resolve();
  const adapter = new TeamsAdapter(authentication, registration?.id ?? '', admit);
  adapter.use(async (context, next) => {
    prepare(context, adapter, deadlines);
    await next();
  });
  adapter.onTurnError = async (context, error) => {
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, activityId: context.activity.id }, 'turn failed');
    const isAnswerLost = error instanceof CutoverError && error.code === ANSWER_LOST;
    const failure = renderFailure(reference, isAnswerLost);
    await context
      .sendActivity(context.activity.type === 'invoke' ? invokeFailure(failure.summary) : toActivity(failure))
      .catch((cause: unknown) =>
        log.warn({ err: cause, reference }, 'failed to send the error message of a failed turn'),
      );
  };
  return adapter;
}

/**
 * Runs turns for activities that were admitted before. botbuilder's own way in, `process`, is not used: it prints
 * what it refuses to the console, and answers a token that it can't read with 500.
 */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: SharedConnectors;
  readonly #botId: string;
  readonly #admit: Admit;

  constructor(authentication: SharedConnectors, botId: string, admit: Admit) {
    super(authentication);
    this.#authentication = authentication;
    this.#botId = botId;
    this.#admit = admit;
  }

  /** @throws Problem 401, 403 or 503. */
  async authenticate(activity: Activity, authorization: string | undefined): Promise<Authenticated> {
    await this.#admit(activity, authorization);
    return this.#authentication.authenticatedAs(this.createClaimsIdentity(this.#botId), activity);
  }

  /** Resolves with what answers an invoke; undefined for any other activity. */
  async runTurn(
    activity: Activity,
    authenticated: Authenticated,
    handle: (context: TurnContext) => Promise<void>,
  ): Promise<{ status: number; body?: unknown } | undefined> {
    return this.processActivity(authenticated, activity, handle);
  }
}

function settingsOf(registration: BotRegistration, cloud: Cloud): Record<string, string> {
  return {
    MicrosoftAppId: registration.id,
    MicrosoftAppType: registration.type,
    MicrosoftAppTenantId: registration.tenantId,
    MicrosoftAppPassword: registration.password,
    ...nationalSettings(cloud, registration.tenantId),
  };
}

function openTokenSource(
  { id: clientId, type, tenantId, password: secret }: BotRegistration,
  { authority }: Cloud,
): Promise<TokenSource> {
  return createCredentialAt(
    authority,
    type === 'UserAssignedMSI'
      ? { kind: 'managed-identity', clientId }
      : { kind: 'client-secret', tenantId, clientId, secret },
  );
}

/** botbuilder's settings for a national cloud; none for the public cloud, which is its default. */
function nationalSettings({ authority, botFramework }: Cloud, tenantId: string): Record<string, string> {
  if (!botFramework) return {};
  const { channelService, oAuthUrl, scope, tokenIssuer, openIdMetadata, emulatorTenant } = botFramework;
  return {
    ChannelService: channelService,
    OAuthUrl: oAuthUrl,
    ToChannelFromBotLoginUrl: `${authority}/${tenantId}`,
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: tokenIssuer,
    ToBotFromChannelOpenIdMetadataUrl: openIdMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: `${authority}/${emulatorTenant}/v2.0/.well-known/openid-configuration`,
    ValidateAuthority: 'true',
  };
}

/** The response of an invoke that fails, instead of a message in the chat. */
export function invokeFailure(message: string) {
  const body = {
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'failed', message },
  };
  return { type: ActivityTypes.InvokeResponse, value: { status: 200, body } };
}

/** Pipelines that are prepared already: the turns of a tenant share a connector. */
const prepared = new WeakSet<Pipeline>();

/** Removes botbuilder's retry, sets a deadline, and takes every 2xx answer for acceptance. */
function prepare(context: TurnContext, adapter: CloudAdapter, { replyMs }: Pick<Deadlines, 'replyMs'>): void {
  const pipeline = pipelineOf(context, adapter);
  if (!pipeline || prepared.has(pipeline)) return;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  const deadline: PipelinePolicy = {
    name: 'cutoverDeadline',
    sendRequest(request, next) {
      request.timeout = replyMs; // a proactive post sets its own one later
      return next(request);
    },
  };
  pipeline.addPolicy(deadline, {});
  pipeline.addPolicy(acceptance, { phase: 'Retry' }); // sees the answer before it becomes an error
  prepared.add(pipeline);
}

export interface BotRegistration {
  id: string;
  type: 'SingleTenant' | 'UserAssignedMSI';
  tenantId: string;
  /** Empty for a managed identity. */
  password: string;
  /** Default: the Bot Framework of the cloud. */
  signedBy?: ChannelAccess;
}
