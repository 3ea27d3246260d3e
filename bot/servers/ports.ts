import type { Server, ServerReport } from './server.ts';

export interface ServerStore {
  /**
   * Keeps the reports of a tenant, all or none. Resolves with the servers as they stand then, in the order
   * of the reports; what says nothing new is not kept again.
   */
  keep(tenantId: string, reports: readonly ServerReport[]): Promise<Server[]>;
  /** Those that any server was reported of. */
  tenants(): Promise<string[]>;
  /** In the order of their names. */
  list(tenantId: string): Promise<Server[]>;
}
