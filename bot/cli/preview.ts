import { DateTime } from 'luxon';
import { DEFAULT_OFFSETS, DEFAULT_SCHEDULE, type DueReminder, type Schedule } from '../reminders/schedule.ts';
import { CHOICE_FIELDS, mapChoiceFields, type ChoiceFieldName } from '../reminders/schedule-fields.ts';
import { readConfig } from '../app/config.ts';
import { comingDigest } from '../reminders/digest.ts';
import { comingReminders } from '../reminders/plan.ts';
import { phaseOf } from '../campaign/calendar.ts';
import type { QuietHours } from '../campaign/quiet-hours.ts';
import { createClock } from '../platform/clock.ts';
import { CutoverError } from '../platform/errors.ts';
import { defineCommand, runIfStarted } from './command.ts';
import { readInstant } from './read-instant.ts';
import { readZone } from './read-zone.ts';
import type { Guide } from '../guidance/guide.ts';
import { byUrgency } from '../guidance/portfolio.ts';
import { chosenNotices, loadPortfolio } from '../sources/notices/load-portfolio.ts';
import { secondsToReach } from '../delivery/teams-limits.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';

/** An option for each field of the schedule with a fixed list of values. */
const CHOICE_OPTIONS = mapChoiceFields((field) => ({
  type: 'string' as const,
  value: 'RULE',
  default: DEFAULT_SCHEDULE[field],
  text: `${CHOICE_FIELDS[field].label.toLowerCase()}: ${valuesOf(field)}`,
}));

function valuesOf(field: ChoiceFieldName): string {
  return Object.keys(CHOICE_FIELDS[field].options).join(', ');
}

/** Prints every reminder, digest and alert that a subscription made at `--from` would bring, without sending one. */
export const main = defineCommand(
  {
    call: 'npm run --silent preview --',
    about:
      'Prints every reminder that is left, of every notice, the digest and the alerts that follow if no work is done, and how\nlong each takes to reach everybody. Nothing is sent.',
    options: {
      zone: { type: 'string', value: 'IANA', default: 'UTC', text: 'the time zone of the schedule' },
      at: { type: 'string', value: 'HH:MM', default: '09:00', text: 'the local time of day' },
      offsets: {
        type: 'string',
        value: 'N,N',
        default: DEFAULT_OFFSETS.join(),
        text: 'days before the cut-off',
      },
      ...CHOICE_OPTIONS,
      quiet: { type: 'string', value: 'HH:MM-HH:MM', text: 'quiet hours, in which nothing is posted' },
      from: { type: 'string', value: 'ISO', text: 'when the subscription is made (default: now)' },
      notice: { type: 'string', value: 'ID', text: 'the notice to remind of (default: every notice)' },
      conversations: {
        type: 'string',
        value: 'N,N',
        default: '1',
        text: 'how many conversations are subscribed, for each tenant',
      },
      json: { type: 'boolean', text: 'print all of it as JSON' },
    },
    examples: [
      '--zone Europe/Berlin --at 09:00',
      '--from 2023-09-01 --offsets 30,7,0 --weekend before --quiet 22:00-07:00',
    ],
  },
  async ({ values }, { stdout, environment }) => {
    const zone = readZone(values.zone);
    const from = values.from === undefined ? createClock().now() : readInstant('--from', values.from, zone);
    const schedule: Schedule = {
      localTime: readLocalTime('--at', values.at),
      zone,
      offsets: readOffsets(values.offsets),
      weekend: readChoice('weekend', values.weekend),
      weekday: readChoice('weekday', values.weekday),
      digest: readChoice('digest', values.digest),
      quietHours: values.quiet === undefined ? null : readQuietHours(values.quiet),
    };
    const conversations = readCounts(values.conversations);
    const portfolio = await loadPortfolio(chosenNotices(values.notice, environment));
    const notices = byUrgency(portfolio, { now: from, zone }).flatMap(
      (guide) => listReminders(guide, schedule, from) ?? [],
    );
    if (values.notice !== undefined && notices.length === 0) {
      throw new CutoverError('no-cut-off', `The notice "${values.notice}" states no cut-off date.`);
    }
    const withinHours = readConfig(environment).acknowledgeWithinHours;
    const calendar = {
      zone,
      at: schedule.localTime,
      offsets: schedule.offsets,
      ...mapChoiceFields((field) => schedule[field]),
      quietHours: schedule.quietHours,
      from: from.toISOString(),
      notices,
      digestFrom: findDigest(notices, schedule, from),
      firstAlert: findAlert(notices, withinHours, zone),
      tenants: conversations.length,
      conversations: conversations.reduce((sum, each) => sum + each, 0),
      // Each tenant has a limit of its own: the largest is the last.
      reachedWithinSeconds: Math.max(1, Math.ceil(secondsToReach(Math.max(...conversations)))),
    };
    stdout.write(values.json ? `${JSON.stringify(calendar, null, 2)}\n` : write(calendar));
    return 0;
  },
);

interface NoticeCalendar {
  notice: string;
  product: string;
  cutOff: string;
  /** What the cut-off means at the beginning. */
  told: string;
  reminders: Entry[];
  weeklyFrom: Entry | undefined;
  /** The day (`YYYY-MM-DD`, UTC) from which alerts about affected servers are critical; null when it is past. */
  criticalFrom: string | null;
}

/** What comes at an instant, and when that is in the zone. */
interface Moment {
  dueAt: string;
  local: string;
}

function toMoment(dueAt: Date, zone: string): Moment {
  const local = DateTime.fromJSDate(dueAt, { zone }).toFormat('yyyy-MM-dd HH:mm ZZ');
  return { dueAt: dueAt.toISOString(), local };
}

/** The first monthly digest, if no work is done until then. */
function findDigest(notices: readonly NoticeCalendar[], schedule: Schedule, from: Date): Moment | null {
  const digest = comingDigest(
    schedule,
    notices.map(({ cutOff }) => cutOff),
    from,
  );
  return digest && toMoment(digest.dueAt, schedule.zone);
}

/** The first alert about a reminder that nobody acknowledges. */
function findAlert(
  notices: readonly NoticeCalendar[],
  withinHours: number,
  zone: string,
): (Moment & { withinHours: number }) | null {
  const [first] = notices
    .flatMap(({ reminders, weeklyFrom }) => [...reminders, ...(weeklyFrom ? [weeklyFrom] : [])])
    .map(({ dueAt }) => dueAt)
    .sort();
  if (first === undefined) return null;
  const alertAt = DateTime.fromISO(first).plus({ hours: withinHours }).toJSDate();
  return { ...toMoment(alertAt, zone), withinHours };
}

/** Null for a notice without a cut-off. */
function listReminders(guide: Guide, schedule: Schedule, from: Date): NoticeCalendar | null {
  const { id } = guide.notice;
  const cutOff = guide.deadline?.date;
  if (cutOff === undefined) return null;
  const { zone } = schedule;
  // As if one server were left: the last of what is to come is then the first of the weekly ones.
  const progress = { affected: 1, unknown: 0, reported: 1 };
  const coming = comingReminders({ cutOff, schedule, since: from, now: from, progress });
  const toEntry = ({ offset, dueAt }: DueReminder): Entry => {
    const local = DateTime.fromJSDate(dueAt, { zone });
    const day = DateTime.fromISO(cutOff).minus({ days: offset }).toISODate() ?? '';
    return {
      offset,
      ...toMoment(dueAt, zone),
      movedFrom: local.toISODate() === day ? null : day,
      text: toSummary(describeDeadline(guide, { now: dueAt, zone })),
    };
  };
  return {
    notice: id,
    product: guide.product,
    cutOff,
    told: toSummary(describeDeadline(guide, { now: from, zone })),
    reminders: coming.slice(0, -1).map(toEntry),
    weeklyFrom: coming.slice(-1).map(toEntry)[0],
    criticalFrom: phaseOf({ date: cutOff, now: from, zone: 'UTC' }) === 'before' ? cutOff : null,
  };
}

interface Entry extends Moment {
  offset: number;
  /** The offset's own day, when a weekend or quiet hours have moved it to another. */
  movedFrom: string | null;
  text: string;
}

function write(calendar: {
  notices: readonly NoticeCalendar[];
  digestFrom: Moment | null;
  firstAlert: (Moment & { withinHours: number }) | null;
  tenants: number;
  conversations: number;
  reachedWithinSeconds: number;
}): string {
  const { notices, digestFrom, firstAlert, tenants, conversations } = calendar;
  const lines = notices.flatMap((notice) =>
    notices.length === 1 ? writeReminders(notice) : [notice.product, ...writeReminders(notice), ''],
  );
  if (digestFrom) {
    lines.push(
      `${digestFrom.local}  and a digest each month from then on, while a reported server is affected or unknown`,
    );
  }
  if (firstAlert) {
    const { withinHours, local } = firstAlert;
    lines.push(
      `Identity teams get an alert when nobody acknowledges a reminder within ${withinHours} hours: at ${local} first.`,
    );
  }
  const reached = `${conversations} ${conversations === 1 ? 'conversation' : 'conversations'} of ${tenants === 1 ? 'one tenant' : `${tenants} tenants`}`;
  lines.push(
    `Each reaches ${reached} within ${writeDuration(calendar.reachedWithinSeconds)}. Teams accepts 50 requests a second for each tenant, from all processes together.`,
  );
  return `${lines.join('\n')}\n`;
}

function writeReminders({ reminders, weeklyFrom, criticalFrom, told }: NoticeCalendar): string[] {
  const lines = reminders.map(
    ({ local, offset, movedFrom, text }) =>
      `${local}  T-${offset}  ${text}${movedFrom ? ` (moved from ${movedFrom})` : ''}`,
  );
  if (lines.length === 0) lines.push(`No reminder before or on the cut-off is left. ${told}`);
  if (weeklyFrom) {
    lines.push(`${weeklyFrom.local}  and weekly from then on, while a reported server is affected or may be`);
  }
  if (criticalFrom)
    lines.push(`${criticalFrom}  alerts about servers that are still affected become critical`);
  return lines;
}

function writeDuration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 120
    ? `${minutes} min ${seconds % 60} s`
    : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function readLocalTime(option: string, text: string): string {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return text;
  throw new CutoverError('bad-time', `${option} "${text}" is not a time of day: write it like 09:00.`);
}

function readOffsets(text: string): number[] {
  const offsets = text.split(',').map(Number);
  if (offsets.every((offset) => Number.isInteger(offset) && offset >= 0)) return offsets;
  throw new CutoverError('bad-offsets', `--offsets "${text}" is not a list of days: write it like 30,7,0.`);
}

function readQuietHours(text: string): QuietHours {
  const [from = '', until = ''] = text.split('-');
  const hours = { from: readLocalTime('--quiet', from), until: readLocalTime('--quiet', until) };
  if (hours.from !== hours.until) return hours;
  throw new CutoverError(
    'bad-quiet-hours',
    `--quiet "${text}" begins and ends at the same time: write it like 22:00-07:00.`,
  );
}

function readChoice<Field extends ChoiceFieldName>(field: Field, text: string): Required<Schedule>[Field] {
  const choice = Object.keys(CHOICE_FIELDS[field].options).find((value) => value === text);
  if (choice !== undefined) return choice as Required<Schedule>[Field];
  throw new CutoverError(`bad-${field}`, `--${field} "${text}" is not one of ${valuesOf(field)}.`);
}

/** One number for each tenant. */
function readCounts(text: string): number[] {
  const counts = text.split(',').map(Number);
  if (counts.every((count) => Number.isInteger(count) && count > 0)) return counts;
  throw new CutoverError(
    'bad-count',
    `--conversations "${text}" is not a number of conversations: write it like 10000, or for several tenants like 5000,200.`,
  );
}

await runIfStarted(import.meta.url, main);
