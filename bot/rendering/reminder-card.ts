import type { Schedule } from '../reminders/schedule.ts';
import type { Progress } from '../campaign/progress.ts';
import { answerIntent, topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Section } from '../guidance/guidance-map.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';
import { formatInstant } from '../guidance/date-format.ts';
import { formatSource } from './answer-cards.ts';
import { countdown } from './countdown.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { announcementSource, renderNote } from './note-cards.ts';
import { chartOf, describeProgress } from './progress.ts';
import { refreshFor, renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';

const LINKS_EACH = 3;
/** Names listed on one card; the others are counted. */
const MAX_NAMES = 5;

const PLACES = { personal: 'this chat', groupChat: 'this chat', channel: 'this channel' } as const;

/** Who acknowledged a post, and when. */
export interface Acknowledgement {
  /** Their account in Teams. */
  id: string;
  name: string;
  at: Date;
}

export interface ReminderToRender {
  guide: Guide;
  /** `YYYY-MM-DD`. */
  cutOff: string;
  schedule: Schedule;
  now: Date;
  /** Of the conversation that it goes to. */
  kind: keyof typeof PLACES;
  /** Shown when servers are reported. */
  progress?: Progress | null;
  /** The earliest first. */
  acknowledged?: readonly Acknowledgement[];
  /** When it was due, if it is late enough to say so. */
  lateSince?: Date | null;
  /** A newer one replaced it: it says so, and has no buttons. */
  isSuperseded?: boolean;
  /** The client opens dialogs, as Teams does and its local playground does not; true when absent. */
  opensDialogs?: boolean;
  /** Whose view it is: someone who acknowledged it gets no button. Null: the view that everybody shares. */
  viewerId?: string | null;
}

/** The verb with which Teams asks for the view of someone who acknowledged the reminder. */
export const VIEW_VERB = 'view-reminder';

/** A reminder, worded for the day on which it is sent or updated. */
export function renderReminder(reminder: ReminderToRender): Message {
  const { guide, cutOff, schedule, now, kind, progress, acknowledged = [], lateSince } = reminder;
  if (reminder.isSuperseded) return renderSuperseded(reminder);
  const localNow = { now, zone: schedule.zone };
  const told = describeDeadline(guide, localNow);
  const impact = answerIntent(guide, 'impact', localNow)?.paragraphs.slice(0, 1) ?? [];
  const servers = progress && progress.reported > 0 ? [describeProgress(progress, guide.product)] : [];
  const summary = toSummary(told, ...servers, ...impact);
  const card = renderCard('reminder', {
    summary,
    ...countdown(cutOff, localNow),
    title: guide.product,
    milestone: told,
    paragraphs: impact,
    progress: chartOf(progress, guide.product),
    nextSteps: nextSteps(guide),
    acknowledged: acknowledgementLines(acknowledged),
    asksToAcknowledge: acknowledged.some(({ id }) => id === reminder.viewerId) ? [] : [{}],
    settingsInChat: reminder.opensDialogs === false ? [{}] : [],
    settingsInDialog: reminder.opensDialogs === false ? [] : [{}],
    remarks: lateSince ? [describeDelay(lateSince, schedule)] : [],
    topics: topicsOf(guide, ['what-to-do']),
    source: formatSource(announcementSource(guide)),
    why: `Reminders are set up in ${PLACES[kind]} for ${schedule.localTime} (${schedule.zone}). To stop them, type: ${kind === 'personal' ? '' : '@Cutover '}stop reminders`,
  });
  return { summary, card: refreshFor(card, VIEW_VERB, acknowledged) };
}

function renderSuperseded({ guide, acknowledged = [] }: ReminderToRender): Message {
  const paragraphs = ['A newer reminder replaced this one.', ...acknowledgementLines(acknowledged)];
  return renderNote(guide, { title: guide.product, paragraphs, hasSource: false });
}

/** `✔ Acknowledged by Kim Park, 22.09.2023 14:05`, a line for each. */
function acknowledgementLines(acknowledged: readonly Acknowledgement[]): string[] {
  const lines = acknowledged
    .slice(0, MAX_NAMES)
    .map(({ name, at }) => `✔ Acknowledged by ${escapeMarkdown(name)}, ${formatCardTime(at)}`);
  const more = acknowledged.length - lines.length;
  return more > 0 ? [...lines, `✔ and ${more} more`] : lines;
}

function describeDelay(dueAt: Date, { zone }: Schedule): string {
  return `This reminder is late. It was due on ${formatInstant(dueAt, zone)}.`;
}

/** The sections that the follow-ups of "what to do" lead to, with their links. */
function nextSteps(guide: Guide): { title: string; text: string }[] {
  const next = guide.entries.get('what-to-do')?.intent.followUps ?? [];
  const sections = next.flatMap((id) => {
    const section = guide.entries.get(id)?.intent.guidance.section;
    return guide.notice.sections.filter((candidate) => candidate.id === section && candidate.level > 1);
  });
  return [...new Set(sections)].map((section) => ({ title: section.heading, text: formatLinks(section) }));
}

function formatLinks({ links }: Section): string {
  const distinct = [...new Map(links.map((link) => [link.url, link])).values()];
  return distinct
    .slice(0, LINKS_EACH)
    .map(({ text, url }) => `- [${text.charAt(0).toUpperCase()}${text.slice(1)}](${url})`)
    .join('\n');
}
