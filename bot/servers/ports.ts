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
  /** Those that are on no list, without their reports: forgotten, or every report was withdrawn. */
  unlisted(tenantId: string): Promise<UnlistedServer[]>;
  /** Those that were taken off the list, with their reports, in the order in which they were. */
  forgotten(tenantId: string): Promise<ForgottenServer[]>;
  /**
   * Takes a server off the list, and keeps its reports as evidence: the next report puts it back. Writes to the audit
   * trail. False if there is none of that name on the list.
   */
  forget(tenantId: string, name: string, asked: Authored): Promise<boolean>;
  /** Gives a server another name, and writes that to the audit trail. */
  rename(tenantId: string, names: { from: string; to: string }, asked: Authored): Promise<RenameOutcome>;
  /** In the order of their names. Not to be changed: whoever asks next is given the same. */
  list(tenantId: string): Promise<readonly Server[]>;
}

/** A server that somebody took off the list. */
export interface ForgottenServer {
  server: Server;
  forgottenBy: string;
  forgottenAt: Date;
}

/** A server without reports; `forgottenBy` is null where they were withdrawn. */
export interface UnlistedServer {
  server: Server;
  forgottenBy: string | null;
}

/** `taken`: another server has the name, or had it when it was forgotten. */
export type RenameOutcome = 'renamed' | 'taken' | 'not-listed';

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
