import { parseZone } from '../../campaign/zones.ts';
import { mapChoiceFields, scheduleChoices } from '../../reminders/schedule-fields.ts';
import { DEFAULT_SCHEDULE, type Schedule } from '../../reminders/schedule.ts';
import type { SettingsForm } from '../../rendering/reminder-settings-card.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_DAYS = 3_650;

/** The form's fields as a client sent them, which may be anything: other types become empty. */
export function readForm(fields: Readonly<Record<string, unknown>>): SettingsForm {
  const text = (name: keyof SettingsForm) => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  return {
    localTime: text('localTime'),
    zone: text('zone'),
    offsets: text('offsets'),
    // A card that was posted before a field was added lacks it.
    ...mapChoiceFields((field) => (field in fields ? text(field) : DEFAULT_SCHEDULE[field])),
    quietFrom: text('quietFrom'),
    quietUntil: text('quietUntil'),
  };
}

/** The schedule in a form, or one sentence on what is wrong with it. */
export function parseForm(form: SettingsForm): Schedule | string {
  const { localTime, quietFrom: from, quietUntil: until } = form;
  const zone = parseZone(form.zone);
  const offsets = form.offsets.split(',').filter(Boolean).map(Number);
  const choices = scheduleChoices.safeParse(form);
  if (!TIME.test(localTime)) return `“${localTime}” isn’t a time of day. Write it like 09:00.`;
  if (!zone) return `“${form.zone}” isn’t a time zone that I know. Choose one from the list.`;
  if (offsets.length === 0) return 'Choose at least one day for a reminder.';
  if (offsets.some((offset) => !Number.isInteger(offset) || offset < 0 || offset > MOST_DAYS)) {
    return `Days must be whole numbers from 0 to ${MOST_DAYS}.`;
  }
  if (!choices.success) return 'Choose an option from each list.';
  if (Boolean(from) !== Boolean(until)) return 'Quiet hours need both a start and an end, or neither.';
  if (from && (!TIME.test(from) || !TIME.test(until) || from === until)) {
    return 'Quiet hours need two different times of day, like 22:00 and 07:00.';
  }
  return { localTime, zone, offsets, ...choices.data, quietHours: from ? { from, until } : null };
}
