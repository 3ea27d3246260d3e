import { daysUntil } from '../campaign/calendar.ts';
import { countOf, type Moment } from '../guidance/moments.ts';

/** The number that a card shows large, what it counts, and a colour that grows more urgent. */
export interface Countdown {
  count: string;
  unit: string;
  colour: 'Accent' | 'Warning' | 'Attention';
}

/** Days to the cut-off or since, on the reader's day. */
export function countdown(cutOff: string, moment: Moment): Countdown {
  const days = daysUntil({ date: cutOff, ...moment });
  const colour = days <= 7 ? 'Attention' : days <= 30 ? 'Warning' : 'Accent';
  if (days === 0) return { count: 'Today', unit: 'is the cut-off', colour };
  const unit = Math.abs(days) === 1 ? 'day' : 'days';
  const count = countOf(Math.abs(days), moment.locale);
  return { count, unit: days > 0 ? `${unit} left` : `${unit} ago`, colour };
}
