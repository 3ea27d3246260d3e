import { CHOICE_FIELDS } from '../../reminders/schedule-fields.ts';
import type { WeekendRule } from '../../reminders/schedule.ts';
import { changeSchedule } from './change-schedule.ts';
import { defineCommand } from './command.ts';

const PATTERN = /^(?:please )?remind (?:us|me) (on|before|after) (?:the )?weekends?$/i;

export const WEEKENDS = defineCommand<{ rule: WeekendRule }>({
  name: 'weekends',
  act: 'change-reminders',
  forms: ['remind us before weekends', 'remind us after weekends', 'remind us on weekends'],
  parse(text) {
    const [, rule] = PATTERN.exec(text) ?? [];
    return rule ? { rule: rule.toLowerCase() as WeekendRule } : null;
  },
  handle({ rule }, context) {
    const day = CHOICE_FIELDS.weekend.options[rule].replace(/^On/, 'on');
    return changeSchedule({ weekend: rule }, `A reminder that falls on a weekend is posted ${day}.`, context);
  },
});
