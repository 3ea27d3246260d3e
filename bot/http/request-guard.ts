import type restify from 'restify';
import { Problem } from './problem.ts';

/** What may follow `Content-Type`: a charset and the like. */
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Refuses what nobody who should call would send, before a body is read: a body that is no JSON or is
 * compressed (the parser would unpack it without a limit). In local mode, which has no tokens, also what a
 * page of another site makes a browser on this machine send: such a request names that site, in `Host` when
 * its name was pointed at this machine, or in `Origin`.
 */
export function guard(server: restify.Server, { isLocal }: { isLocal: boolean }): void {
  server.pre((request: restify.Request, response: restify.Response, next: restify.Next) => {
    const problem = (isLocal ? strangerIn(request) : null) ?? badBodyIn(request);
    if (!problem) {
      next();
      return;
    }
    answerProblem(response, problem);
    next(false);
  });
}

function strangerIn({ headers }: restify.Request): Problem | null {
  const { host = '', origin } = headers;
  if (!LOOPBACK.test(host)) {
    return new Problem(
      421,
      'Not addressed to this machine',
      `In local mode only localhost is answered, not "${host}".`,
    );
  }
  if (origin === undefined || origin === `http://${host}`) return null;
  return new Problem(
    403,
    'Another site asks',
    `In local mode a page of ${origin} may not call this: only what runs on this machine may.`,
  );
}

function badBodyIn({ method, headers }: restify.Request): Problem | null {
  if (method !== 'POST' && method !== 'PUT') return null;
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    return new Problem(415, 'The body is compressed', `Send it without Content-Encoding: ${encoding}.`);
  }
  const type = headers['content-type'] ?? '';
  if (JSON_TYPE.test(type)) return null;
  return new Problem(
    415,
    'The body is no JSON',
    `Send JSON with Content-Type: application/json${type ? `, not ${type}` : ''}.`,
  );
}

/** What the parser and the router refuse is told like everything else that `/api` refuses. */
export function tellProblems(server: restify.Server): void {
  server.on(
    'restifyError',
    (_request: restify.Request, response: restify.Response, error: unknown, next: () => void) => {
      const problem = problemOf(error);
      // The router sends the error itself when nobody has answered.
      if (problem && !response.headersSent) answerProblem(response, problem);
      next();
    },
  );
}

const WORDS: Readonly<Record<number, [title: string, detail: string]>> = {
  400: ['The body is no JSON', 'The body cannot be read as JSON'],
  404: ['Not found', 'There is nothing at this address.'],
  405: ['Not for this method', 'This address is not there for this method.'],
  413: [
    'The body is too large',
    'A body may have 256 KB: send at most 500 servers in a request. Nothing was kept.',
  ],
};

/** Null for what is nobody's fault but ours: that keeps its 500. */
function problemOf(error: unknown): Problem | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const status = Number(error.statusCode);
  const [title, detail] = WORDS[status] ?? [];
  if (title === undefined || detail === undefined) return null;
  const reason = status === 400 ? `${detail}: ${error.message}. Nothing was kept.` : detail;
  return new Problem(status, title, reason, status === 400 || status === 413 ? 'body' : undefined);
}

export function answerProblem(response: restify.Response, problem: Problem): void {
  response.status(problem.status);
  response.setHeader('content-type', 'application/problem+json');
  response.sendRaw(JSON.stringify(problem.toBody()));
}
