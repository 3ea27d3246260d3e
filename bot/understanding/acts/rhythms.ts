import type { Utterance } from './utterance.ts';
import { WEEKDAYS } from './write-reminders.ts';
import type { Written } from './written.ts';

/** How often something is to come that reminders can't: every second Friday, monthly, hourly. */
const RHYTHM =
  /\b(?:(?:every|each) (?:second|other|2nd|third|3rd|fourth|4th|two|three|four|couple of|few|[2-9])(?= (?:mon|tues|wednes|thurs|fri|satur|sun|day|week|month|hour))|(?:fortnight|bi-?week|bi-?month|month|hour|quarter)ly|(?:every|each|once an?|once per|twice an?|twice per|two times an?|three times an?|an?other) (?:month|hour|quarter|fortnight)|(?:twice|two times|three times) (?:an?|per|every) (?:day|week))/i;

/** "Remind me in five minutes", "remind us tomorrow at 9": once, on a day of their own. */
const ONCE =
  /\bremind (?:us|me)\b(?!.*\b(?:again|only|until|till|before|every|each|later|earlier)\b).*(?:\bin (?:about |an? |half an |a few |a couple of |\d+ |\w+ )(?:minutes?|mins?|hours?|hrs?)\b|\b(?:tomorrow|tonight|today)\b)/i;

/** Says that reminders come before deadlines, where one is wished for on a day of its own; null where none is. */
export function offerInsteadOfOnce({ text, times, dates }: Utterance): Written | null {
  if (!ONCE.test(text)) return null;
  const time = times[0]?.value.time;
  const before = `remind us${time ? ` at ${time}` : ''}`;
  const day = dates[0]?.date;
  return {
    texts: [],
    question:
      'I remind people of deadlines, on certain days before them, and not once at a time of your own.',
    title: '',
    options: [
      { title: time ? `Before deadlines, at ${time}` : 'Before deadlines', text: before },
      ...(day === undefined ? [] : [{ title: `Snooze until ${day}`, text: `snooze until ${day}` }]),
    ],
  };
}

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
