import type { PipelinePolicy } from './pipeline.ts';

/** The statuses that botbuilder knows for a message that Teams has accepted. */
const KNOWN = [200, 201, 202];

/**
 * Takes every 2xx answer to a message for acceptance, whatever its body: botbuilder treats other statuses, and a body
 * that is not JSON, as errors. An activity id that the answer does not give is missing then.
 */
export const acceptance: PipelinePolicy = {
  name: 'cutoverAcceptance',
  async sendRequest(request, next) {
    const response = await next(request);
    const isAccepted = response.status >= 200 && response.status < 300;
    if (request.method === 'GET' || !isAccepted) return response;
    if (!KNOWN.includes(response.status)) response.status = 200;
    if (!isObject(response.bodyAsText)) response.bodyAsText = '{}';
    return response;
  },
};

function isObject(text: string | null | undefined): boolean {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
