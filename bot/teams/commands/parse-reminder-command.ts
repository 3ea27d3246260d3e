import type { WeekendRule } from '../../reminders/schedule.ts';

/** Orders about reminders that come after "remind us". */
export type ScheduleCommand =
  | { kind: 'why' }
  | { kind: 'weekend'; rule: WeekendRule }
  | { kind: 'quiet-hours'; from: string; until: string }
  | { kind: 'no-quiet-hours' }
  /** `until` is a calendar date; null: the days count from today. */
  | { kind: 'snooze'; until: string | null; days: number };

const WHY = /^why(?:\s.*\b(?:not?|never|didn[’']?t|miss(?:ed|ing)?)\b.*\breminders?\b.*)?$/i;
const WEEKEND = /^(?:please )?remind (?:us|me) (on|before|after) (?:the )?weekends?$/i;
const QUIET = /^quiet hours (?:from )?(\d{1,2}):?(\d{2})? ?(?:to|until|till|-|–) ?(\d{1,2}):?(\d{2})?$/i;
const NO_QUIET = /^no quiet hours$/i;
const SNOOZE =
  /^snooze(?: (?:the |our |my )?reminders)? (?:until (\d{4}-\d{2}-\d{2})|for (\d{1,3}) (day|week)s?)$/i;

/** Reads an order; null for everything else. `text` has no mark at its end. */
export function parseReminderCommand(text: string): ScheduleCommand | null {
  if (WHY.test(text)) return { kind: 'why' };
  const [, weekend] = WEEKEND.exec(text) ?? [];
  if (weekend) return { kind: 'weekend', rule: weekend.toLowerCase() as WeekendRule };
  if (NO_QUIET.test(text)) return { kind: 'no-quiet-hours' };
  const [, fromHour = '', fromMinute, untilHour = '', untilMinute] = QUIET.exec(text) ?? [];
  const [from, until] = [toTime(fromHour, fromMinute), toTime(untilHour, untilMinute)];
  if (from && until && from !== until) return { kind: 'quiet-hours', from, until };
  const snooze = SNOOZE.exec(text);
  if (!snooze) return null;
  const [, day, count, unit = ''] = snooze;
  const days = Number(count ?? 0) * (unit.toLowerCase() === 'week' ? 7 : 1);
  return { kind: 'snooze', until: day ?? null, days };
}

/** `HH:MM` of an hour and minutes as they were typed; null for what no clock shows. */
export function toTime(hour: string, minute = '00'): string | null {
  const isPossible = hour !== '' && Number(hour) < 24 && Number(minute) < 60;
  return isPossible ? `${hour.padStart(2, '0')}:${minute}` : null;
}
