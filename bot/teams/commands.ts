import { parseZone } from '../campaign/zones.ts';
import { parseReminderOrder, type ReminderOrder } from './reminder-orders.ts';

/** What somebody typed that is an order rather than a question. */
export type Command =
  | { kind: 'remind'; localTime: string | null; zone: string | null }
  | { kind: 'bad-time'; text: string }
  | { kind: 'bad-zone'; text: string }
  | { kind: 'stop-reminders' }
  | { kind: 'status' }
  | ReminderOrder;

const REMIND = /^(?:please )?remind (?:us|me)\b\s*(.*)$/i;
const STOP = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? reminders$/i;
const STATUS = /^status$/i;

/**
 * Reads a command; null for everything else, which is a question.
 * `remind us [at HH:MM] [IANA zone]`; the time may be written 9, 9:00, 9.30, 9am or 9:30 pm.
 */
export function parseCommand(text: string): Command | null {
  const order = text.replace(/[\s.!?]+$/, '');
  if (STOP.test(order)) return { kind: 'stop-reminders' };
  if (STATUS.test(order)) return { kind: 'status' };
  const remind = REMIND.exec(order);
  return parseReminderOrder(order) ?? (remind ? parseRemind(remind[1] ?? '') : null);
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
