import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import type { Log } from '../platform/log.ts';
import type { ApiServices } from './api-services.ts';
import type { AnswerBody, Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { answerProblem } from './request-guard.ts';
import { checkStorable } from './validate.ts';

/** Adds a route for each endpoint. They answer 503 until `services` gives what they work with. */
export function serveApi(
  server: Server,
  {
    endpoints,
    services,
    log,
  }: { endpoints: readonly Endpoint[]; services: () => ApiServices | null; log: Log },
): void {
  for (const endpoint of endpoints) {
    server[endpoint.method](endpoint.path, async (request: Request, response: Response) => {
      const body = await handle(endpoint, request, { services: services(), log });
      response.setHeader('cache-control', 'no-store');
      if (body instanceof Problem) answerProblem(response, body);
      else await answer(response, endpoint, body);
    });
  }
}

async function handle(
  endpoint: Endpoint,
  request: Request,
  { services, log }: { services: ApiServices | null; log: Log },
): Promise<AnswerBody | Problem> {
  if (!services) return new Problem(503, 'Cutover is starting. Try again in a moment.');
  try {
    const query = new URLSearchParams(request.getQuery());
    checkStorable(query);
    const caller =
      (await endpoint.authenticateByQuery?.(query, services)) ??
      (await services.authenticate(request.headers.authorization, endpoint.role));
    const params = request.params as Record<string, string>;
    return await endpoint.handle({ caller, params, query, body: request.body as unknown }, services);
  } catch (error) {
    const route = { method: endpoint.method.toUpperCase(), path: endpoint.path };
    if (error instanceof Problem) {
      if (error.cause) {
        log.warn(
          { err: error.cause, status: error.status, ...route },
          'API request failed: a service that it needs did not answer',
        );
      }
      return error;
    }
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, ...route }, 'API request failed');
    return new Problem(
      500,
      `Something went wrong. If it keeps happening, send this reference to your administrator: ${reference}`,
    );
  }
}

async function answer(response: Response, endpoint: Endpoint, body: AnswerBody): Promise<void> {
  const { status, contentType, headers } = endpoint.answer;
  response.setHeader('content-type', contentType);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!(body instanceof Readable)) {
    response.status(status);
    response.sendRaw(typeof body === 'string' ? body : JSON.stringify(body));
    return;
  }
  response.writeHead(status);
  await pipeline(body, response).catch(() => undefined); // the client closed the connection
}
