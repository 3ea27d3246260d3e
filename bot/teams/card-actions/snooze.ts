import { DateTime } from 'luxon';
import { formatInstant } from '../../guidance/date-format.ts';
import { findComing, subscriptionKey } from '../commands/coming-reminders.ts';
import { authored } from '../commands/command.ts';
import type { CardAction } from '../turn/activity.ts';
import type { Reaction } from '../turn/reaction.ts';
import type { CardActionContext, CardActionHandler } from './card-action.ts';

/** `until: "next"` snoozes until the next reminder, anything else for a day. */
export const SNOOZE: CardActionHandler = {
  verb: 'snooze',
  act: 'change-reminders',
  handle: snooze,
};

async function snooze(action: CardAction, context: CardActionContext): Promise<Reaction> {
  const { subscriptions, localNow } = context;
  const key = subscriptionKey(context);
  const existing = await subscriptions.findSubscription(key);
  if (!existing) return { toast: 'Reminders aren’t set up here any more.' };
  const describe = (instant: Date) => formatInstant(instant, existing.zone, localNow.locale);
  const { next } = await findComing(existing, context);
  if (action.data['until'] === 'next' && next) {
    // The reminder at that instant is posted: snoozing ends just when it is due.
    await subscriptions.snooze(key, next, authored(context));
    return { toast: `Snoozed until ${describe(next)}.` };
  }
  const end = DateTime.fromJSDate(localNow.now, { zone: existing.zone }).plus({ days: 1 }).toJSDate();
  await subscriptions.snooze(key, end, authored(context));
  return { toast: `Snoozed until ${describe(end)}.` };
}
