/** Intents that the notice about the bot itself answers. */
export const BOT_INTENTS: readonly string[] = [
  'reminders',
  'report-server',
  'greeting-help',
  'thanks-bye',
  'human-handoff',
];
