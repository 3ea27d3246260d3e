import { DateTime } from 'luxon';

/** Days before the cut-off on which a reminder is due. */
export const DEFAULT_RUNGS: readonly number[] = [365, 180, 90, 60, 30, 14, 7, 3, 1, 0];

export interface Schedule {
  /** `HH:MM`, 24 hours. */
  localTime: string;
  /** IANA name. */
  zone: string;
  rungs: readonly number[];
}

export interface DueRung {
  rung: number;
  dueAt: Date;
}

/**
 * When each rung is due, the earliest first. A local time that a clock change skips moves forward by
 * the length of the gap; one that occurs twice is due the first time.
 */
export function climbLadder(cutOff: string, schedule: Schedule): DueRung[] {
  return [...new Set(schedule.rungs)]
    .sort((a, b) => b - a)
    .map((rung) => ({ rung, dueAt: rungDueAt(cutOff, rung, schedule) }));
}

function rungDueAt(cutOff: string, rung: number, { localTime, zone }: Schedule): Date {
  const day = DateTime.fromISO(cutOff, { zone: 'utc' }).minus({ days: rung }).toISODate();
  const due = DateTime.fromISO(`${day}T${localTime}`, { zone });
  return firstOf(due).toJSDate();
}

/** The earlier of the two instants that share a local time when clocks go back. */
function firstOf(local: DateTime): DateTime {
  const [first] = local.getPossibleOffsets();
  return first ?? local;
}
