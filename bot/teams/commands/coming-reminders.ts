import { comingReminders } from '../../reminders/plan.ts';
import { isDone, type Progress } from '../../campaign/progress.ts';
import type { Guide } from '../../guidance/guide.ts';
import { formatTime, formatInstant, type LocalNow } from '../../guidance/date-format.ts';
import { DEFAULT_SCHEDULE, type DueReminder, type Schedule } from '../../reminders/schedule.ts';
import { CHOICE_FIELDS } from '../../reminders/schedule-fields.ts';
import { covers } from '../../reminders/coverage.ts';
import { ALL_NOTICES, type Subscription, type SubscriptionKey } from '../../reminders/ports.ts';
import { reminderFacts, type Note } from '../../rendering/note-cards.ts';
import type { Inbound } from '../turn/activity.ts';
import type { CommandContext } from './command.ts';
import { notSubscribed } from './reminder-notes.ts';

const MOST_SHOWN = 3;

/** What a conversation's reminders are stored under. */
export function subscriptionKey({ inbound: { conversation } }: { inbound: Inbound }): SubscriptionKey {
  return { tenantId: conversation.tenantId, conversationId: conversation.id, noticeId: ALL_NOTICES };
}

export interface Coming {
  /** Null when none is due any more. */
  next: Date | null;
  /** The next three at most, for a card. */
  facts: { title: string; value: string }[];
  /** Why none is due, as a sentence. */
  none: string;
}

/** The next reminders of a subscription, or why there are none. */
export async function findComing(subscription: Subscription, context: CommandContext): Promise<Coming> {
  const { guide, urgent, registry, inbound, localNow } = context;
  const reported = (await registry.progressOfAll()).get(inbound.conversation.tenantId);
  const covered = urgent.filter(({ notice }) => covers(subscription.coverage, notice.id));
  const nearest = covered[0] ?? guide;
  const coming = covered
    .flatMap((each) => comingOf(each, subscription, reported?.get(each.notice.id) ?? null, localNow.now))
    .sort((a, b) => a.due.dueAt.getTime() - b.due.dueAt.getTime());
  const facts = coming.slice(0, MOST_SHOWN).flatMap(({ due, deadline, product }) =>
    reminderFacts([due], subscription, deadline, localNow.locale).map(({ title, value }) => ({
      title,
      value: urgent.length > 1 ? `${value}: ${product}` : value,
    })),
  );
  const progress = reported?.get(nearest.notice.id) ?? null;
  return {
    next: coming[0]?.due.dueAt ?? null,
    facts,
    none: describeNone(nearest, progress, subscription, localNow.locale),
  };
}

/** What is to come of one notice; nothing of one without a deadline. */
function comingOf(
  { deadline, product }: Guide,
  subscription: Subscription,
  progress: Progress | null,
  now: Date,
): { due: DueReminder; deadline: string; product: string }[] {
  if (!deadline) return [];
  const { since, snoozedUntil } = subscription;
  const { date } = deadline;
  const question = { cutOff: date, schedule: subscription, since, snoozedUntil, progress, now };
  return comingReminders(question).map((due) => ({ due, deadline: date, product }));
}

/** Of the tenant's servers, at most ten seconds old; null while none counts for the notice. */
export async function readProgress({
  guide,
  registry,
  inbound: { conversation },
}: Pick<CommandContext, 'guide' | 'registry' | 'inbound'>): Promise<Progress | null> {
  return (await registry.progressOfAll()).get(conversation.tenantId)?.get(guide.notice.id) ?? null;
}

/** Confirms a subscription that was just made or changed, with its next reminders. */
export async function confirmSaved(
  { title, text }: { title: string; text: string },
  context: CommandContext,
): Promise<Note> {
  const { subscriptions, inbound, localNow } = context;
  const saved = await subscriptions.findSubscription(subscriptionKey(context));
  if (!saved) return notSubscribed(inbound); // somebody turned them off in the meantime
  const { next, facts, none } = await findComing(saved, context);
  const snooze = describeSnooze(saved, localNow);
  return { title, paragraphs: [`${text}${snooze} ${next ? 'Next:' : none}`], facts };
}

function describeNone(
  { product, deadline }: Guide,
  progress: Progress | null,
  { localTime, weekday = DEFAULT_SCHEDULE.weekday }: Schedule,
  locale?: string,
): string {
  if (!deadline) return `No date is known for ${product} yet, so no reminders are due.`;
  const time = formatTime(localTime, locale);
  return progress && isDone(progress)
    ? `Every reported server is off ${product}, so no reminders are due. If a server that still runs it is reported, they resume at ${time}.`
    : `The last scheduled reminder has passed. While a reported server still runs ${product}, one is posted every week at ${time}, on ${CHOICE_FIELDS.weekday.options[weekday]}s. To report a server, type: AADC01 runs 1.6.16.0`;
}

/** Until when reminders are snoozed, with a space before it; empty when they aren't. */
export function describeSnooze(
  { snoozedUntil, zone }: Pick<Subscription, 'snoozedUntil' | 'zone'>,
  { now, locale }: LocalNow,
): string {
  const isSnoozed = snoozedUntil !== null && snoozedUntil > now;
  return isSnoozed ? ` They’re snoozed until ${formatInstant(snoozedUntil, zone, locale)}.` : '';
}
