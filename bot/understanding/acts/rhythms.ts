import type { Utterance } from './utterance.ts';
import { WEEKDAYS } from './write-reminders.ts';
import type { Written } from './written.ts';

/** How often something is to come that reminders can't: every second Friday, monthly, hourly. */
const RHYTHM =
  /\b(?:(?:every|each) (?:second|other|2nd|third|3rd|fourth|4th|two|three|four|couple of|few|[2-9])(?= (?:mon|tues|wednes|thurs|fri|satur|sun|day|week|month|hour))|(?:fortnight|bi-?week|bi-?month|month|hour|quarter)ly|(?:every|each|once an?|once per|twice an?|twice per|two times an?|three times an?|an?other) (?:month|hour|quarter|fortnight)|(?:twice|two times|three times) (?:an?|per|every) (?:day|week))/i;

/** Says which rhythms there are, where another one is wished for; null where none is. */
export function offerRhythms({ text, weekdays, times }: Utterance): Written | null {
  if (!RHYTHM.test(text)) return null;
  const day = WEEKDAYS[(weekdays[0]?.value ?? 1) - 1] ?? 'Monday';
  const time = times[0]?.value.time;
  const before = `remind us${time ? ` at ${time}` : ''}`;
  return {
    texts: [],
    question:
      'Reminders don’t come in that rhythm. Before a deadline they come on certain days, such as 30, 14, 7, 3 and 1 days before; after it, each week on a working day while a server is affected. A digest comes once a month.',
    title: '',
    options: [
      { title: 'Days before', text: before },
      { title: `Every ${day} after a deadline`, text: `${before}\nremind us every ${day}` },
      { title: 'Monthly digest', text: 'monthly digest on' },
    ],
  };
}
