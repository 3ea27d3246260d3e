import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenSource } from '../../bot/sources/graph/organization.ts';

/** A part of Microsoft Graph, on loopback, for clients that wait by a `pause`. */
export interface GraphLoopback {
  url: string;
  credential: TokenSource;
  /** Give it to the client as `pause`: it resolves at once. */
  pause: (milliseconds: number) => Promise<void>;
  /** The pauses so far, in milliseconds. */
  pauses: number[];
  /** The answered requests so far. */
  requests: { method: string; path: string; status: number }[];
  /** How the next requests fail, in order. */
  failures: GraphFailure[];
  close(): Promise<void>;
}

export interface GraphFailure {
  /** Only the next request with this method; default: the next one. */
  method?: 'GET' | 'POST';
  status: number;
  headers?: Record<string, string>;
  /** Graph's error code. */
  code?: string;
  /** Whether to process the request and then close the connection without a response. */
  breaks?: boolean;
}

export interface LoopbackAnswer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Starts a server that answers with `answer` when the request has a token and isn't in `failures`. */
export async function startGraphLoopback(
  answer: (request: IncomingMessage, body: string) => LoopbackAnswer,
): Promise<GraphLoopback> {
  function answerWithToken(request: IncomingMessage, body: string): LoopbackAnswer {
    return request.headers.authorization === 'Bearer a-token'
      ? answer(request, body)
      : graphError(401, 'InvalidAuthenticationToken');
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const next = loopback.failures.findIndex(({ method }) => !method || method === request.method);
    const [failure] = next < 0 ? [] : loopback.failures.splice(next, 1);
    if (failure?.breaks) {
      answerWithToken(request, body);
      request.socket.destroy();
      return;
    }
    const given: LoopbackAnswer = failure
      ? { ...graphError(failure.status, failure.code ?? 'UnknownError'), headers: failure.headers ?? {} }
      : answerWithToken(request, body);
    loopback.requests.push({ method: request.method ?? '', path: request.url ?? '', status: given.status });
    response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
    response.end(given.body === undefined ? '' : JSON.stringify(given.body));
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loopback: GraphLoopback = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credential: { getToken: () => Promise.resolve({ token: 'a-token' }) },
    pause: (milliseconds) => {
      loopback.pauses.push(milliseconds);
      return Promise.resolve();
    },
    pauses: [],
    requests: [],
    failures: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return loopback;
}

/** An error in Graph's wire format. */
export function graphError(status: number, code: string, message = code): LoopbackAnswer {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'a-request' } } } };
}
