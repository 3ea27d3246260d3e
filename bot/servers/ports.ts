import type { Authored } from '../access/author.ts';
import type { Server, ServerReport } from './server.ts';

export interface ServerStore {
  /**
   * Keeps the reports of a tenant, all or none. Resolves with the servers as they stand then, in the order
   * of the reports; what says nothing new is not kept again. Writes to the audit trail
   * what a person says, and what a source changes: one entry a server.
   */
  save(tenantId: string, reports: readonly ServerReport[], asked: Authored): Promise<Server[]>;
  /** Those that any server was reported of. */
  tenants(): Promise<string[]>;
  /** Those of which every report was withdrawn: they are in no list. */
  withdrawn(tenantId: string): Promise<Server[]>;
  /** In the order of their names. Not to be changed: whoever asks next is given the same. */
  list(tenantId: string): Promise<readonly Server[]>;
}

/** All servers of a tenant are off what a notice retires. */
export interface Completion {
  id: string;
  tenantId: string;
  noticeId: string;
  completedAt: Date;
}

export interface CompletionStore {
  /**
   * Writes down which notices a tenant is done with. When it becomes so, every conversation that has reminders of the
   * notice is told, in the same transaction; of several notices at once, the first one is told of. When it no longer is,
   * the next time counts anew. It asks the store once while nothing changes.
   */
  record(completion: {
    tenantId: string;
    /** By notice id; what isn't in it stays as it is. */
    isDone: ReadonlyMap<string, boolean>;
    now: Date;
  }): Promise<void>;
  /** Null when it does not stand any more. */
  findCurrent(id: string): Promise<Completion | null>;
}
