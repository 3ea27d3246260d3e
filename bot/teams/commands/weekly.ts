import { WEEKDAYS, type Weekday } from '../../reminders/schedule.ts';
import { CHOICE_FIELDS } from '../../reminders/schedule-fields.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { changeSchedule } from './change-schedule.ts';
import { defineCommand } from './command.ts';

const PATTERN =
  /^(?:please )?remind (?:us|me) (?:weekly on|every|each|on) ((?:mon|tues|wednes|thurs|fri|satur|sun)day)s?$/i;

/** `remind us every Tuesday`: the day of the weekly reminders after a cut-off. */
export const WEEKLY = defineCommand<{ day: string }>({
  name: 'weekly',
  act: 'change-reminders',
  forms: ['remind us every Tuesday'],
  parse(text) {
    const [, day] = PATTERN.exec(text) ?? [];
    return day ? { day: day.toLowerCase() } : null;
  },
  handle({ day }, context) {
    if (!isWeekday(day)) {
      const title = 'Weekly reminders come on a working day';
      const paragraphs = ['Name a day from Monday to Friday: remind us every Monday'];
      return renderNote(context.guide, { title, paragraphs, hasSource: false });
    }
    const name = CHOICE_FIELDS.weekday.options[day];
    const text = `After a cut-off, while a reported server is affected or may be, a reminder is posted every **${name}**.`;
    return changeSchedule({ weekday: day }, text, context, { turnsOn: true });
  },
});

function isWeekday(day: string): day is Weekday {
  return WEEKDAYS.some((weekday) => weekday === day);
}
