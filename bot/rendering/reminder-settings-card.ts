import { DEFAULT_RUNGS, type Schedule } from '../campaign/ladder.ts';
import { zoneNames } from '../campaign/zones.ts';
import { toSummary, type Message } from './message.ts';
import { nameRung } from './note-cards.ts';
import { renderCard } from './render.ts';

export const WEEKEND_RULES = ['on-the-day', 'before', 'after'] as const;

/** On which day a reminder is posted that is due at a weekend: that day, the working day before, or after. */
export type WeekendRule = (typeof WEEKEND_RULES)[number];

export interface ReminderSettings extends Schedule {
  weekend: WeekendRule;
  /** `HH:MM` each, in the schedule's zone; null for none. */
  quiet: { from: string; until: string } | null;
}

const WEEKEND_TITLES: Record<WeekendRule, string> = {
  'on-the-day': 'on that day',
  before: 'on the working day before',
  after: 'on the working day after',
};

/**
 * The settings of a conversation's reminders, to be changed. Saved, it sends `localTime` (`HH:MM`), `zone`,
 * `rungs` (`30,7,1`), `weekend`, `quietFrom` and `quietUntil` (`HH:MM` or empty).
 * The zones make it about 50 KB, under Teams' 100 KB for a message.
 */
export function renderReminderSettings(
  settings: ReminderSettings,
  { isOn = true, problem = null }: { isOn?: boolean; problem?: string | null } = {},
): Message {
  const { localTime, zone, rungs, weekend, quiet } = settings;
  const title = 'Reminder settings';
  const paragraphs = [problem ?? 'They count for this conversation, from the next reminder on.'];
  const summary = toSummary(`${title}.`, ...paragraphs);
  const choices = [...new Set([...DEFAULT_RUNGS, ...rungs])].sort((a, b) => b - a);
  const card = renderCard('reminder-settings', {
    summary,
    title,
    paragraphs,
    localTime,
    zone,
    zones: [...new Set([zone, ...zoneNames()])],
    rungs: rungs.join(','),
    rungChoices: choices.map((rung) => ({ title: nameRung(rung), value: String(rung) })),
    weekend,
    weekendChoices: WEEKEND_RULES.map((rule) => ({ title: WEEKEND_TITLES[rule], value: rule })),
    quietFrom: quiet?.from ?? '',
    quietUntil: quiet?.until ?? '',
    stops: isOn ? [{}] : [],
  });
  return { summary, card };
}
