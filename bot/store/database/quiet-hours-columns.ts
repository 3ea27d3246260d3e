import type { QuietHours } from '../../campaign/quiet-hours.ts';

/** Both are null if there are no quiet hours. */
interface QuietHoursColumns {
  quiet_from: string | null;
  quiet_until: string | null;
}

export function toQuietHoursColumns(quietHours: QuietHours | null): QuietHoursColumns {
  return { quiet_from: quietHours?.from ?? null, quiet_until: quietHours?.until ?? null };
}

export function toQuietHours({ quiet_from: from, quiet_until: until }: QuietHoursColumns): QuietHours | null {
  return from !== null && until !== null ? { from, until } : null;
}
