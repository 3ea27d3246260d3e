import { DEFAULT_RUNGS, WEEKEND_RULES, type Schedule, type WeekendRule } from '../campaign/ladder.ts';
import { zoneNames } from '../campaign/zones.ts';
import { toSummary, type Message } from './message.ts';
import { nameRung } from './note-cards.ts';
import { renderCard } from './render.ts';

const WEEKEND_TITLES: Readonly<Record<WeekendRule, string>> = {
  on: 'on that day',
  before: 'on the working day before',
  after: 'on the working day after',
};

/**
 * The settings of a conversation's reminders, to be changed. Saved, it sends `localTime` (`HH:MM`), `zone`,
 * `rungs` (`30,7,1`), `weekend`, `quietFrom` and `quietUntil` (`HH:MM` or empty).
 * The zones make it about 50 KB, under Teams' 100 KB for a message.
 */
export function renderReminderSettings(
  settings: Schedule,
  { isOn = true, problem = null }: { isOn?: boolean; problem?: string | null } = {},
): Message {
  const { localTime, zone, rungs, weekend = 'on', quietHours } = settings;
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
    quietFrom: quietHours?.from ?? '',
    quietUntil: quietHours?.until ?? '',
    stops: isOn ? [{}] : [],
  });
  return { summary, card };
}
