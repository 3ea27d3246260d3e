/** Numbers of reported servers by what a notice means for them. */
export interface Progress {
  /** Affected by the notice. */
  affected: number;
  /** Of which nobody has reported what would tell. */
  unknown: number;
  /** All servers, whatever their state. */
  reported: number;
}

/** The names of servers on which work is left: those that a notice affects, and those of which nobody knows. */
export interface OpenServers {
  affected: readonly string[];
  unknown: readonly string[];
}

/** By the notice's id; a notice is missing while no server of the tenant counts for it. */
export type TenantProgress = ReadonlyMap<string, Progress>;

/** By the tenant's id. */
export type ProgressOfTenants = ReadonlyMap<string, TenantProgress>;

/** Whether nothing is left to do. An unknown server counts as work left, for it may be affected. */
export function isDone({ affected, unknown }: Progress): boolean {
  return affected === 0 && unknown === 0;
}
