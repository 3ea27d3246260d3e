import { covers } from '../reminders/coverage.ts';
import { ALL_NOTICES } from '../reminders/ports.ts';
import { DEFAULT_OFFSETS } from '../reminders/schedule.ts';
import { comingReminders } from '../reminders/plan.ts';
import type { Progress } from '../campaign/progress.ts';
import type { OffsetBody } from './campaign-body.ts';
import type { PlacedSubscription, OffsetCount } from './ports.ts';
import { describeOffset } from '../guidance/cut-off-text.ts';

/** Weekly reminders after the cut-off: only the latest are shown. */
const MAX_AFTER = 3;

/** Whether the subscription's reminders are about the notice, too. */
export function isAbout(
  { noticeId, coverage }: Pick<PlacedSubscription, 'noticeId' | 'coverage'>,
  id: string,
): boolean {
  return (noticeId === ALL_NOTICES || noticeId === id) && covers(coverage, id);
}

/** When the next reminder of a subscription is due; null if none is left. */
export function nextDueAt(
  subscription: PlacedSubscription,
  campaign: { cutOff: string | null; progress: Progress | null; now: Date },
): Date | null {
  return upcomingOf(subscription, campaign)[0]?.dueAt ?? null;
}

/** The schedule across all conversations of a tenant: for each offset, how many reminders are in which state. */
export function scheduleOf({
  subscriptions,
  counts,
  ...campaign
}: {
  subscriptions: readonly PlacedSubscription[];
  counts: readonly OffsetCount[];
  cutOff: string | null;
  progress: Progress | null;
  now: Date;
}): OffsetBody[] {
  const offsets = new Map<number, OffsetBody>();
  const at = (offset: number): OffsetBody => {
    const known = offsets.get(offset) ?? emptyOffset(offset);
    offsets.set(offset, known);
    return known;
  };
  if (campaign.cutOff) DEFAULT_OFFSETS.forEach(at);
  for (const count of counts) add(at(count.offset), count);
  for (const subscription of subscriptions) {
    for (const { offset, dueAt } of upcomingOf(subscription, campaign)) {
      const body = at(offset);
      const isFirst = body.upcoming === 0 || dueAt.toISOString() < (body.dueAt ?? '');
      body.upcoming += 1;
      if (isFirst) body.dueAt = dueAt.toISOString();
    }
  }
  const reminders = [...offsets.values()].sort((a, b) => b.offset - a.offset);
  const after = reminders.filter(({ offset }) => offset < 0);
  const shown = new Set([...after.slice(-MAX_AFTER)]);
  return reminders
    .filter((body) => body.offset >= 0 || shown.has(body))
    .map((body) => ({ ...body, state: stateOf(body) }));
}

type Campaign = Parameters<typeof nextDueAt>[1];

function upcomingOf(subscription: PlacedSubscription, { cutOff, progress, now }: Campaign) {
  if (!cutOff || subscription.state !== 'active') return [];
  const { since, snoozedUntil } = subscription;
  return comingReminders({ cutOff, schedule: subscription, since, snoozedUntil, progress, now });
}

/** During the count, state `waiting` means that posts are planned or being sent. */
function emptyOffset(offset: number): OffsetBody {
  return {
    offset,
    name: describeOffset(offset),
    state: 'none',
    dueAt: null,
    sent: 0,
    failed: 0,
    skipped: 0,
    upcoming: 0,
  };
}

function add(body: OffsetBody, { state, count, lastDueAt }: OffsetCount): void {
  if (state === 'planned' || state === 'sending') body.state = 'waiting';
  else if (state === 'failed') body.failed += count;
  else if (state === 'skipped') body.skipped += count;
  else body.sent += count; // `unknown` posts are repeated and have nearly always arrived
  const dueAt = lastDueAt.toISOString();
  if (dueAt > (body.dueAt ?? '')) body.dueAt = dueAt;
}

function stateOf({ state, sent, failed, skipped, upcoming }: OffsetBody): OffsetBody['state'] {
  if (state === 'waiting') return 'waiting';
  if (upcoming > 0) return 'upcoming';
  if (sent > 0) return failed > sent ? 'failed' : 'sent';
  if (failed > 0) return 'failed';
  return skipped > 0 ? 'skipped' : 'none';
}
