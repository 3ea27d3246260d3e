import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { Headers } from './retry-after.ts';

/** Azure's HTTP pipeline below a connector, of which this is what is used: botbuilder types its client without it. */
export interface Pipeline {
  addPolicy(policy: PipelinePolicy, options: { phase?: string; beforePolicies?: string[] }): void;
  removePolicy(policy: { name: string }): void;
}

export interface PipelinePolicy {
  name: string;
  sendRequest(request: PipelineRequest, next: Send): Promise<PipelineResponse>;
}

export interface PipelineRequest {
  url: string;
  /** In capitals. */
  method: string;
  /** In milliseconds. */
  timeout: number;
}

export interface PipelineResponse {
  status: number;
  bodyAsText?: string | null;
  headers: Headers;
}

type Send = (request: PipelineRequest) => Promise<PipelineResponse>;

/** Of the connector that a turn sends with; undefined where botbuilder made none. */
export function pipelineOf(context: TurnContext, adapter: CloudAdapter): Pipeline | undefined {
  type Connector = { client: { pipeline: Pipeline } } | undefined;
  return context.turnState.get<Connector>(adapter.ConnectorClientKey)?.client.pipeline;
}
