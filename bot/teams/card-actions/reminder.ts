import { DateTime } from 'luxon';
import type { Guide } from '../../guidance/guide.ts';
import { writeInstant, type Moment } from '../../guidance/moments.ts';
import type { SubscriptionKey, SubscriptionStore } from '../../reminders/ports.ts';
import type { Inbound, CardAction } from '../turn/activity.ts';
import type { CardActionHandlers, Reaction } from '../turn/reaction.ts';
import type { ReminderCommands } from '../commands/reminder-commands.ts';
import type { ReminderSettings } from '../commands/reminder-settings.ts';

/** Buttons of reminders and of their settings, where these are a card in the chat. */
export function createReminderActions({
  guide,
  subscriptions,
  reminders,
  settings,
}: {
  guide: Guide;
  subscriptions: SubscriptionStore;
  reminders: ReminderCommands;
  settings: ReminderSettings;
}): CardActionHandlers {
  const keyOf = ({ conversation }: Inbound): SubscriptionKey => ({
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    noticeId: guide.notice.id,
  });

  async function snooze(action: CardAction, inbound: Inbound, moment: Moment): Promise<Reaction> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    if (!existing) return { toast: 'Nobody asked for reminders here any more.' };
    const tell = (instant: Date) => writeInstant(instant, existing.zone, moment.locale);
    const next = await reminders.nextDueAt(inbound, moment);
    if (action.data['until'] === 'next' && next) {
      // What is due then is not left out: snoozing ends just when it comes.
      await subscriptions.snooze(keyOf(inbound), next);
      return { toast: `Quiet until ${tell(next)}.` };
    }
    const end = DateTime.fromJSDate(moment.now, { zone: existing.zone }).plus({ days: 1 }).toJSDate();
    await subscriptions.snooze(keyOf(inbound), end);
    return { toast: `Snoozed: what is due until ${tell(end)} is left out.` };
  }

  return {
    snooze,
    'stop-reminders': async (_action, inbound, moment) => ({
      toast: 'Reminders are off.',
      posts: [{ message: await settings.stop(inbound, moment) }],
    }),
    // Where no dialog opens: the same button comes as a message then.
    'reminder-settings': async (_action, inbound, moment) => ({
      toast: 'The settings are below.',
      posts: [{ message: await settings.show(inbound, moment) }],
    }),
    'save-reminder-settings': async ({ data }, inbound, moment) => {
      const outcome = await settings.save(data, inbound, moment);
      return 'saved' in outcome
        ? { toast: 'Saved.', card: outcome.saved }
        : { toast: outcome.problem, card: outcome.form };
    },
    'why-this': async (_action, inbound, moment) => ({
      toast: 'The answer is below.',
      posts: [{ message: await reminders.carryOut({ kind: 'why' }, inbound, moment) }],
    }),
  };
}
