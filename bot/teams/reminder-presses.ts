import { DateTime } from 'luxon';
import { WEEKEND_RULES, type Schedule, type WeekendRule } from '../campaign/ladder.ts';
import { parseZone } from '../campaign/zones.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Moment } from '../guidance/moments.ts';
import type { SubscriptionKey, SubscriptionStore } from '../reminders/ports.ts';
import { renderNote } from '../rendering/note-cards.ts';
import { renderReminderSettings } from '../rendering/reminder-settings-card.ts';
import type { Inbound, Press } from './conversation.ts';
import type { PressHandlers, Reaction } from './presses.ts';
import type { ReminderCommands } from './reminder-commands.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_DAYS = 3_650;

/** Buttons of reminders and of their settings. */
export function createReminderPresses({
  guide,
  subscriptions,
  reminders,
}: {
  guide: Guide;
  subscriptions: SubscriptionStore;
  reminders: ReminderCommands;
}): PressHandlers {
  const keyOf = ({ conversation }: Inbound): SubscriptionKey => ({
    tenantId: conversation.tenantId,
    conversationId: conversation.id,
    noticeId: guide.notice.id,
  });

  async function snooze(press: Press, inbound: Inbound, moment: Moment): Promise<Reaction> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    if (!existing) return { toast: 'Nobody asked for reminders here any more.' };
    const next = await reminders.nextDueAt(inbound, moment);
    if (press.data['until'] === 'rung' && next) {
      // What is due then is not left out: snoozing ends just when it comes.
      await subscriptions.snooze(keyOf(inbound), next);
      return { toast: `Quiet until ${tell(next, existing.zone)}.` };
    }
    const end = DateTime.fromJSDate(moment.now, { zone: existing.zone }).plus({ days: 1 });
    await subscriptions.snooze(keyOf(inbound), end.toJSDate());
    return { toast: `Snoozed: what is due until ${tell(end.toJSDate(), existing.zone)} is left out.` };
  }

  async function openSettings(_press: Press, inbound: Inbound, moment: Moment): Promise<Reaction> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    const schedule = existing ?? reminders.defaultSchedule(moment);
    const message = renderReminderSettings(schedule, { isOn: existing !== null });
    return { toast: 'The settings are below.', posts: [{ message }] };
  }

  async function saveSettings({ data }: Press, inbound: Inbound, moment: Moment): Promise<Reaction> {
    const existing = await subscriptions.findSubscription(keyOf(inbound));
    const read = readSettings(data);
    if (typeof read === 'string') {
      const shown = existing ?? reminders.defaultSchedule(moment);
      return { toast: read, card: renderReminderSettings(shown, { isOn: existing !== null, problem: read }) };
    }
    return { toast: 'Saved.', card: await reminders.save(read, inbound, moment) };
  }

  return {
    snooze,
    'reminder-settings': openSettings,
    'save-reminder-settings': saveSettings,
    'why-this': async (_press, inbound, moment) => ({
      toast: 'The answer is below.',
      posts: [{ message: await reminders.carryOut({ kind: 'why' }, inbound, moment) }],
    }),
    'stop-reminders': async (_press, inbound, moment) => {
      const message = await reminders.carryOut({ kind: 'stop-reminders' }, inbound, moment);
      const by = { title: 'Stopped by', value: inbound.person.name };
      const note = renderNote(guide, {
        title: 'Reminders are off',
        paragraphs: [message.summary.replace(/^[^.]*\.\s*/, '')],
        facts: [by],
      });
      return { toast: 'Reminders are off.', posts: [{ message: note }] };
    },
  };
}

/** The schedule that a form says, or what is wrong with it in one sentence. */
function readSettings(data: Press['data']): Schedule | string {
  const text = (name: string) => (typeof data[name] === 'string' ? data[name].trim() : '');
  const zone = parseZone(text('zone'));
  const rungs = text('rungs').split(',').filter(Boolean).map(Number);
  const weekend = WEEKEND_RULES.find((rule): rule is WeekendRule => rule === text('weekend'));
  const [from, until] = [text('quietFrom'), text('quietUntil')];
  if (!TIME.test(text('localTime'))) return `“${text('localTime')}” is no time of day: write it like 09:00.`;
  if (!zone) return `“${text('zone')}” is no time zone that I know: choose one of the list.`;
  if (rungs.length === 0) return 'Choose at least one day on which to be reminded.';
  if (rungs.some((rung) => !Number.isInteger(rung) || rung < 0 || rung > MOST_DAYS)) {
    return `The days must be whole numbers from 0 to ${MOST_DAYS}.`;
  }
  if (!weekend) return 'Choose what to do at a weekend.';
  if (Boolean(from) !== Boolean(until)) return 'Quiet hours need both a beginning and an end, or neither.';
  if (from && (!TIME.test(from) || !TIME.test(until) || from === until)) {
    return 'Quiet hours are two different times of day, like 22:00 and 07:00.';
  }
  return {
    localTime: text('localTime'),
    zone,
    rungs,
    weekend,
    quietHours: from ? { from, until } : null,
  };
}

function tell(instant: Date, zone: string): string {
  return DateTime.fromJSDate(instant, { zone }).setLocale('en').toFormat('cccc d MMMM, HH:mm');
}
