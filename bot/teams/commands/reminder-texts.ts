import type { Schedule } from '../../reminders/schedule.ts';
import { isDone, type Progress } from '../../campaign/progress.ts';
import { suggestZones } from '../../campaign/zones.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Note } from '../../rendering/note-cards.ts';
import type { ReminderCommand } from './parse-command.ts';
import type { Inbound } from '../turn/activity.ts';

/** An order that changes something about a schedule that is there already. */
export type Change = Extract<ReminderCommand, { kind: 'weekend' | 'quiet-hours' | 'no-quiet-hours' }>;

export function here({ conversation }: Inbound): string {
  return conversation.kind === 'channel' ? 'in this channel' : 'in this chat';
}

export function nobodyAsked(inbound: Inbound): Note {
  return {
    title: 'Reminders were off already',
    paragraphs: [`Nobody asked for reminders ${here(inbound)}. To have them, say: remind us at 09:00`],
  };
}

export function changeOf(command: Change): Partial<Schedule> {
  if (command.kind === 'weekend') return { weekend: command.rule };
  const { kind } = command;
  return { quietHours: kind === 'no-quiet-hours' ? null : { from: command.from, until: command.until } };
}

export function tellChange(command: Change): string {
  if (command.kind === 'no-quiet-hours') return 'There are no quiet hours any more.';
  if (command.kind === 'quiet-hours') {
    return `Nothing is posted from ${command.from} to ${command.until}; what is due then comes at ${command.until}.`;
  }
  const when = {
    on: 'on that day',
    before: 'on the Friday before',
    after: 'on the Monday after',
  }[command.rule];
  return `A reminder that falls on a weekend comes ${when}.`;
}

export function noCutOff({ notice }: Guide): Note {
  return {
    title: 'There is no date to count down to',
    paragraphs: [`“${notice.title}” states no day on which something stops, so I set no reminders.`],
  };
}

/** Why none comes any more, or none yet, as a sentence. */
export function tellNone({ product }: Guide, progress: Progress | null, { localTime }: Schedule): string {
  return progress && isDone(progress)
    ? `Every reported server is off ${product}, so none comes. If one turns up that still runs it, they go on at ${localTime}.`
    : `The last one is behind us. They come each week at ${localTime} while a reported server still runs ${product}: to report one say “AADC01 runs 1.6.16.0”.`;
}

export function badTime(text: string): Note {
  return {
    title: 'I could not read the time',
    paragraphs: [`“${plain(text)}” is no time of day. Write it like 09:00 or 17:30: remind us at 09:00`],
  };
}

export function badZone(text: string): Note {
  const [first, ...others] = suggestZones(text);
  const hint = first
    ? `Did you mean ${[first, ...others].join(' or ')}? Then say: remind us at 09:00 ${first}`
    : 'Write it as region and city, like Europe/Berlin or America/New_York.';
  return {
    title: 'I do not know that time zone',
    paragraphs: [`“${plain(text)}” is no time zone that I know. ${hint}`],
  };
}

/** What somebody typed, as it may stand in a card: no Markdown, and no more of it than helps. */
function plain(text: string): string {
  return text.replaceAll(/[[\]()*_`\\<>]/g, '').slice(0, 40);
}
