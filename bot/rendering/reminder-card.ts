import type { Schedule } from '../reminders/schedule.ts';
import type { OpenServers, Progress } from '../campaign/progress.ts';
import { answerIntent, topicsOf } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Section } from '../guidance/guidance-map.ts';
import { describeDeadline } from '../guidance/cut-off-text.ts';
import { formatInstant, type LocalNow } from '../guidance/date-format.ts';
import { formatSource } from './answer-cards.ts';
import { countdown } from './countdown.ts';
import { escapeMarkdown, formatCardTime } from './message.ts';
import { announcementSource, renderNote } from './note-cards.ts';
import { chartOf, describeProgress } from './progress.ts';
import { refreshFor, renderCard } from './render.ts';
import type { Message } from '../delivery/message.ts';
import { toSummary } from '../guidance/plain-text.ts';
import type { Digest } from './digest-card.ts';
import { listServers } from './server-names.ts';

const LINKS_EACH = 3;
/** People listed on one card; the others are counted. */
const MAX_PEOPLE = 5;

const PLACES = { personal: 'this chat', groupChat: 'this chat', channel: 'this channel' } as const;

/** Who acknowledged a post, and when. */
export interface Acknowledgement {
  /** Their account in Teams. */
  id: string;
  name: string;
  at: Date;
}

/** A notice on a reminder's card. */
export interface NoticeReminder {
  guide: Guide;
  /** `YYYY-MM-DD`. */
  cutOff: string;
  /** Shown when servers are reported. */
  progress?: Progress | null;
  /** The servers on which work is left, which are named. */
  openServers?: OpenServers;
  /** A newer reminder of this notice was posted: this card has it no more. */
  isSuperseded?: boolean;
}

export interface ReminderToRender {
  /** At least one, the most urgent first. */
  reminders: readonly NoticeReminder[];
  schedule: Schedule;
  now: Date;
  /** Of the conversation that it goes to. */
  kind: keyof typeof PLACES;
  /** The earliest first. */
  acknowledged?: readonly Acknowledgement[];
  /** The digest that is due with it. */
  digest?: Digest | null;
  /** When it was due, if it is late enough to say so. */
  lateSince?: Date | null;
  /** The client opens dialogs, as Teams does and its local playground does not; true when absent. */
  opensDialogs?: boolean;
  /** Whose view it is: someone who acknowledged it gets no button. Null: the view that everybody shares. */
  viewerId?: string | null;
}

/** The verb with which Teams asks for the view of someone who acknowledged the reminder. */
export const VIEW_VERB = 'view-reminder';

/**
 * The reminders that were due together, worded for the day on which the card is sent or updated. When newer ones have
 * replaced all of them, the card says so and has no buttons.
 */
export function renderReminder(reminder: ReminderToRender): Message {
  const { reminders, schedule, now, kind, acknowledged = [], digest, lateSince } = reminder;
  const localNow = { now, zone: schedule.zone };
  const [first, ...others] = reminders
    .filter(({ isSuperseded }) => !isSuperseded)
    .map((each) => describeNotice(each, localNow));
  if (!first) return renderSuperseded(reminder);
  const { guide } = first;
  const summary = toSummary(first.told, ...others.map(({ told }) => told), ...first.servers, ...first.impact);
  const card = renderCard('reminder', {
    summary,
    ...first.card,
    progress: first.chart,
    others: others.map(({ card: other, servers }) => ({
      ...other,
      paragraphs: [...other.paragraphs, ...servers],
    })),
    digests: digest ? [digest] : [],
    nextSteps: nextSteps(guide),
    acknowledged: acknowledgementLines(acknowledged),
    asksToAcknowledge: acknowledged.some(({ id }) => id === reminder.viewerId) ? [] : [{}],
    settingsInChat: reminder.opensDialogs === false ? [{}] : [],
    settingsInDialog: reminder.opensDialogs === false ? [] : [{}],
    remarks: lateSince ? [describeDelay(lateSince, schedule)] : [],
    topics: topicsOf(guide, ['what-to-do']),
    why: `Reminders are set up in ${PLACES[kind]} for ${schedule.localTime} (${schedule.zone}). To stop them, type: ${kind === 'personal' ? '' : '@Cutover '}stop reminders`,
  });
  return { summary, card: refreshFor(card, VIEW_VERB, acknowledged) };
}

/** What a card says of one notice. */
function describeNotice({ guide, cutOff, progress, openServers }: NoticeReminder, localNow: LocalNow) {
  const told = describeDeadline(guide, localNow);
  const impact = answerIntent(guide, 'impact', localNow)?.paragraphs.slice(0, 1) ?? [];
  const card = {
    ...countdown(cutOff, localNow),
    title: guide.product,
    milestone: told,
    paragraphs: [...impact, ...describeOpenServers(openServers)],
    source: formatSource(announcementSource(guide)),
  };
  const servers = progress && progress.reported > 0 ? [describeProgress(progress, guide.product)] : [];
  return { guide, told, impact, servers, chart: chartOf(progress, guide.product), card };
}

/** `Affected: AADC01, AADC02. Unknown: AADC03.`; nothing while no work is known to be left. */
function describeOpenServers({ affected, unknown }: OpenServers = { affected: [], unknown: [] }): string[] {
  const parts = [
    ...(affected.length > 0 ? [`Still affected: ${listServers(affected)}.`] : []),
    ...(unknown.length > 0 ? [`Unknown, because nobody has reported enough: ${listServers(unknown)}.`] : []),
  ];
  return parts.length > 0 ? [parts.join(' ')] : [];
}

function renderSuperseded({ reminders, acknowledged = [] }: ReminderToRender): Message {
  const [first] = reminders;
  if (!first) throw new Error('A reminder’s card has no reminder.');
  const paragraphs = ['A newer reminder replaced this one.', ...acknowledgementLines(acknowledged)];
  return renderNote(first.guide, { title: first.guide.product, paragraphs, hasSource: false });
}

/** `✔ Acknowledged by Kim Park, 22.09.2023 14:05`, a line for each. */
function acknowledgementLines(acknowledged: readonly Acknowledgement[]): string[] {
  const lines = acknowledged
    .slice(0, MAX_PEOPLE)
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
