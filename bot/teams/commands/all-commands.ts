import { ADVISER } from './adviser.ts';
import { ASKED_QUESTIONS } from './asked-questions.ts';
import { ALERTS_HERE } from './alerts-here.ts';
import { LEAVE_OUT, REMIND_ABOUT } from './choose-notices.ts';
import type { Command, ParsedCommand } from './command.ts';
import { MENTION } from './mention.ts';
import { NOTICES } from './notices.ts';
import { FORGET_SERVER } from './forget-server.ts';
import { NEXT_REMINDER } from './next-reminder.ts';
import { NO_QUIET_HOURS, QUIET_HOURS } from './quiet-hours.ts';
import { REMIND } from './remind.ts';
import { RENAME_SERVER } from './rename-server.ts';
import { REPORT_FORM, REPORT_SERVER } from './report-server.ts';
import { SET_DEADLINE } from './set-deadline.ts';
import { HISTORY } from './history.ts';
import { DASHBOARD, EXPORT } from './open-dashboard.ts';
import { REMINDER_DAYS } from './reminder-days.ts';
import { RESUME } from './resume.ts';
import { SERVER } from './server.ts';
import { SERVERS } from './servers.ts';
import { WHO_GETS_ALERTS } from './who-gets-alerts.ts';
import { SNOOZE } from './snooze.ts';
import { SETTINGS } from './settings.ts';
import { STATUS } from './status.ts';
import { STOP_ALERTS } from './stop-alerts.ts';
import { STOP_REMINDERS } from './stop-reminders.ts';
import { UNDO } from './undo.ts';
import { WEEKENDS } from './weekends.ts';
import { DIGEST } from './digest.ts';
import { WEEKLY } from './weekly.ts';
import { WHY } from './why.ts';

/** Every command. The first that reads a text gets it, so `remind us before weekends` stands before `remind us`. */
export const ALL_COMMANDS: readonly Command[] = [
  STOP_REMINDERS,
  LEAVE_OUT,
  UNDO,
  STATUS,
  NOTICES,
  SET_DEADLINE,
  SERVERS,
  SERVER,
  FORGET_SERVER,
  RENAME_SERVER,
  NEXT_REMINDER,
  WHO_GETS_ALERTS,
  DASHBOARD,
  SETTINGS,
  EXPORT,
  HISTORY,
  ASKED_QUESTIONS,
  ADVISER,
  REPORT_FORM,
  STOP_ALERTS,
  MENTION,
  ALERTS_HERE,
  REPORT_SERVER,
  WHY,
  WEEKENDS,
  WEEKLY,
  DIGEST,
  NO_QUIET_HOURS,
  QUIET_HOURS,
  SNOOZE,
  RESUME,
  REMINDER_DAYS,
  REMIND_ABOUT,
  REMIND,
];

/** Acts in people's own words that have another command's name. */
const NAMED_OTHERWISE: Readonly<Record<string, string>> = {
  'weekly-day': WEEKLY.name,
  'report-form': REPORT_SERVER.name,
  'shift-reminders': REMIND.name,
};

/** The command that carries out an act of acts.yaml; null where none does. */
export function commandFor(act: string): Command | null {
  const name = NAMED_OTHERWISE[act] ?? act;
  return ALL_COMMANDS.find((each) => each.name === name) ?? null;
}

/** Reads a typed command; null for everything else, which is a question. */
export function parseCommand(text: string): ParsedCommand | null {
  const command = withoutEndMarks(text);
  for (const each of ALL_COMMANDS) {
    const parsed = each.read(command);
    if (parsed) return parsed;
  }
  return null;
}

/** A typed command as its plain form has it. A loop: a pattern such as `[\s.!?]+$` takes quadratic time for a long row of dots. */
export function withoutEndMarks(text: string): string {
  let end = text.length;
  while (/[\s.!?]/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
