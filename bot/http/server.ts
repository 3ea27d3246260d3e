import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import restify, { type Server } from 'restify';
import type { ApiAnswer, Endpoint } from './endpoint.ts';
import { Problem } from './problem.ts';
import { CutoverError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import { answerProblem, guard, tellProblems } from './request-guard.ts';
import { servePages } from './serve-pages.ts';
import { serveTab } from './serve-tab.ts';

/** Teams' activities are far smaller; a larger body is refused, as guard.ts says. */
const MAX_BODY_BYTES = 256 * 1024;

/** So often connections that have become idle are closed while the server ends. */
const SWEEP_MS = 50;

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
  receiveActivity,
  isReady,
  endpoints,
  tabFolder,
  metrics,
  log,
}: {
  /** 0 takes any free port. */
  port: number;
  /** Absent: every interface. Local mode names loopback, and answers nobody else. */
  host?: string | undefined;
  /** Authenticates and answers what is posted to `/api/messages`. */
  receiveActivity: (
    request: restify.Request & { method: string },
    response: restify.Response,
  ) => Promise<void>;
  isReady: () => boolean;
  /** What is answered besides; empty until ready. */
  endpoints: () => readonly Endpoint[];
  /** The folder of what `/tab/` serves. */
  tabFolder: string;
  metrics: Pick<Metrics, 'write'>;
  log: Log;
}): WebServer {
  const server = restify.createServer({ name: 'Cutover', ignoreTrailingSlash: true });
  guard(server, { isLocal: host !== undefined });
  tellProblems(server);
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
    await receiveActivity(request as restify.Request & { method: string }, response);
  });
  serveApi(server, endpoints, log);
  servePages(server);
  serveTab(server, tabFolder);
  return { listen: () => listen(server, port, host), close: () => close(server) };
}

/** Which endpoints there are is known when all is ready; until then everything of the API is starting. */
function serveApi(server: Server, endpoints: () => readonly Endpoint[], log: Log): void {
  for (const method of ['get', 'post'] as const) {
    server[method]('/api/*', async (request: restify.Request, response: restify.Response) => {
      const answer = await answerOf(endpoints(), method, request, log);
      if (answer instanceof Problem) {
        answerProblem(response, answer);
        return;
      }
      const { status, body, contentType = 'application/json', headers = {} } = answer;
      response.setHeader('content-type', contentType);
      response.setHeader('cache-control', 'no-store');
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      if (!(body instanceof Readable)) {
        response.status(status);
        response.sendRaw(typeof body === 'string' ? body : JSON.stringify(body));
        return;
      }
      response.writeHead(status);
      await pipeline(body, response).catch(() => undefined); // whoever listened has gone
    });
  }
}

async function answerOf(
  endpoints: readonly Endpoint[],
  method: Endpoint['method'],
  request: restify.Request,
  log: Log,
): Promise<ApiAnswer | Problem> {
  if (endpoints.length === 0) return new Problem(503, 'Starting', 'Try again in a moment.');
  const here = endpoints.filter(({ path }) => path === request.path().replace(/\/$/, ''));
  const endpoint = here.find((candidate) => candidate.method === method);
  try {
    if (!endpoint) throw nothingHere(here.length > 0);
    const { authorization } = request.headers;
    const query = new URLSearchParams(request.getQuery());
    return await endpoint.handle({ authorization, query, body: request.body as unknown });
  } catch (error) {
    if (!(error instanceof Problem)) return failure(error, log);
    if (error.cause) log.warn({ err: error.cause, status: error.status }, error.title);
    return error;
  }
}

function nothingHere(isOtherMethod: boolean): Problem {
  return isOtherMethod
    ? new Problem(405, 'Not for this method', 'This address is not there for this method.')
    : new Problem(404, 'Not found', 'There is nothing at this address.');
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
    const closeIdle = () => (server.server as { closeIdleConnections?: () => void }).closeIdleConnections?.();
    // A stream that has just been ended leaves its connection idle a moment later.
    const sweep = setInterval(closeIdle, SWEEP_MS);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
    closeIdle();
  });
}
