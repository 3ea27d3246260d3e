import { setTimeout as pause } from 'node:timers/promises';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import { tenantOf } from '../turn/activity.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Thread } from '../../delivery/teams-limits.ts';

/** Somebody waits for a reply: a longer pause than this is not worth it, and Teams thinks the turn was lost. */
const MOST_PAUSE_SECONDS = 8;

/** A timer may go off a moment early. */
const TIMER_MS = 20;

/** Of what Azure's pipeline answers, what this needs: botbuilder types its client without it. */
interface Response {
  status: number;
  headers: { get(name: string): string | undefined };
}

interface Policy {
  name: string;
  sendRequest(request: { url: string }, next: (request: object) => Promise<Response>): Promise<Response>;
}

interface HasPipeline {
  client: { pipeline: { addPolicy(policy: Policy, options: object): void } };
}

/** Who keeps Teams' limits. */
export interface LimitKeeper {
  /** A request has left. */
  count(request: Thread): void;
  /** Teams wants this thread left alone for so long. */
  hold(thread: Thread, seconds: number): void;
}

/**
 * Counts what a turn sends, for replies count against Teams' limits too: they do not wait, and reminders let
 * them go first. One that Teams refuses for now (429) is sent once more when Teams says.
 */
export function countRequests(context: TurnContext, adapter: CloudAdapter, limits: LimitKeeper): void {
  const connector = context.turnState.get<HasPipeline | undefined>(adapter.ConnectorClientKey);
  if (!connector || counting.has(connector)) return;
  counting.add(connector);
  const tenantId = tenantOf(context.activity) ?? '';
  const policy: Policy = {
    name: 'cutoverCounting',
    async sendRequest(request, next) {
      const thread = { tenantId, conversationId: conversationIn(request.url) };
      const send = async () => {
        limits.count(thread);
        const response = await next(request);
        const seconds = response.status === 429 ? readRetryAfter(response.headers) : undefined;
        if (seconds !== undefined) limits.hold(thread, seconds);
        return { response, seconds };
      };
      const { response, seconds } = await send();
      if (seconds === undefined || seconds > MOST_PAUSE_SECONDS) return response;
      await pause(seconds * 1_000 + TIMER_MS);
      return (await send()).response;
    },
  };
  connector.client.pipeline.addPolicy(policy, { phase: 'Retry' }); // sees the answer before it becomes an error
}

/** Connectors that count; the turns of a tenant share them. */
const counting = new WeakSet();

/** The id in `https://smba.trafficmanager.net/emea/v3/conversations/ID/activities`. */
function conversationIn(url: string): string {
  const [, id = ''] = /\/v3\/conversations\/([^/?]+)/.exec(url) ?? [];
  return decodeURIComponent(id);
}
