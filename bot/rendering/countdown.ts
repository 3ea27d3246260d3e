import { daysUntil } from '../campaign/calendar.ts';
import { formatNumber, type LocalNow } from '../guidance/date-format.ts';

/** The large number of a card, its unit, and a colour for its urgency. */
export interface Countdown {
  count: string;
  unit: string;
  colour: 'Accent' | 'Warning' | 'Attention';
}

/** Days to the cut-off or since, on the reader's day. */
export function countdown(cutOff: string, localNow: LocalNow): Countdown {
  const days = daysUntil({ date: cutOff, ...localNow });
  const colour = days <= 7 ? 'Attention' : days <= 30 ? 'Warning' : 'Accent';
  if (days === 0) return { count: 'Today', unit: 'is the cut-off', colour };
  const unit = Math.abs(days) === 1 ? 'day' : 'days';
  const count = formatNumber(Math.abs(days), localNow.locale);
  return { count, unit: days > 0 ? `${unit} left` : `${unit} ago`, colour };
}
