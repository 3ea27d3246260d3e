import type { Message } from '../../bot/delivery/message.ts';
import type { Guide } from '../../bot/guidance/guide.ts';
import { DEFAULT_OFFSETS } from '../../bot/reminders/schedule.ts';
import {
  renderReminder,
  type NoticeReminder,
  type ReminderToRender,
} from '../../bot/rendering/reminder-card.ts';

/** The reminder of a channel for the cut-off on 1 October 2023, as it is rendered at `iso`. */
export function reminderAt(
  guide: Guide,
  iso: string,
  {
    progress = null,
    openServers,
    isSuperseded = false,
    ...more
  }: Partial<ReminderToRender & NoticeReminder> = {},
): Message {
  const about = { guide, cutOff: '2023-10-01', progress, isSuperseded };
  return renderReminder({
    reminders: [openServers ? { ...about, openServers } : about],
    ...more,
    schedule: { localTime: '09:00', zone: 'Europe/Berlin', offsets: DEFAULT_OFFSETS },
    now: new Date(iso),
    kind: 'channel',
  });
}
