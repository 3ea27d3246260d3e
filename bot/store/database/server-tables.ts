import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Authentication } from '../../campaign/affected.ts';
import type { Origin } from '../../servers/server.ts';
import type { Instant, OptionalInstant } from './columns.ts';

export interface ServerTable {
  id: string;
  tenant_id: string;
  name: string;
  /** The name in lower case. */
  name_key: string;
  /** When somebody took it off the list; null while it is on it. */
  forgotten_at: OptionalInstant;
  /** Who did, by name. */
  forgotten_by: ColumnType<string | null, never, string | null>;
  /** How often it was taken off the list, put back or renamed. */
  changes: Generated<number>;
}

export interface ServerReportTable {
  /** In the order in which they were saved. */
  number: GeneratedAlways<number>;
  server_id: string;
  tenant_id: string;
  reporter: string;
  /** A person's object id in Microsoft Entra ID, or an app's client id. */
  reporter_id: string | null;
  origin: Origin;
  /** The member of an identity team who confirmed somebody's word. */
  confirmed_by: string | null;
  observed_at: Instant;
  version: string | null;
  role: 'active' | 'staging' | null;
  state: 'in-use' | 'migrated' | 'decommissioned' | null;
  authentication: Authentication | null;
  /** When it was taken back: it counts no more. */
  withdrawn_at: OptionalInstant;
}

/** A tenant in which no server is affected by a notice any more. */
export interface CompletionTable {
  id: string;
  tenant_id: string;
  notice_id: string;
  completed_at: Instant;
  /** When an affected server was reported again; null while the completion is current. */
  ended_at: OptionalInstant;
}
