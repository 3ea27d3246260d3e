import { randomUUID } from 'node:crypto';
import restify, { type Server } from 'restify';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import type { ApiAnswer, Endpoint } from '../api/endpoints.ts';
import { Problem } from '../api/problem.ts';
import { CutoverError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { answerProblem, guard, tellProblems } from './guard.ts';
import { servePages } from './serve-pages.ts';

/** Teams' activities are far smaller; a larger body is refused, as guard.ts says. */
const MAX_BODY_BYTES = 256 * 1024;

export interface WebServer {
  /** The port that it listens on. */
  listen(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The HTTP side: the bot's endpoint and the health checks. Until `isReady`, the bot's endpoint and the
 * health check answer 503.
 */
export function createServer({
  port,
  host,
  adapter,
  handleTurn,
  isReady,
  endpoints,
  metrics,
  log,
}: {
  /** 0 takes any free port. */
  port: number;
  /** Absent: every interface. Local mode names loopback, and answers nobody else. */
  host?: string | undefined;
  adapter: CloudAdapter;
  handleTurn: (context: TurnContext) => Promise<void>;
  isReady: () => boolean;
  /** What is answered besides; empty until ready. */
  endpoints: () => readonly Endpoint[];
  metrics: Pick<Metrics, 'write'>;
  log: Log;
}): WebServer {
  const server = restify.createServer({ name: 'Cutover', ignoreTrailingSlash: true });
  guard(server, { isLocal: host !== undefined });
  tellProblems(server);
  server.use(restify.plugins.queryParser({ mapParams: false }));
  server.use(restify.plugins.bodyParser({ maxBodySize: MAX_BODY_BYTES, mapParams: false }));
  const health = (_request: restify.Request, response: restify.Response, next: restify.Next) => {
    response.send(isReady() ? 200 : 503, { status: isReady() ? 'ok' : 'starting' });
    next();
  };
  server.get('/healthz', health);
  server.get('/readyz', health);
  server.get('/metrics', async (_request: restify.Request, response: restify.Response) => {
    const { text, contentType } = await metrics.write();
    response.setHeader('content-type', contentType);
    response.sendRaw(200, text);
  });
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    if (!isReady()) {
      response.send(503, { status: 'starting' });
      return;
    }
    await adapter.process(request as restify.Request & { method: string }, response, handleTurn);
  });
  serveApi(server, endpoints, log);
  servePages(server);
  return { listen: () => listen(server, port, host), close: () => close(server) };
}

/** The paths of the API, known before their endpoints are. */
const API_PATHS = [
  ['post', '/api/servers'],
  ['get', '/api/servers'],
  ['get', '/api/servers.csv'],
  ['post', '/api/alerts'],
  ['get', '/api/report.html'],
] as const;

function serveApi(server: Server, endpoints: () => readonly Endpoint[], log: Log): void {
  for (const [method, path] of API_PATHS) {
    server[method](path, async (request: restify.Request, response: restify.Response) => {
      const endpoint = endpoints().find(
        (candidate) => candidate.path === path && candidate.method === method,
      );
      const answer = await answerOf(endpoint, request, log);
      if (answer instanceof Problem) {
        answerProblem(response, answer);
        return;
      }
      const { status, body, contentType, headers = {} } = answer;
      response.status(status);
      response.setHeader('content-type', contentType ?? 'application/json');
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      response.sendRaw(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }
}

async function answerOf(
  endpoint: Endpoint | undefined,
  request: restify.Request,
  log: Log,
): Promise<ApiAnswer | Problem> {
  if (!endpoint) return new Problem(503, 'Starting', 'Try again in a moment.');
  try {
    const { authorization } = request.headers;
    const query = request.query as Readonly<Record<string, unknown>>;
    return await endpoint.handle({ authorization, body: request.body as unknown, query });
  } catch (error) {
    return error instanceof Problem ? error : failure(error, log);
  }
}

function failure(error: unknown, log: Log): Problem {
  const reference = randomUUID().slice(0, 8);
  log.error({ err: error, reference }, 'a request failed');
  return new Problem(500, 'Something went wrong here', `It has been written down. Reference: ${reference}`);
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program uses it' : cause.message;
      reject(
        new CutoverError(
          'port-unavailable',
          `Port ${port} cannot be opened: ${why}. Set PORT to a free one.`,
          {
            cause,
          },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address() as { port: number };
      resolve(address.port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    (server.server as { closeIdleConnections?: () => void }).closeIdleConnections?.();
  });
}
