import type { Server as HttpServer } from 'node:http';
import restify, { type Server } from 'restify';
import type { ApiServices } from './api-services.ts';
import type { Endpoint } from './endpoint.ts';
import { CutoverError } from '../platform/errors.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics.ts';
import type { Readiness } from '../platform/readiness.ts';
import { followRequests } from './close-server.ts';
import { createMetricsGuard, type MetricsAccess } from './metrics-access.ts';
import { answerProblem, answerRouterErrors, guardRequests } from './request-guard.ts';
import { serveApi } from './serve-api.ts';
import { Problem } from './problem.ts';
import { servePages } from './serve-pages.ts';
import { serveTab } from './serve-tab.ts';

/** Teams' activities are far smaller. A larger body is refused with 413. */
const MAX_BODY_BYTES = 256 * 1024;

/** A client that sends its headers, or its whole request, for longer is cut off. Node looks every 30 s. */
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 60_000;

export interface WebServer {
  /**
   * Resolves with the port.
   * @throws CutoverError `port-unavailable`.
   */
  listen(): Promise<number>;
  /** Stops listening, answers the requests that have arrived, and closes all connections after `mostMs`. */
  close: (mostMs: number) => Promise<void>;
}

/**
 * The web server: the bot's endpoint, health checks, metrics, /api, the dashboard and the policy pages. The bot's
 * endpoint answers 503 except while Cutover is running. `/healthz` says whether the process has started and still
 * answers, `/readyz` whether it should get traffic.
 */
export function createServer({
  port,
  host,
  receiveActivity,
  readiness,
  endpoints,
  services,
  tabFolder,
  metrics,
  metricsAccess,
  log,
}: {
  /** 0 takes any free port. */
  port: number;
  /** Default: all interfaces. Local mode passes loopback, and then refuses cross-origin requests, too. */
  host?: string | undefined;
  /** Authenticates and answers `POST /api/messages`; throws a Problem for an activity that it refuses. */
  receiveActivity: (
    request: restify.Request & { method: string },
    response: restify.Response,
  ) => Promise<void>;
  readiness: Pick<Readiness, 'phase' | 'read'>;
  endpoints: readonly Endpoint[];
  /** Null until ready: the endpoints answer 503. */
  services: () => ApiServices | null;
  /** Folder with the files of `/tab/`. */
  tabFolder: string;
  metrics: Pick<Metrics, 'write'>;
  metricsAccess: MetricsAccess;
  log: Log;
}): WebServer {
  const server = restify.createServer({ name: 'Cutover', ignoreTrailingSlash: true });
  const httpServer = server.server as HttpServer;
  httpServer.headersTimeout = HEADERS_TIMEOUT_MS;
  httpServer.requestTimeout = REQUEST_TIMEOUT_MS;
  const close = followRequests(httpServer);
  guardRequests(server, { isLocal: host !== undefined });
  answerRouterErrors(server);
  server.use(restify.plugins.bodyParser({ maxBodySize: MAX_BODY_BYTES, mapParams: false }));
  server.get('/healthz', (_request: restify.Request, response: restify.Response, next: restify.Next) => {
    const isStarted = readiness.phase() !== 'starting';
    response.send(isStarted ? 200 : 503, { status: isStarted ? 'ok' : 'starting' });
    next();
  });
  server.get('/readyz', (_request: restify.Request, response: restify.Response, next: restify.Next) => {
    const report = readiness.read();
    response.send(report.status === 'ok' ? 200 : 503, report);
    next();
  });
  const refuseMetrics = createMetricsGuard(metricsAccess);
  server.get('/metrics', async (request: restify.Request, response: restify.Response) => {
    const { headers, socket } = request;
    const problem = refuseMetrics({ headers, remoteAddress: socket.remoteAddress });
    if (problem) {
      answerProblem(response, problem);
      return;
    }
    const { text, contentType } = await metrics.write();
    response.setHeader('content-type', contentType);
    response.sendRaw(200, text);
  });
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    const phase = readiness.phase();
    if (phase !== 'running') {
      response.send(503, { status: phase });
      return;
    }
    try {
      await receiveActivity(request as restify.Request & { method: string }, response);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      answerProblem(response, error);
    }
  });
  serveApi(server, { endpoints, services, log });
  servePages(server);
  serveTab(server, tabFolder);
  return { listen: () => listen(server, port, host), close };
}

function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = cause.code === 'EADDRINUSE' ? 'another program is using it' : cause.message;
      reject(
        new CutoverError(
          'port-unavailable',
          `Port ${port} cannot be opened: ${why}. Set PORT to a free port.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, () => {
      const address = server.address() as { port: number };
      resolve(address.port);
    });
  });
}
