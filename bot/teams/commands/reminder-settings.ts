import { WEEKEND_RULES, type Schedule, type WeekendRule } from '../../reminders/schedule.ts';
import { parseZone } from '../../campaign/zones.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Moment } from '../../guidance/moments.ts';
import type { SubscriptionStore } from '../../reminders/ports.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote } from '../../rendering/note-cards.ts';
import { formOf, renderReminderSettings, type SettingsForm } from '../../rendering/reminder-settings-card.ts';
import type { Inbound } from '../turn/activity.ts';
import type { ReminderCommands } from './reminder-commands.ts';
import type { Message } from '../../delivery/message.ts';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const MOST_DAYS = 3_650;

/** The form in which a conversation's reminders are set, wherever it is shown. */
export interface ReminderSettings {
  /** The form, filled in as things stand. */
  show(inbound: Inbound, moment: Moment): Promise<Message>;
  /** Sets what the form says; a form with a problem is shown again as it was filled in, and nothing is set. */
  save(
    fields: Readonly<Record<string, unknown>>,
    inbound: Inbound,
    moment: Moment,
  ): Promise<{ saved: Message } | { problem: string; form: Message }>;
  /** Ends the reminders, and tells everybody who did. */
  stop(inbound: Inbound, moment: Moment): Promise<Message>;
}

export function createReminderSettings({
  guide,
  subscriptions,
  reminders,
}: {
  guide: Guide;
  subscriptions: Pick<SubscriptionStore, 'findSubscription'>;
  reminders: Pick<ReminderCommands, 'carryOut' | 'defaultSchedule' | 'save'>;
}): ReminderSettings {
  const find = ({ conversation }: Inbound) =>
    subscriptions.findSubscription({
      tenantId: conversation.tenantId,
      conversationId: conversation.id,
      noticeId: guide.notice.id,
    });

  return {
    async show(inbound, moment) {
      const existing = await find(inbound);
      const form = formOf(existing ?? reminders.defaultSchedule(moment));
      return renderReminderSettings(form, { isOn: existing !== null });
    },

    async save(fields, inbound, moment) {
      const form = readForm(fields);
      const schedule = parseForm(form);
      if (typeof schedule !== 'string') return { saved: await reminders.save(schedule, inbound, moment) };
      const isOn = (await find(inbound)) !== null;
      return { problem: schedule, form: renderReminderSettings(form, { isOn, problem: schedule }) };
    },

    async stop(inbound, moment) {
      const { summary } = await reminders.carryOut({ kind: 'stop-reminders' }, inbound, moment);
      return renderNote(guide, {
        title: 'Reminders are off',
        paragraphs: [summary.replace(/^[^.]*\.\s*/, '')],
        facts: [{ title: 'Stopped by', value: escapeMarkdown(inbound.person.name) }],
      });
    },
  };
}

function readForm(fields: Readonly<Record<string, unknown>>): SettingsForm {
  const text = (name: keyof SettingsForm) => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim().slice(0, 200) : '';
  };
  return {
    localTime: text('localTime'),
    zone: text('zone'),
    offsets: text('offsets'),
    weekend: text('weekend'),
    quietFrom: text('quietFrom'),
    quietUntil: text('quietUntil'),
  };
}

/** The schedule that a form says, or what is wrong with it in one sentence. */
function parseForm(form: SettingsForm): Schedule | string {
  const { localTime, quietFrom: from, quietUntil: until } = form;
  const zone = parseZone(form.zone);
  const offsets = form.offsets.split(',').filter(Boolean).map(Number);
  const weekend = WEEKEND_RULES.find((rule): rule is WeekendRule => rule === form.weekend);
  if (!TIME.test(localTime)) return `“${localTime}” is no time of day: write it like 09:00.`;
  if (!zone) return `“${form.zone}” is no time zone that I know: choose one of the list.`;
  if (offsets.length === 0) return 'Choose at least one day on which to be reminded.';
  if (offsets.some((offset) => !Number.isInteger(offset) || offset < 0 || offset > MOST_DAYS)) {
    return `The days must be whole numbers from 0 to ${MOST_DAYS}.`;
  }
  if (!weekend) return 'Choose what to do at a weekend.';
  if (Boolean(from) !== Boolean(until)) return 'Quiet hours need both a beginning and an end, or neither.';
  if (from && (!TIME.test(from) || !TIME.test(until) || from === until)) {
    return 'Quiet hours are two different times of day, like 22:00 and 07:00.';
  }
  return { localTime, zone, offsets, weekend, quietHours: from ? { from, until } : null };
}
