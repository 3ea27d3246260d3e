import { changeSchedule } from './change-schedule.ts';
import { defineCommand } from './command.ts';

const OFF = /^(?:please )?(?:(?:no|stop the|turn off the) monthly digest|monthly digest off)$/i;
const ON = /^(?:please )?(?:(?:turn on the|send (?:us|me) the) monthly digest|monthly digest(?: on)?)$/i;

/** `no monthly digest`, `monthly digest on`: whether one comes while servers are left after a deadline. */
export const DIGEST = defineCommand<{ digest: 'on' | 'off' }>({
  name: 'digest',
  act: 'change-reminders',
  forms: ['no monthly digest', 'monthly digest on'],
  parse(text) {
    if (OFF.test(text)) return { digest: 'off' };
    return ON.test(text) ? { digest: 'on' } : null;
  },
  handle({ digest }, context) {
    const text =
      digest === 'on'
        ? 'Once a month, while servers are left after a deadline, a **digest** says what is past, what is still to come and what is unknown.'
        : 'No monthly digest is posted here. Reminders go on.';
    return changeSchedule({ digest }, text, context);
  },
});
