import type { VerdictKind } from '../guidance/version-verdict.ts';
import { serverStatusOf, type Server, type ServerStatus } from './server.ts';

/** What is left out is not asked for. */
export interface ServerFilter {
  verdict?: VerdictKind | undefined;
  state?: ServerStatus['state'] | undefined;
  role?: 'active' | 'staging' | undefined;
  /** A part of the name, whatever its case. */
  name?: string | undefined;
}

/** Whether a server is asked for by what doesn't depend on its verdict. */
export function isAskedFor(server: Server, { state, role, name }: Omit<ServerFilter, 'verdict'>): boolean {
  if (name !== undefined && !server.name.toLowerCase().includes(name.toLowerCase())) return false;
  const serverStatus = serverStatusOf(server);
  return (
    (state === undefined || serverStatus.state === state) &&
    (role === undefined || serverStatus.role === role)
  );
}
