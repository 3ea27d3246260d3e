import { daysUntil } from '../campaign/calendar.ts';
import type { Progress } from '../campaign/progress.ts';
import { describeDeadline, formatStated, NO_DEADLINE } from '../guidance/cut-off-text.ts';
import type { LocalNow } from '../guidance/date-format.ts';
import type { Guide } from '../guidance/guide.ts';
import { toSummary } from '../guidance/plain-text.ts';
import { countdown } from '../rendering/countdown.ts';
import type { CountdownBody, NoticeBody } from './campaign-body.ts';
import type { PlacedSubscription } from './ports.ts';
import { isAbout, nextDueAt } from './reminder-schedule.ts';

/**
 * One notice as the list of all shows it.
 * @param progress of the tenant's servers; null while none counts.
 * @param subscriptions of the tenant, to every notice.
 */
export function toNoticeBody(
  guide: Guide,
  {
    progress,
    subscriptions,
    localNow,
  }: { progress: Progress | null; subscriptions: readonly PlacedSubscription[]; localNow: LocalNow },
): NoticeBody {
  const { id, title, subject, status } = guide.notice;
  const deadline = guide.deadline?.date ?? null;
  const campaign = { cutOff: deadline, progress, now: localNow.now };
  const isKnown = deadline !== null;
  return {
    id,
    title,
    subject,
    status,
    deadline,
    day: isKnown ? formatStated(deadline, localNow.locale) : null,
    daysLeft: isKnown ? daysUntil({ date: deadline, ...localNow }) : null,
    countdown: isKnown ? countDown(deadline, localNow) : null,
    sentence: isKnown ? toSummary(describeDeadline(guide, localNow)) : NO_DEADLINE,
    servers: progress && {
      ...progress,
      notAffected: progress.reported - progress.affected - progress.unknown,
    },
    nextReminderAt: earliest(
      subscriptions.filter((each) => isAbout(each, id)).map((each) => nextDueAt(each, campaign)),
    ),
  };
}

const URGENCIES = { Accent: 'calm', Warning: 'soon', Attention: 'urgent' } as const;

/** The days to a deadline, with the colour of their urgency. */
export function countDown(deadline: string, localNow: LocalNow): Omit<CountdownBody, 'sentence'> {
  const { count, unit, colour } = countdown(deadline, localNow);
  return { count, unit, urgency: URGENCIES[colour] };
}

function earliest(instants: readonly (Date | null)[]): string | null {
  const times = instants.flatMap((instant) => instant?.getTime() ?? []);
  return times.length === 0 ? null : new Date(Math.min(...times)).toISOString();
}
