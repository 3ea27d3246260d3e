import { parseZone } from '../../campaign/zones.ts';
import { describeDeadline } from '../../guidance/cut-off-text.ts';
import type { Guide } from '../../guidance/guide.ts';
import { deadlinesIn } from '../../guidance/portfolio.ts';
import { formatTime, type LocalNow } from '../../guidance/date-format.ts';
import { covers, EVERY_NOTICE, type Coverage } from '../../reminders/coverage.ts';
import { DEFAULT_SCHEDULE, type Schedule } from '../../reminders/schedule.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { confirmSaved, subscriptionKey } from './coming-reminders.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { describeCoverage } from './coverage-text.ts';
import { describePlace } from './reminder-notes.ts';
import { noteUnknownZone } from './unknown-zone.ts';

const PATTERN = /^(?:please )?remind (?:us|me)\b/i;
const SHIFT_PATTERN = /^(\d{1,4}) minutes (later|earlier)$/i;
const TIME_PATTERN = /^\d[\d:.]*(?:\s?[ap]\.?m\b\.?)?/i;

/** When reminders are to come, as it was typed. */
export type TimeAndZone =
  /** `HH:MM`, and an IANA name; null: not said. */
  | { localTime: string | null; zone: string | null }
  /** Minutes by which the time moves; negative: earlier. */
  | { shift: number }
  /** As it was typed. */
  | { badTime: string }
  | { badZone: string; localTime: string | null };

/** `remind us [at HH:MM] [IANA zone]`; the time may be written 9, 9:00, 9.30, 9am or 9:30 pm. */
export const REMIND = defineCommand<TimeAndZone>({
  name: 'remind',
  act: 'change-reminders',
  forms: [
    'remind us at 09:00',
    'remind me at 09:00',
    'remind us at 09:00 Europe/Berlin',
    'remind us 60 minutes later',
    'remind us',
  ],
  menu: [
    {
      title: 'remind us at 09:00',
      personalTitle: 'remind me at 09:00',
      description:
        'Post reminders here before the cut-off, at this time of day. You can add a time zone: Europe/Berlin',
    },
  ],
  parse(text) {
    const [beginning] = PATTERN.exec(text) ?? [];
    return beginning === undefined ? null : parseTimeAndZone(text.slice(beginning.length).trim());
  },
  handle: async (args, context) =>
    renderNote(context.guide, { ...(await remind(args, context)), locale: context.localNow.locale }),
});

const NO_TIME_YET: Note = {
  title: 'No reminders here',
  paragraphs: ['There is no time to move. To turn reminders on, type: remind us at 09:00'],
};

const DAY_MINUTES = 24 * 60;

/** A time of day, `HH:MM`, so many minutes later; past midnight it goes on from 00:00. */
function movedBy(shift: number, localTime = '00:00'): string {
  const [hours = 0, minutes = 0] = localTime.split(':').map(Number);
  const moved = (((hours * 60 + minutes + shift) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return [Math.floor(moved / 60), moved % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** `[at HH:MM] [zone]`, either or neither. Null: something else is meant. */
export function parseTimeAndZone(rest: string): TimeAndZone | null {
  const [, minutes, way] = SHIFT_PATTERN.exec(rest) ?? [];
  if (minutes) return { shift: Number(minutes) * (way?.toLowerCase() === 'later' ? 1 : -1) };
  const withoutAt = rest.replace(/^at\s+/i, '');
  const [time] = TIME_PATTERN.exec(withoutAt) ?? [];
  const zone = withoutAt
    .slice(time?.length ?? 0)
    .trim()
    .replace(/^in\s+/i, '');
  if (zone && !looksLikeZone(zone, time !== undefined)) return null;
  const localTime = time ? parseTime(time) : null;
  if (time && !localTime) return { badTime: time };
  const known = zone ? parseZone(zone) : null;
  if (zone && !known) return { badZone: zone, localTime };
  return { localTime, zone: known };
}

/** After a time, any single word is meant as a zone; without a time, only a name such as Europe/Berlin is: other texts are questions. */
function looksLikeZone(text: string, afterTime: boolean): boolean {
  if (parseZone(text)) return true;
  return afterTime ? /^\S+$/.test(text) : /^[\p{L}_+\-0-9]+\/\S+$/u.test(text);
}

function parseTime(text: string): string | null {
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(text);
  if (!match) return null;
  const [, hours = '', minutes = '00', half] = match;
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  const hourIsPossible = half ? Number(hours) >= 1 && Number(hours) <= 12 : hour <= 23;
  if (!hourIsPossible || Number(minutes) > 59) return null;
  return `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** What else is asked for with a time of day. */
interface ReminderWish {
  /**
   * The notices that reminders are about, from what they were about; null: there were no reminders. Default: the same;
   * every notice where there were none.
   */
  choose?: (before: Coverage | null) => Coverage;
  /** What else of the schedule changes; default: nothing. */
  change?: Partial<Schedule>;
}

/** Turns reminders on, or changes them. */
export async function remind(
  args: TimeAndZone,
  context: CommandContext,
  { choose = (before) => before ?? EVERY_NOTICE, change = {} }: ReminderWish = {},
): Promise<Note> {
  if ('badTime' in args) return badTime(args.badTime);
  if ('badZone' in args) {
    const time = args.localTime ?? '09:00';
    return noteUnknownZone(args.badZone, (zone) => `remind us at ${time} ${zone}`);
  }
  const { guide, urgent, portfolio, conversations, subscriptions, inbound, localNow } = context;
  const cutOffs = deadlinesIn(portfolio);
  if (cutOffs.size === 0) return noCutOff(guide);
  const key = subscriptionKey(context);
  const existing = await subscriptions.findSubscription(key);
  const zoneOfClient = parseZone(inbound.zone ?? '');
  if ('shift' in args && !existing) return NO_TIME_YET;
  const said = 'shift' in args ? { localTime: movedBy(args.shift, existing?.localTime), zone: null } : args;
  const coverage = choose(existing?.coverage ?? null);
  const settings = {
    ...(existing ?? defaultSchedule(localNow)),
    ...change,
    ...(said.localTime && { localTime: said.localTime }),
    ...(said.zone && { zone: said.zone }),
    coverage,
  };
  await conversations.remember(inbound.conversation, localNow.now);
  const since = context.remindAtOnce ? { since: yearBefore(localNow.now) } : {};
  await subscriptions.subscribe(key, settings, { ...authored(context), cutOffs, ...since });
  const isGuess = !said.zone && !existing && !zoneOfClient;
  const about = urgent.length > 1 ? ` ${describeCoverage(coverage, urgent)}` : '';
  const nearest = urgent.find(({ notice }) => covers(coverage, notice.id)) ?? guide;
  const text = `${describeDeadline(nearest, localNow)} I’ll post reminders${about} ${describePlace(inbound)} at **${formatTime(settings.localTime, localNow.locale)}** (${settings.zone}).`;
  const note = await confirmSaved({ title: 'Reminders are on', text }, context);
  const hint = `Teams didn’t send your time zone, so I use UTC. To set yours, type: remind us at ${settings.localTime} Europe/Berlin`;
  const others = urgent.filter((each) => each !== nearest && covers(coverage, each.notice.id));
  return {
    ...note,
    paragraphs: [...describeOwn(others, localNow), ...note.paragraphs, ...(isGuess ? [hint] : [])],
    topics: ['what-to-do', 'compare'],
  };
}

/** More fill the screen of a phone. */
const MOST_OWN = 3;

/** The deadlines that the organisation itself has set: they may be far, or over, and no reminder of them may be near. */
function describeOwn(guides: readonly Guide[], localNow: LocalNow): string[] {
  return guides
    .filter(({ deadline }) => deadline?.own)
    .slice(0, MOST_OWN)
    .map((guide) => describeDeadline(guide, localNow));
}

/** Every reminder of the default schedule that was due by then was due after it. */
function yearBefore(now: Date): Date {
  return new Date(now.getTime() - 366 * 86_400_000);
}

/** The schedule of a conversation that names none: 09:00 in the zone of the person who asks. */
export function defaultSchedule({ zone }: LocalNow): Schedule {
  return { ...DEFAULT_SCHEDULE, zone };
}

function noCutOff({ notice }: Guide): Note {
  return {
    title: 'There’s no cut-off date',
    paragraphs: [
      `“${notice.title}” doesn’t say when anything stops working, so there’s nothing to remind you of.`,
    ],
  };
}

function badTime(text: string): Note {
  return {
    title: 'I can’t read that time',
    paragraphs: [`“${plain(text)}” isn’t a time of day. Write it like 09:00 or 17:30: remind us at 09:00`],
  };
}

/** Typed text that is safe in a card: without Markdown, and at most 40 characters. */
function plain(text: string): string {
  return text.replaceAll(/[[\]()*_`\\<>]/g, '').slice(0, 40);
}
