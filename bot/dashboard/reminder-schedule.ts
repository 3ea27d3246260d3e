import { DEFAULT_RUNGS } from '../reminders/schedule.ts';
import { comingReminders } from '../reminders/plan.ts';
import type { Progress } from '../campaign/progress.ts';
import type { RungBody } from './campaign-body.ts';
import type { PlacedSubscription, RungCount } from './ports.ts';
import { nameRung } from '../guidance/cut-off-text.ts';

/** Of the weekly reminders after the cut-off only the newest are drawn. */
const MOST_AFTER = 3;

/** When the next reminder of a subscription is due; null when none is. */
export function nextDueAt(
  subscription: PlacedSubscription,
  campaign: { cutOff: string | null; progress: Progress | null; now: Date },
): Date | null {
  return upcomingOf(subscription, campaign)[0]?.dueAt ?? null;
}

/** The ladder over all conversations of a tenant: what became of each rung, and what is to come. */
export function ladderOf({
  subscriptions,
  counts,
  ...campaign
}: {
  subscriptions: readonly PlacedSubscription[];
  counts: readonly RungCount[];
  cutOff: string | null;
  progress: Progress | null;
  now: Date;
}): RungBody[] {
  const rungs = new Map<number, RungBody>();
  const at = (rung: number): RungBody => {
    const known = rungs.get(rung) ?? emptyRung(rung);
    rungs.set(rung, known);
    return known;
  };
  if (campaign.cutOff) DEFAULT_RUNGS.forEach(at);
  for (const count of counts) add(at(count.rung), count);
  for (const subscription of subscriptions) {
    for (const { rung, dueAt } of upcomingOf(subscription, campaign)) {
      const body = at(rung);
      const isFirst = body.upcoming === 0 || dueAt.toISOString() < (body.dueAt ?? '');
      body.upcoming += 1;
      if (isFirst) body.dueAt = dueAt.toISOString();
    }
  }
  const ladder = [...rungs.values()].sort((a, b) => b.rung - a.rung);
  const after = ladder.filter(({ rung }) => rung < 0);
  const shown = new Set([...after.slice(-MOST_AFTER)]);
  return ladder
    .filter((body) => body.rung >= 0 || shown.has(body))
    .map((body) => ({ ...body, state: stateOf(body) }));
}

type Campaign = Parameters<typeof nextDueAt>[1];

function upcomingOf(subscription: PlacedSubscription, { cutOff, progress, now }: Campaign) {
  if (!cutOff || subscription.state !== 'active') return [];
  const { since, snoozedUntil } = subscription;
  return comingReminders({ cutOff, schedule: subscription, since, snoozedUntil, progress, now });
}

/** While it is added up, `waiting` says that posts are under way. */
function emptyRung(rung: number): RungBody {
  return {
    rung,
    name: nameRung(rung),
    state: 'none',
    dueAt: null,
    sent: 0,
    failed: 0,
    skipped: 0,
    upcoming: 0,
  };
}

function add(body: RungBody, { state, count, lastDueAt }: RungCount): void {
  if (state === 'planned' || state === 'sending') body.state = 'waiting';
  else if (state === 'failed') body.failed += count;
  else if (state === 'skipped') body.skipped += count;
  else body.sent += count; // one whose fate is unknown is repeated, and nearly always there
  const dueAt = lastDueAt.toISOString();
  if (dueAt > (body.dueAt ?? '')) body.dueAt = dueAt;
}

function stateOf({ state, sent, failed, skipped, upcoming }: RungBody): RungBody['state'] {
  if (state === 'waiting') return 'waiting';
  if (upcoming > 0) return 'upcoming';
  if (sent > 0) return failed > sent ? 'failed' : 'sent';
  if (failed > 0) return 'failed';
  return skipped > 0 ? 'skipped' : 'none';
}
