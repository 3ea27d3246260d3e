import type restify from 'restify';
import { Problem } from './problem.ts';

/** Parameters such as a charset may follow. */
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Refuses requests before their body is read if the body is not JSON or is compressed (the parser would unpack
 * it without a limit). Local mode has no tokens, so it also refuses what a page of another site makes a browser
 * on this machine send: such a request names that site, in `Host` if its name was pointed at this machine
 * (DNS rebinding), otherwise in `Origin`.
 */
export function guardRequests(server: restify.Server, { isLocal }: { isLocal: boolean }): void {
  server.pre((request: restify.Request, response: restify.Response, next: restify.Next) => {
    const problem = (isLocal ? foreignRequest(request) : null) ?? unreadableBody(request);
    if (!problem) {
      next();
      return;
    }
    answerProblem(response, problem);
    next(false);
  });
}

function foreignRequest({ headers }: restify.Request): Problem | null {
  const { host = '', origin } = headers;
  if (!LOOPBACK.test(host)) {
    return new Problem(421, `In local mode Cutover answers at localhost only, not at "${host}".`);
  }
  if (origin === undefined || origin === `http://${host}`) return null;
  return new Problem(
    403,
    `Cross-origin request from ${origin} refused: in local mode only pages from this machine may call Cutover.`,
  );
}

function unreadableBody({ method, headers }: restify.Request): Problem | null {
  if (method !== 'POST' && method !== 'PUT') return null;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return new Problem(415, `Compressed bodies are not accepted: leave out Content-Encoding: ${encoding}.`);
  }
  const type = headers['content-type'] ?? '';
  if (JSON_TYPE.test(type)) return null;
  return new Problem(415, `Send JSON with Content-Type: application/json${type ? `, not ${type}` : ''}.`);
}

/** Makes restify's own errors (parser, router) problems like all others. */
export function answerRouterErrors(server: restify.Server): void {
  server.on(
    'restifyError',
    (_request: restify.Request, response: restify.Response, error: unknown, next: () => void) => {
      const problem = problemOf(error);
      // Otherwise restify sends the error itself.
      if (problem && !response.headersSent) answerProblem(response, problem);
      next();
    },
  );
}

/** Null for errors that are our own fault: those stay a 500. */
function problemOf(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  switch (Number(error.statusCode)) {
    case 400:
      return new Problem(400, `The body cannot be read as JSON: ${error.message}. Nothing was saved.`, {
        field: 'body',
      });
    case 404:
      return new Problem(404, 'There is nothing at this address.');
    case 405:
      return new Problem(405, 'This address does not accept this method.');
    case 413:
      return new Problem(
        413,
        'The body is larger than 256 KB. Send less in one request. Nothing was saved.',
        { field: 'body' },
      );
    default:
      return null;
  }
}

export function answerProblem(response: restify.Response, problem: Problem): void {
  response.status(problem.status);
  if (problem.status === 401) response.setHeader('www-authenticate', 'Bearer');
  response.setHeader('content-type', 'application/problem+json');
  response.sendRaw(JSON.stringify(problem.toBody()));
}
