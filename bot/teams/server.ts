import restify, { type Server } from 'restify';
import type { CloudAdapter, TurnContext } from 'botbuilder';
import { CutoverError } from '../errors.ts';

/** Teams' activities are far smaller; a larger body is refused. */
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
}: {
  /** 0 takes any free port. */
  port: number;
  /** Absent: every interface. */
  host?: string | undefined;
  adapter: CloudAdapter;
  handleTurn: (context: TurnContext) => Promise<void>;
  isReady: () => boolean;
}): WebServer {
  const server = restify.createServer({ name: 'Cutover', ignoreTrailingSlash: true });
  server.use(restify.plugins.bodyParser({ maxBodySize: MAX_BODY_BYTES, mapParams: false }));
  const health = (_request: restify.Request, response: restify.Response, next: restify.Next) => {
    response.send(isReady() ? 200 : 503, { status: isReady() ? 'ok' : 'starting' });
    next();
  };
  server.get('/healthz', health);
  server.get('/readyz', health);
  server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
    if (!isReady()) {
      response.send(503, { status: 'starting' });
      return;
    }
    await adapter.process(request as restify.Request & { method: string }, response, handleTurn);
  });
  return { listen: () => listen(server, port, host), close: () => close(server) };
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
