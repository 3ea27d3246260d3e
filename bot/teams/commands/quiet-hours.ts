import type { QuietHours } from '../../campaign/quiet-hours.ts';
import { formatTime } from '../../guidance/date-format.ts';
import { getAlerts, hasOnlyAlerts } from './alerts-here.ts';
import { changeSchedule } from './change-schedule.ts';
import { defineCommand } from './command.ts';
import { toTimeOfDay } from './time-of-day.ts';

const PATTERN = /^quiet hours (?:from )?(\d{1,2}):?(\d{2})? ?(?:to|until|till|-|–) ?(\d{1,2}):?(\d{2})?$/i;
const NONE_PATTERN = /^no quiet hours$/i;

export const QUIET_HOURS = defineCommand<QuietHours>({
  name: 'quiet-hours',
  act: 'change-reminders',
  forms: ['quiet hours 22:00 to 07:00'],
  parse(text) {
    const [, fromHour = '', fromMinute, untilHour = '', untilMinute] = PATTERN.exec(text) ?? [];
    const [from, until] = [toTimeOfDay(fromHour, fromMinute), toTimeOfDay(untilHour, untilMinute)];
    return from && until && from !== until ? { from, until } : null;
  },
  handle: async (quietHours, context) =>
    (await hasOnlyAlerts(context))
      ? getAlerts({ quietHours }, context)
      : changeSchedule({ quietHours }, describeQuietHours(quietHours, context.localNow.locale), context),
});

export const NO_QUIET_HOURS = defineCommand({
  name: 'no-quiet-hours',
  act: 'change-reminders',
  forms: ['no quiet hours'],
  parse: (text) => (NONE_PATTERN.test(text) ? {} : null),
  handle: async (_args, context) =>
    (await hasOnlyAlerts(context))
      ? getAlerts({ quietHours: null }, context)
      : changeSchedule({ quietHours: null }, 'There are no quiet hours now.', context),
});

function describeQuietHours({ from, until }: QuietHours, locale?: string): string {
  const end = formatTime(until, locale);
  return `Nothing is posted from ${formatTime(from, locale)} to ${end}. Reminders due in between are posted at ${end}.`;
}
