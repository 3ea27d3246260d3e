import type { AppRoles, Failure, ServicePrincipal } from '../sources/graph/app-roles.ts';
import type { Grant, Resource } from './grants.ts';

/** The result of one grant. */
export interface GrantOutcome {
  grant: Grant;
  /** The display name of the identity; null when it wasn't found. */
  principalName: string | null;
  result: 'granted' | 'would-grant' | 'already' | 'failed';
  /** Why it failed, and what to do. */
  reason?: string;
}

/**
 * Makes the grants that don't exist yet, one after the other, and reports each outcome at once. A failure doesn't stop the
 * others. Graph stores what is granted, so that a second run makes only the missing grants.
 * @param isApplied false to change nothing and report what would be granted.
 */
export async function grantRoles({
  grants,
  appRoles,
  isApplied,
  onOutcome,
}: {
  grants: readonly Grant[];
  appRoles: AppRoles;
  isApplied: boolean;
  onOutcome: (outcome: GrantOutcome) => void;
}): Promise<GrantOutcome[]> {
  const outcomes: GrantOutcome[] = [];
  for (const grant of grants) {
    const outcome = { grant, ...(await make(grant)) };
    outcomes.push(outcome);
    onOutcome(outcome);
  }
  return outcomes;

  async function make(grant: Grant): Promise<Omit<GrantOutcome, 'grant'>> {
    const resource = await appRoles.find(grant.resource.appId);
    if (!isFound(resource)) return failed(grant, null, resource ?? noResource(grant.resource));
    const principal = await appRoles.find(grant.principal);
    if (!isFound(principal)) return failed(grant, null, principal ?? noPrincipal(grant.principal));
    const roleId = resource.appRoles.find(({ value }) => value === grant.role)?.id;
    if (roleId === undefined) return failed(grant, principal, noRole(grant));
    const held = await appRoles.rolesOf(principal, resource);
    if ('failed' in held) return failed(grant, principal, held);
    const { displayName: principalName } = principal;
    if (held.has(roleId)) return { principalName, result: 'already' };
    if (!isApplied) return { principalName, result: 'would-grant' };
    const answer = await appRoles.assign({ principal, resource, roleId });
    return typeof answer === 'string' ? { principalName, result: answer } : failed(grant, principal, answer);
  }
}

function isFound(found: ServicePrincipal | Failure | null): found is ServicePrincipal {
  return found !== null && 'id' in found;
}

function failed(
  { resource }: Grant,
  principal: ServicePrincipal | null,
  { failed: reason, isForbidden }: Failure,
): Omit<GrantOutcome, 'grant'> {
  return {
    principalName: principal?.displayName ?? null,
    result: 'failed',
    reason: isForbidden ? `${reason} ${whoMay(resource)}` : reason,
  };
}

/** Who can grant: https://learn.microsoft.com/graph/api/serviceprincipal-post-approleassignedto#permissions */
function whoMay({ name }: Resource): string {
  const role =
    name === 'Microsoft Graph'
      ? 'a Privileged Role Administrator'
      : 'a Cloud Application Administrator or an Application Administrator';
  return `Ask ${role} to run this, or run it as an app with AppRoleAssignment.ReadWrite.All and Application.Read.All.`;
}

function noResource({ name, appId }: Resource): Failure {
  return {
    failed:
      name === 'Cutover'
        ? `The tenant has no enterprise application for Cutover's registration ${appId}: run \`az ad sp create --id ${appId}\`, and check that you are signed in to the right tenant.`
        : `The tenant has no service principal for ${name}: check that you are signed in to the right tenant and cloud.`,
  };
}

function noPrincipal(id: string): Failure {
  return {
    failed: `The tenant has no app or managed identity with the client ID or object ID ${id}: check the ID and the tenant that you are signed in to. The object ID of an app registration does not work; use its client ID.`,
  };
}

function noRole({ resource, role }: Grant): Failure {
  return {
    failed:
      resource.name === 'Cutover'
        ? `Cutover's registration has no app role ${role}: run \`atk provision\` again, which updates the registration.`
        : `${resource.name} has no app role ${role} in this cloud.`,
  };
}
