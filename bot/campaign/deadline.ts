/** A date that somebody of a tenant has set for a notice: the tenant's own window, or an exception that it was granted. */
export interface OwnDeadline {
  /** `YYYY-MM-DD`. */
  date: string;
  /** In the words of whoever set it; null when they gave none. */
  reason: string | null;
  /** The name of whoever set it. */
  by: string;
  at: Date;
}

/** The day by which a tenant must be done with a notice. */
export interface Deadline {
  /** `YYYY-MM-DD`, or `YYYY-MM` when the notice states only the month. */
  date: string;
  /** What the tenant has set; null: it is the notice's cut-off. */
  own: OwnDeadline | null;
  /** The notice's cut-off that the tenant's own date overrules; null when there is none. */
  overruled: string | null;
}

/** Stands for a date in a notice whose cut-off each tenant has for itself. */
export const EACH_TENANT = 'tenant';

/**
 * What holds for a tenant: its own date if it has one, else the notice's cut-off. Null: no date is known.
 * @param cutOff of the notice: a date, `EACH_TENANT`, or null when it states none.
 */
export function deadlineOf(cutOff: string | null, own: OwnDeadline | null): Deadline | null {
  const stated = cutOff === EACH_TENANT ? null : cutOff;
  if (own) return { date: own.date, own, overruled: stated };
  return stated === null ? null : { date: stated, own: null, overruled: null };
}
