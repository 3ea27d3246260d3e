import { completeSchedule, DEFAULT_OFFSETS, type Schedule } from '../reminders/schedule.ts';
import { listChoiceFields, mapChoiceFields, type ChoiceFieldName } from '../reminders/schedule-fields.ts';
import { widespreadZones } from '../campaign/zones.ts';
import { renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeOffset } from '../guidance/cut-off-text.ts';

/** The fields as a client shows and sends them. */
export interface SettingsForm extends Record<ChoiceFieldName, string> {
  /** `HH:MM`. */
  localTime: string;
  /** IANA name. */
  zone: string;
  /** `30,7,1`. */
  offsets: string;
  /** `HH:MM`, or empty for none. */
  quietFrom: string;
  quietUntil: string;
}

/** A schedule as the form shows it. */
export function formOf(schedule: Schedule): SettingsForm {
  const complete = completeSchedule(schedule);
  const { localTime, zone, offsets, quietHours } = complete;
  return {
    localTime,
    zone,
    offsets: offsets.join(','),
    quietFrom: quietHours?.from ?? '',
    quietUntil: quietHours?.until ?? '',
    ...mapChoiceFields((field) => complete[field]),
  };
}

/**
 * The settings of a conversation's reminders, to be changed; with a `problem`, as somebody has filled them in.
 * The card holds widespread zones; Teams asks for the others while one types, as the set `zones`.
 */
export function renderReminderSettings(
  form: SettingsForm,
  { isOn = true, problem = null }: { isOn?: boolean; problem?: string | null } = {},
): Message {
  const title = 'Reminder settings';
  const paragraphs = ['These settings apply to this conversation, starting with the next reminder.'];
  const summary = toSummary(`${title}.`, problem ?? '', ...paragraphs);
  const card = renderCard('reminder-settings', {
    summary,
    title,
    paragraphs,
    problems: problem ? [`✖ ${problem}`] : [],
    ...form,
    zones: [...new Set([form.zone, ...widespreadZones()])].filter(Boolean),
    offsetChoices: offsetsToChoose(form).map((offset) => ({
      title: describeOffset(offset),
      value: String(offset),
    })),
    choiceFields: listChoiceFields().map((choice) => ({ ...choice, value: form[choice.field] })),
    stops: isOn ? [{}] : [],
  });
  return { summary, card };
}

function offsetsToChoose({ offsets }: SettingsForm): number[] {
  const chosen = offsets.split(',').filter((offset) => /^\d+$/.test(offset));
  return [...new Set([...DEFAULT_OFFSETS, ...chosen.map(Number)])].sort((a, b) => b - a);
}
