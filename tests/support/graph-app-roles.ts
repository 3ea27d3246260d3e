import type { IncomingMessage } from 'node:http';
import { graphError, startGraphLoopback, type GraphLoopback, type LoopbackAnswer } from './graph-loopback.ts';

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

/** Microsoft Graph's service principals and app role assignments, on loopback, in its wire format. */
export interface LoopbackAppRoles extends GraphLoopback {
  assignments: Assignment[];
  /** APIs whose roles the caller may not grant, by object ID. */
  forbidden: Set<string>;
}

/** Fewer than the roles of an identity, so that reading them takes several pages. */
const PAGE_SIZE = 2;

export async function startAppRoles(principals: readonly LoopbackPrincipal[]): Promise<LoopbackAppRoles> {
  const assignments: Assignment[] = [];
  const forbidden = new Set<string>();
  const find = (name: string) => {
    const appId = /^\(appId='([^']+)'\)$/.exec(name)?.[1];
    return principals.find(({ id, appId: other }) => (appId ? other === appId : `/${id}` === name));
  };

  function answer(request: IncomingMessage, body: string): LoopbackAnswer {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://graph');
    const [, name = '', relation = ''] =
      /^\/v1\.0\/servicePrincipals(\/[^/]+|\(.+?\))(?:\/(\w+))?$/.exec(pathname) ?? [];
    const principal = find(name);
    if (!principal) {
      return graphError(404, 'Request_ResourceNotFound', `Resource '${name}' does not exist.`);
    }
    if (request.method === 'GET' && !relation) return { status: 200, body: principal };
    if (request.method === 'GET' && relation === 'appRoleAssignments') {
      const all = assignments.filter(({ principalId }) => principalId === principal.id);
      const from = Number(searchParams.get('$skiptoken') ?? 0);
      const next = from + PAGE_SIZE;
      const link = `${loopback.url}${pathname}?$skiptoken=${next}`;
      const more = next < all.length ? { '@odata.nextLink': link } : {};
      return { status: 200, body: { ...more, value: all.slice(from, next) } };
    }
    if (request.method === 'POST' && relation === 'appRoleAssignedTo') return assign(principal, body);
    return graphError(400, 'Request_BadRequest');
  }

  function assign(resource: LoopbackPrincipal, body: string): LoopbackAnswer {
    const given = JSON.parse(body) as Assignment;
    const isWhole = find(`/${given.principalId}`) && given.resourceId === resource.id;
    const hasRole = resource.appRoles.some(({ id }) => id === given.appRoleId);
    if (!isWhole || !hasRole) return graphError(400, 'Request_BadRequest', 'Not a valid reference update.');
    if (forbidden.has(resource.id)) {
      const message = 'Insufficient privileges to complete the operation.';
      return graphError(403, 'Authorization_RequestDenied', message);
    }
    const isSame = (other: Assignment) => JSON.stringify(other) === JSON.stringify(given);
    if (assignments.some(isSame)) {
      const message = 'Permission being assigned already exists on the object';
      return graphError(400, 'Request_BadRequest', message);
    }
    assignments.push(given);
    return { status: 201, body: { id: 'an-assignment', ...given } };
  }

  const loopback = await startGraphLoopback(answer);
  return { ...loopback, assignments, forbidden };
}
