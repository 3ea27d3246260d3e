import { DateTime } from 'luxon';
import { dayIn } from '../campaign/calendar.ts';
import { formatDay, formatTime, type LocalNow } from '../guidance/date-format.ts';
import { escapeMarkdown } from '../rendering/message.ts';
import { describeClaim } from '../servers/server.ts';
import type { AuditEntry, ReportedValues, ServerState } from './audit-entry.ts';
import { describeChange, describeChoices, describeSnooze, standingValues } from './audit-trail.ts';
import type { Standing } from './undo.ts';

/** The texts here are Markdown, for a card. */
function escapeNames(entry: AuditEntry): AuditEntry {
  const by = { ...entry.by, name: escapeMarkdown(entry.by.name) };
  return { ...entry, by, subject: escapeMarkdown(entry.subject) };
}

/** A change as its author put it, with who made it and when: `AADC01 is migrated (Kim, 14:02)`. */
export function nameChange(entry: AuditEntry, localNow: LocalNow): string {
  const { by } = escapeNames(entry);
  return `${wordsOf(escapeNames(entry), localNow)} (${by.name}, ${describeTime(entry.at, localNow)})`;
}

/** What overtook a change: `Ana reported that AADC01 runs 2.1.20.0 (14:10).` */
export function describeNewer(entry: AuditEntry, localNow: LocalNow): string {
  return describeChange(escapeNames(entry), localNow).replace(
    /\.$/,
    ` (${describeTime(entry.at, localNow)}).`,
  );
}

/** `14:02` today, with its day before. */
export function describeTime(at: Date, { now, zone, locale }: LocalNow): string {
  const time = formatTime(DateTime.fromJSDate(at, { zone }).toFormat('HH:mm'), locale);
  const day = dayIn(at, zone);
  return day === dayIn(now, zone) ? time : `${formatDay(day, locale)}, ${time}`;
}

function wordsOf(entry: AuditEntry, localNow: LocalNow): string {
  const { subject } = entry;
  switch (entry.act) {
    case 'start-reminders':
      return `reminders at ${formatTime(entry.after.localTime, localNow.locale)} ${entry.after.zone}`;
    case 'change-reminders':
      return `reminders changed: ${describeChoices(entry, localNow)}`;
    case 'snooze-reminders':
      return `reminders snoozed ${describeSnooze(entry.after, localNow)}`;
    case 'stop-reminders':
      return 'reminders stopped';
    case 'join-identity-team':
      return entry.before.team ? 'changed alerts here' : 'alerts here';
    case 'leave-identity-team':
      return 'alerts stopped';
    case 'request-identity-team':
      return 'request for alerts here';
    case 'approve-identity-team':
      return 'alerts approved for another conversation';
    case 'decline-identity-team':
      return 'alerts declined for another conversation';
    case 'set-deadline':
      return entry.after.date === null
        ? `deadline for ${subject} taken back`
        : `deadline for ${subject}: ${formatDay(entry.after.date, localNow.locale)}`;
    case 'report-server':
      return describeWords(subject, entry.after.reported ?? {});
    case 'forget-server':
      return `${subject} removed from the list`;
    case 'acknowledge-reminder':
    case 'acknowledge-alert':
    case 'ask-person':
    case 'answer-question':
    case 'close-question':
    case 'rate-answer':
      return describeChange(entry, localNow); // none of them can be taken back
    case 'rename-server':
      return `${subject} renamed to ${escapeMarkdown(entry.after.name)}`;
    case 'confirm-claim':
      return `confirmed that ${describeWords(subject, entry.after.reported ?? {})}`;
  }
}

/** `AADC01 is migrated`, as people type it. */
function describeWords(name: string, values: ReportedValues): string {
  const { state } = values;
  const isOff = state !== undefined && state !== 'in-use';
  return `${name} ${isOff ? `is ${state}` : describeClaim({ name, ...values })}`;
}

/** How a server stands after a change of it was taken back, or wasn't: `AADC01 runs 1.6.16.0 again.` */
export function describeServer(entry: AuditEntry, standing: ServerState | null, isUndone: boolean): string {
  const { subject } = escapeNames(entry);
  if (!standing) return `Nothing is reported of ${subject} any more.`;
  const counted = describeWords(subject, standingValues(standing));
  const claimed = standing.claim && describeWords(subject, standing.claim);
  const what = claimed === counted ? 'That' : `A claim that ${claimed}`;
  const waiting = claimed === null ? '' : ` ${what} waits to be confirmed.`;
  return `${counted}${isUndone ? ' again' : ''}.${waiting}`;
}

/** Whether a conversation gets alerts, or a request for them waits. */
export function describeAlerts({ state }: Extract<Standing, { kind: 'identity-team' }>): string {
  if (state.request === 'waiting') return 'The request is waiting for a decision.';
  if (state.request === 'expired') return 'The request has expired.';
  if (state.request !== null) return `The request is ${state.request}.`;
  return state.team
    ? 'Alerts and questions for a person are posted here.'
    : 'Alerts and questions for a person aren’t posted here.';
}
