import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TokenSource } from '../../bot/sources/graph/organization.ts';

export interface LoopbackPrincipal {
  id: string;
  appId: string;
  displayName: string | null;
  appRoles: { id: string; value: string | null }[];
}

interface Assignment {
  principalId: string;
  resourceId: string;
  appRoleId: string;
}

interface FailingRequest {
  /** Only to the next one with this method. */
  method?: 'GET' | 'POST';
  status: number;
  headers?: Record<string, string>;
  code?: string;
  breaks?: boolean;
}

/** Microsoft Graph's service principals and app role assignments, on loopback, in its wire format. */
export interface LoopbackAppRoles {
  url: string;
  credential: TokenSource;
  /** To be given as `pause`: no time passes. */
  pause: (milliseconds: number) => Promise<void>;
  /** How long was waited, in order. */
  pauses: number[];
  requests: { method: string; path: string; status: number }[];
  assignments: Assignment[];
  /** Answered to the next requests, before anything else is looked at; `breaks` does the work and hangs up. */
  failures: FailingRequest[];
  /** APIs whose roles the caller may not grant, by object ID. */
  forbidden: Set<string>;
  close(): Promise<void>;
}

/** Fewer than an identity may hold, so that reading goes over several pages. */
const PAGE_SIZE = 2;

export async function startAppRoles(principals: readonly LoopbackPrincipal[]): Promise<LoopbackAppRoles> {
  const find = (name: string) => {
    const appId = /^\(appId='([^']+)'\)$/.exec(name)?.[1];
    return principals.find(({ id, appId: other }) => (appId ? other === appId : `/${id}` === name));
  };

  function answer(request: IncomingMessage, body: string): { status: number; body?: unknown } {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://graph');
    if (request.headers.authorization !== 'Bearer a-token') return failed(401, 'InvalidAuthenticationToken');
    const [, name = '', relation = ''] =
      /^\/v1\.0\/servicePrincipals(\/[^/]+|\(.+?\))(?:\/(\w+))?$/.exec(pathname) ?? [];
    const principal = find(name);
    if (!principal) {
      return failed(404, 'Request_ResourceNotFound', `Resource '${name}' does not exist.`);
    }
    if (request.method === 'GET' && !relation) return { status: 200, body: principal };
    if (request.method === 'GET' && relation === 'appRoleAssignments') {
      const all = loopback.assignments.filter(({ principalId }) => principalId === principal.id);
      const from = Number(searchParams.get('$skiptoken') ?? 0);
      const next = from + PAGE_SIZE;
      const link = `${loopback.url}${pathname}?$skiptoken=${next}`;
      const more = next < all.length ? { '@odata.nextLink': link } : {};
      return { status: 200, body: { ...more, value: all.slice(from, next) } };
    }
    if (request.method === 'POST' && relation === 'appRoleAssignedTo') return assign(principal, body);
    return failed(400, 'Request_BadRequest');
  }

  function assign(resource: LoopbackPrincipal, body: string): { status: number; body?: unknown } {
    const given = JSON.parse(body) as Assignment;
    const isWhole = find(`/${given.principalId}`) && given.resourceId === resource.id;
    const hasRole = resource.appRoles.some(({ id }) => id === given.appRoleId);
    if (!isWhole || !hasRole) return failed(400, 'Request_BadRequest', 'Not a valid reference update.');
    if (loopback.forbidden.has(resource.id)) {
      return failed(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
    }
    const isSame = (other: Assignment) => JSON.stringify(other) === JSON.stringify(given);
    if (loopback.assignments.some(isSame)) {
      return failed(400, 'Request_BadRequest', 'Permission being assigned already exists on the object');
    }
    loopback.assignments.push(given);
    return { status: 201, body: { id: 'an-assignment', ...given } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const next = loopback.failures.findIndex(({ method }) => !method || method === request.method);
    const [failure] = next < 0 ? [] : loopback.failures.splice(next, 1);
    if (failure?.breaks) {
      answer(request, body);
      request.socket.destroy();
      return;
    }
    const given = failure ? failed(failure.status, failure.code ?? 'UnknownError') : answer(request, body);
    loopback.requests.push({ method: request.method ?? '', path: request.url ?? '', status: given.status });
    response.writeHead(given.status, { 'content-type': 'application/json', ...failure?.headers });
    response.end(JSON.stringify(given.body));
  }

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const loopback: LoopbackAppRoles = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credential: { getToken: () => Promise.resolve({ token: 'a-token' }) },
    pause: (milliseconds) => {
      loopback.pauses.push(milliseconds);
      return Promise.resolve();
    },
    pauses: [],
    requests: [],
    assignments: [],
    failures: [],
    forbidden: new Set(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return loopback;
}

function failed(status: number, code: string, message = code): { status: number; body: object } {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'a-request' } } } };
}
