import { setTimeout as pause } from 'node:timers/promises';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import { tenantOf } from '../turn/activity.ts';
import { pipelineOf, type Pipeline, type PipelinePolicy } from './pipeline.ts';
import { readRetryAfter } from './retry-after.ts';
import type { Thread } from '../../delivery/teams-limits.ts';

/** A reply that Teams defers for longer is given up: by then the person has moved on, and Teams has given the turn up. */
const MOST_PAUSE_SECONDS = 8;

/** Added to a pause: a timer may fire a moment early. */
const TIMER_MS = 20;

/** Keeps Teams' limits, beside the rate limiter of proactive posts. */
export interface LimitKeeper {
  /** A request was sent. */
  count(request: Thread): void;
  /** Teams has answered 429. */
  throttled(): void;
  /** Teams refuses requests to this thread for so long. */
  hold(thread: Thread, seconds: number): void;
}

/**
 * Counts what a turn sends, because replies count against Teams' limits too: they don't wait, and proactive
 * posts make room for them. A request that Teams refuses for now (429) is sent once more after `Retry-After`,
 * where that is 8 seconds at most.
 */
export function countRequests(context: TurnContext, adapter: CloudAdapter, limits: LimitKeeper): void {
  const pipeline = pipelineOf(context, adapter);
  if (!pipeline || counting.has(pipeline)) return;
  counting.add(pipeline);
  const tenantId = tenantOf(context.activity) ?? '';
  const policy: PipelinePolicy = {
    name: 'cutoverCounting',
    async sendRequest(request, next) {
      const thread = { tenantId, conversationId: conversationIn(request.url) };
      const send = async () => {
        limits.count(thread);
        const response = await next(request);
        if (response.status === 429) limits.throttled();
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
  pipeline.addPolicy(policy, { phase: 'Retry' }); // sees the answer before it becomes an error
}

/** Pipelines that count already: the turns of a tenant share a connector. */
const counting = new WeakSet<Pipeline>();

/** The id in `https://smba.trafficmanager.net/emea/v3/conversations/ID/activities`. */
function conversationIn(url: string): string {
  const [, id = ''] = /\/v3\/conversations\/([^/?]+)/.exec(url) ?? [];
  return decodeURIComponent(id);
}
