import { parseZone } from '../../campaign/zones.ts';
import { parseAlertCommand, type AlertCommand } from './parse-alert-command.ts';
import { parseReminderCommand, type ScheduleCommand } from './parse-reminder-command.ts';
import type { Report } from '../../servers/server.ts';

/** What somebody typed that is an order rather than a question. */
export type Command =
  | { kind: 'remind'; localTime: string | null; zone: string | null }
  | { kind: 'bad-time'; text: string }
  | { kind: 'bad-zone'; text: string }
  | { kind: 'stop-reminders' }
  | { kind: 'status' }
  | { kind: 'adviser' }
  | AlertCommand
  | { kind: 'report-form' }
  | { kind: 'report'; report: Report }
  | ScheduleCommand;

export type ReminderCommand = Exclude<Command, AlertCommand | { kind: 'adviser' | 'report' | 'report-form' }>;

const REMIND = /^(?:please )?remind (?:us|me)\b\s*(.*)$/i;
const STOP = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? reminders$/i;
const STATUS = /^status$/i;
const ADVISER = /^(?:please )?(?:(?:open|show|start)(?: me)? )?(?:the )?advis[eo]r(?: please)?$/i;
const REPORT_FORM = /^(?:please )?report (?:a |another |our |my )?(?:sync )?servers?(?: please)?$/i;

/**
 * Reads a command; null for everything else, which is a question.
 * `remind us [at HH:MM] [IANA zone]`; the time may be written 9, 9:00, 9.30, 9am or 9:30 pm.
 */
export function parseCommand(text: string): Command | null {
  const order = text.replace(/[\s.!?]+$/, '');
  if (STOP.test(order)) return { kind: 'stop-reminders' };
  if (STATUS.test(order)) return { kind: 'status' };
  if (ADVISER.test(order)) return { kind: 'adviser' };
  if (REPORT_FORM.test(order)) return { kind: 'report-form' };
  const alertCommand = parseAlertCommand(order);
  if (alertCommand) return alertCommand;
  const report = parseReport(order);
  if (report) return { kind: 'report', report };
  const remind = REMIND.exec(order);
  return parseReminderCommand(order) ?? (remind ? parseRemind(remind[1] ?? '') : null);
}

/** A computer's name: it has a digit or a hyphen, or is in capitals, which no other word at the start of an order is. */
const NAME = String.raw`(?<name>(?=[\w.-]*[\d-]|[A-Z]{3,})[A-Za-z][\w.-]{1,62})`;
const VERSION = String.raw`v?(?<version>\d{1,2}(?:\.\d{1,6}){1,3})`;
const ROLE = String.raw`(?<role>active|staging|in staging mode)`;
const REPORTS = [
  `${NAME} (?:runs|is running|has|is on|is at|uses)(?: version)? ${VERSION}(?:,? (?:and )?(?:is )?${ROLE})?`,
  `${NAME} is(?: an?)? ${ROLE}(?: server)?(?:(?:,| and)? (?:(?:runs|on|with|at) )?(?:version )?${VERSION})?`,
  `${NAME} (?:is|was|has been) (?<done>migrated|moved|decommissioned|retired|switched off|removed|uninstalled)(?: to .+)?`,
].map((pattern) => new RegExp(`^${pattern}$`, 'i'));
/** The computer's name must be written as one, which "i" above would let pass. */
const IS_NAME = /^(?=.*[\d-]|[A-Z]{3,})/;

/** `AADC01 runs 1.6.16.0`, `AADC02 is staging, 2.1.20.0`, `AADC01 is migrated to cloud sync`. */
function parseReport(order: string): Report | null {
  const groups = REPORTS.map((pattern) => pattern.exec(order)?.groups).find(Boolean);
  const { name, version, role, done } = groups ?? {};
  if (!name || !IS_NAME.test(name)) return null;
  if (done) return { name, state: /^(?:migrated|moved)$/i.test(done) ? 'migrated' : 'decommissioned' };
  return {
    name,
    state: 'in-use',
    ...(version ? { version } : {}),
    ...(role ? { role: /^active$/i.test(role) ? 'active' : 'staging' } : {}),
  };
}

function parseRemind(rest: string): Command | null {
  const { time, zone } =
    /^(?:at\s+)?(?<time>\d[\d:.]*(?:\s*[ap]\.?m\b\.?)?)?\s*(?:in\s+)?(?<zone>.*)$/i.exec(rest)?.groups ?? {};
  if (zone && !looksLikeZone(zone, time !== undefined)) return null;
  const localTime = time ? parseTime(time) : null;
  if (time && !localTime) return { kind: 'bad-time', text: time };
  const known = zone ? parseZone(zone) : null;
  if (zone && !known) return { kind: 'bad-zone', text: zone };
  return { kind: 'remind', localTime, zone: known };
}

/** After a time any single word is meant as a zone; without one only a name such as Europe/Berlin is: the rest is a question. */
function looksLikeZone(text: string, afterTime: boolean): boolean {
  if (parseZone(text)) return true;
  return afterTime ? /^\S+$/.test(text) : /^[\p{L}_+\-0-9]+\/\S+$/u.test(text);
}

function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(text);
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  const hourIsPossible = half ? Number(hours) >= 1 && Number(hours) <= 12 : hour <= 23;
  if (!hourIsPossible || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}
