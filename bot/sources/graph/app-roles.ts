import { z } from 'zod';
import { CutoverError } from '../../platform/errors.ts';
import { describe, type GraphClient } from './graph-client.ts';

/** An app, a managed identity or a Microsoft service as it exists in one tenant. */
export interface ServicePrincipal {
  /** The object ID. */
  id: string;
  /** The client ID. */
  appId: string;
  displayName: string;
  /** The app roles that it defines, which can be granted to others. */
  appRoles: readonly { id: string; value: string }[];
}

/** A request that a repeat wouldn't help. */
export interface Failure {
  /** What went wrong, in one sentence. */
  failed: string;
  /** True when the person who runs the command lacks a permission (403). */
  isForbidden?: boolean;
}

/** Reads and grants app roles in one tenant. */
export interface AppRoles {
  /** Finds a service principal by client ID or object ID; null when the tenant has none. */
  find(id: string): Promise<ServicePrincipal | null | Failure>;
  /** The IDs of the roles for `resource` that `principal` holds. */
  rolesOf(principal: ServicePrincipal, resource: ServicePrincipal): Promise<ReadonlySet<string> | Failure>;
  /**
   * Grants an app role of `resource` to `principal`; `already` when it is granted.
   * https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto
   */
  assign(assignment: {
    principal: ServicePrincipal;
    resource: ServicePrincipal;
    roleId: string;
  }): Promise<'granted' | 'already' | Failure>;
}

const servicePrincipal = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z
    .string()
    .nullish()
    .transform((name) => name ?? 'an app without a name'),
  appRoles: z
    .array(
      z.object({
        id: z.string(),
        value: z
          .string()
          .nullish()
          .transform((value) => value ?? ''),
      }),
    )
    .default([]),
});
const assignments = z.object({
  value: z.array(z.object({ resourceId: z.string(), appRoleId: z.string() })),
  '@odata.nextLink': z.string().optional(),
});
const SELECT = '$select=id,appId,displayName,appRoles';

/** @throws CutoverError `graph-refused` as the client does, `graph-unreadable` for an unexpected response. */
export function createAppRoles(graph: GraphClient): AppRoles {
  async function findAt(path: string): Promise<ServicePrincipal | null | Failure> {
    const answer = await graph.ask(`${path}?${SELECT}`);
    if ('failed' in answer) return answer;
    if (answer.status === 404) return null;
    return answer.ok ? parse(servicePrincipal, answer) : failureOf(answer);
  }

  async function rolesOf(
    principal: ServicePrincipal,
    resource: ServicePrincipal,
  ): Promise<ReadonlySet<string> | Failure> {
    const held = new Set<string>();
    let path: string | undefined = `/servicePrincipals/${principal.id}/appRoleAssignments`;
    while (path !== undefined) {
      const answer = await graph.ask(path);
      if ('failed' in answer) return answer;
      if (!answer.ok) return failureOf(answer);
      const page: z.infer<typeof assignments> = await parse(assignments, answer);
      for (const { resourceId, appRoleId } of page.value) if (resourceId === resource.id) held.add(appRoleId);
      path = page['@odata.nextLink'];
    }
    return held;
  }

  return {
    async find(id) {
      const name = encodeURIComponent(id);
      return (await findAt(`/servicePrincipals(appId='${name}')`)) ?? findAt(`/servicePrincipals/${name}`);
    },

    rolesOf,

    async assign({ principal, resource, roleId }) {
      const body = { principalId: principal.id, resourceId: resource.id, appRoleId: roleId };
      const answer = await graph.ask(`/servicePrincipals/${resource.id}/appRoleAssignedTo`, body);
      if ('failed' in answer) return answer;
      if (answer.ok) return 'granted';
      const failure = await failureOf(answer);
      // Graph returns 400 for a role that is already granted, such as by a request whose response was lost.
      const held = answer.status === 400 ? await rolesOf(principal, resource) : null;
      return held instanceof Set && held.has(roleId) ? 'already' : failure;
    },
  };
}

async function failureOf(answer: Response): Promise<Failure> {
  return { failed: await describe(answer), ...(answer.status === 403 ? { isForbidden: true } : {}) };
}

async function parse<T>(schema: z.ZodType<T>, answer: Response): Promise<T> {
  const parsed = schema.safeParse(await answer.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new CutoverError('graph-unreadable', `Microsoft Graph's answer could not be read: ${answer.url}`);
}
