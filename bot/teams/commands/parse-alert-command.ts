import { parseZone } from '../../campaign/zones.ts';
import type { QuietHours } from '../../campaign/quiet-hours.ts';
import type { LEVELS } from '../../alerts/ports.ts';
import type { Severity } from '../../alerts/signals.ts';
import { toTime } from './parse-reminder-command.ts';

/** What is not said is left out: it stays as it is. */
export interface AlertsHere {
  kind: 'alerts-here';
  /** `team`: at once. */
  role?: keyof typeof LEVELS;
  severity?: Severity;
  /** Null: none any more. */
  quietHours?: QuietHours | null;
  /** Of the quiet hours; absent: the zone of who asks. */
  zone?: string;
  /** A zone that nobody knows, as it was typed. */
  badZone?: string;
}

/** Orders about alerts. */
export type AlertCommand = AlertsHere | { kind: 'stop-alerts' };

const STOP = /^(?:please )?(?:stop|end|cancel)(?: the| our| my| all)? alerts(?: here)?$/i;
const HERE = /^(?:please )?(?:send |post )?alerts(?: to)? (?:here|me)\b[\s,]*(.*)$/i;

/** What may come after `alerts here`, in any order. */
const WISHES: [RegExp, (...groups: string[]) => Partial<AlertsHere> | null][] = [
  [/^as (?:the )?second team\b/i, () => ({ role: 'second-team' })],
  [/^(?:at once|first)\b/i, () => ({ role: 'team' })],
  [/^(?:only critical|critical only|critical)\b/i, () => ({ severity: 'critical' })],
  [/^(?:everything|all(?: of them)?|warnings too)\b/i, () => ({ severity: 'warning' })],
  [/^(?:no quiet hours|not quiet|at (?:any|all) hours?)\b/i, () => ({ quietHours: null })],
  [
    /^quiet (?:hours )?(?:from )?(\d{1,2}):?(\d{2})? ?(?:to|until|till|-|–) ?(\d{1,2}):?(\d{2})?(?![\d:])(?:\s+(?:in )?(?!(?:and|as|at|only|critical|all|everything|first|no|not)\b)([\p{L}_+\-0-9/]+))?/iu,
    readQuietHours,
  ],
];

/** Reads an order; null for everything else. `text` has no mark at its end. */
export function parseAlertCommand(text: string): AlertCommand | null {
  if (STOP.test(text)) return { kind: 'stop-alerts' };
  const here = HERE.exec(text);
  if (!here) return null;
  const order: AlertsHere = { kind: 'alerts-here' };
  for (let rest = here[1] ?? ''; rest !== '';) {
    const read = readWish(rest);
    if (!read) return null;
    Object.assign(order, read.wish);
    rest = read.rest;
  }
  return order;
}

function readWish(text: string): { wish: Partial<AlertsHere>; rest: string } | null {
  for (const [pattern, toWish] of WISHES) {
    const match = pattern.exec(text);
    const wish = match && toWish(...match.slice(1));
    if (wish) return { wish, rest: text.slice(match[0].length).replace(/^[\s,]*(?:and\b)?[\s,]*/i, '') };
  }
  return null;
}

function readQuietHours(
  fromHour = '',
  fromMinute?: string,
  untilHour = '',
  untilMinute?: string,
  zone?: string,
): Partial<AlertsHere> | null {
  const [from, until] = [toTime(fromHour, fromMinute), toTime(untilHour, untilMinute)];
  if (!from || !until || from === until) return null;
  const known = zone === undefined ? null : parseZone(zone);
  return {
    quietHours: { from, until },
    ...(known ? { zone: known } : {}),
    ...(zone !== undefined && !known ? { badZone: zone } : {}),
  };
}
