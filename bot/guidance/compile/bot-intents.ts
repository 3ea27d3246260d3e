/** The notice about Cutover itself, which is part of every guide. */
export const ABOUT_NOTICE = 'cutover';

/** Intents that it answers. */
export const BOT_INTENTS: readonly string[] = [
  'reminders',
  'report-server',
  'greeting-help',
  'thanks-bye',
  'human-handoff',
];
