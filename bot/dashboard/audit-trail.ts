import { ALL_NOTICES } from '../reminders/ports.ts';
import { isDeepStrictEqual } from 'node:util';
import { dayIn } from '../campaign/calendar.ts';
import type { QuietHours } from '../campaign/quiet-hours.ts';
import { localTimeIn } from '../campaign/zones.ts';
import { formatDay, formatTime, type LocalNow } from '../guidance/date-format.ts';
import type { Coverage } from '../reminders/coverage.ts';
import { CHOICE_FIELDS } from '../reminders/schedule-fields.ts';
import type { Schedule } from '../reminders/schedule.ts';
import type {
  AuditEntry,
  Change,
  DeadlineChange,
  ReminderChange,
  ReminderState,
  ReportedValues,
  ServerChange,
  ServerState,
} from './audit-entry.ts';
import { describeClaim, nameAuthentication } from '../servers/server.ts';

/** The conversation that a change concerns; null if it was made through the API and concerns none. */
export function conversationOf({ act, subject, by, after }: AuditEntry): string | null {
  if (act.endsWith('-identity-team')) return subject;
  return 'conversationId' in after ? after.conversationId : by.conversationId;
}

type Reader = Pick<LocalNow, 'zone' | 'locale'>;

/** What was done, as one sentence in the reader's zone and locale; its subject is the author's name. */
export function describeChange(entry: AuditEntry, reader: Reader): string {
  const undid = entry.undoes === null ? '' : 'took a change back: ';
  return `${entry.by.name} ${undid}${predicateOf(entry, reader)}.`;
}

function predicateOf(change: Change, reader: Reader): string {
  switch (change.act) {
    case 'start-reminders':
      return `turned on reminders${ofWhich(change.subject)}: ${listChoices(change.after, reader).join(', ')}`;
    case 'change-reminders':
      return `changed reminders${ofWhich(change.subject)}: ${describeChoices(change, reader)}`;
    case 'snooze-reminders':
      return `snoozed reminders${ofWhich(change.subject)} ${describeSnooze(change.after, reader)}`;
    case 'stop-reminders':
      return `turned off reminders${ofWhich(change.subject)}`;
    case 'join-identity-team':
      return change.before.team
        ? 'changed which alerts the conversation gets'
        : 'turned on alerts in the conversation';
    case 'leave-identity-team':
      return 'turned off alerts in the conversation';
    case 'request-identity-team':
      return 'asked for alerts in the conversation';
    case 'approve-identity-team':
      return 'approved alerts for the conversation';
    case 'decline-identity-team':
      return 'declined alerts for the conversation';
    case 'set-deadline':
      return describeDeadlineChange(change, reader);
    case 'report-server':
      return `reported that ${change.subject} ${describeReported(change)}`;
    case 'confirm-claim':
      return `confirmed that ${change.subject} ${describeReported(change)}`;
    case 'forget-server':
      return `removed ${change.subject} from the list of servers, with ${describeStanding(change.before)}`;
    case 'acknowledge-reminder':
      return `acknowledged a reminder${ofWhich(change.subject)}`;
    case 'acknowledge-alert':
      return 'acknowledged an alert';
    case 'ask-person':
      return 'passed a question on to the identity team';
    case 'answer-question':
      return 'answered a question';
    case 'close-question':
      return 'closed a question';
    case 'rate-answer':
      return change.after.helped ? 'said that an answer helped' : 'said that an answer didn’t help';
    case 'rename-server':
      return `renamed ${change.subject} to ${change.after.name}`;
  }
}

function describeDeadlineChange({ subject, before, after }: DeadlineChange, { locale }: Reader): string {
  if (after.date === null) return `took back the deadline for ${subject}`;
  const earlier = before.date === null ? '' : ` instead of ${formatDay(before.date, locale)}`;
  return `set the deadline for ${subject} to ${formatDay(after.date, locale)}${earlier}`;
}

/** Nothing for the reminders of every notice. */
function ofWhich(noticeId: string): string {
  return noticeId === ALL_NOTICES ? '' : ` of ${noticeId}`;
}

function describeReported({ subject, before, after }: ServerChange): string {
  const { claim, reported } = after;
  if (reported) {
    const isClaim = isDeepStrictEqual(claim, reported);
    return describeClaim({ name: subject, ...reported }) + (isClaim ? ', a claim until it’s confirmed' : '');
  }
  const earlier = before ? ` instead of ${describeStanding(before)}` : '';
  return describeClaim({ name: subject, ...standingValues(after) }) + earlier;
}

/** What counts of a server, as a report would say it. */
export function standingValues({ version, role, state, authentication }: ServerState): ReportedValues {
  return {
    ...(version !== null && { version }),
    ...(role !== null && { role }),
    state,
    ...(authentication && { authentication }),
  };
}

/** `1.6.16.0, active, in use`. */
function describeStanding({ version, role, state, authentication }: ServerState): string {
  return [
    version ?? 'an unknown version',
    role,
    state === 'in-use' ? 'in use' : state,
    authentication && nameAuthentication(authentication),
  ]
    .filter(Boolean)
    .join(', ');
}

const WEEKENDS = {
  on: 'weekends like other days',
  before: 'the Friday before a weekend',
  after: 'the Monday after a weekend',
} as const;

/** Each choice of a schedule in words, always in the same order. */
function listChoices({ coverage, ...schedule }: ReminderState, { locale }: Reader): string[] {
  const { localTime, zone } = schedule;
  const at = `at ${formatTime(localTime, locale)} (${zone})`;
  return [at, ...listDays(schedule, locale), describeCoverage(coverage)];
}

/** On which days reminders come and in which hours they don't, in words. */
export function listDays(
  { offsets, weekend, weekday, digest, quietHours }: Omit<Required<Schedule>, 'localTime' | 'zone'>,
  locale?: string,
): string[] {
  return [
    `${offsets.toSorted((a, b) => b - a).join(', ')} days before the cut-off`,
    WEEKENDS[weekend],
    `weekly on ${CHOICE_FIELDS.weekday.options[weekday]}s afterwards`,
    digest === 'on' ? 'with a monthly digest' : 'without a monthly digest',
    describeQuietHours(quietHours, locale),
  ];
}

/** By the notices' ids. */
function describeCoverage(coverage: Coverage): string {
  if ('only' in coverage) return `only about ${coverage.only.join(' and ')}`;
  if (coverage.except.length === 0) return 'about every notice';
  return `about every notice except ${coverage.except.join(' and ')}`;
}

function describeQuietHours(quietHours: QuietHours | null, locale?: string): string {
  if (!quietHours) return 'no quiet hours';
  return `quiet hours ${formatTime(quietHours.from, locale)} to ${formatTime(quietHours.until, locale)}`;
}

/** The choices that differ, with what they were. */
export function describeChoices({ before, after }: ReminderChange, reader: Reader): string {
  const earlier = before ? listChoices(before, reader) : [];
  const changed = listChoices(after, reader).flatMap((choice, i) =>
    choice === earlier[i] ? [] : [earlier[i] ? `${choice} instead of ${earlier[i]}` : choice],
  );
  if (before?.state === 'suspended' && after.state === 'active') changed.push('resumed');
  if (before?.snoozedUntil && !after.snoozedUntil) changed.push('no longer snoozed');
  return changed.join('; ');
}

export function describeSnooze({ snoozedUntil }: ReminderState, { zone, locale }: Reader): string {
  if (snoozedUntil === null) return 'no longer';
  const until = new Date(snoozedUntil);
  return `until ${formatDay(dayIn(until, zone), locale)}, ${formatTime(localTimeIn(zone, until), locale)}`;
}
