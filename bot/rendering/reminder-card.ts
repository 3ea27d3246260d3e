import { DateTime } from 'luxon';
import { daysUntil } from '../campaign/calendar.ts';
import type { Schedule } from '../campaign/ladder.ts';
import { answerIntent } from '../guidance/answer.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Section } from '../guidance/guidance-map.ts';
import { tellMilestone, type Moment } from '../guidance/moments.ts';
import { announcementSource } from './note-cards.ts';
import { writeSource } from './answer-cards.ts';
import { toSummary, type Message } from './message.ts';
import { renderCard } from './render.ts';

const LINKS_EACH = 3;

const PLACES = { personal: 'This chat', groupChat: 'This chat', channel: 'This channel' } as const;

/** A reminder in words of the day on which it is sent; `kind` is the conversation that it goes to. */
export function renderReminder({
  guide,
  cutOff,
  schedule,
  now,
  kind,
  lateSince = null,
}: {
  guide: Guide;
  cutOff: string;
  schedule: Schedule;
  now: Date;
  kind: keyof typeof PLACES;
  /** When it was due, if it comes so late that it says so. */
  lateSince?: Date | null;
}): Message {
  const moment = { now, zone: schedule.zone };
  const milestone = guide.notice.milestones.find(({ date }) => date === cutOff);
  const told = milestone ? tellMilestone(milestone, guide.product, moment) : guide.notice.title;
  const impact = answerIntent(guide, 'impact', moment)?.paragraphs ?? [];
  const source = announcementSource(guide);
  const summary = toSummary(told, ...impact.slice(0, 1));
  const card = renderCard('reminder', {
    summary,
    ...countdown(cutOff, moment),
    title: guide.product,
    milestone: told,
    paragraphs: [...impact.slice(0, 1), ...(lateSince ? [tellLate(lateSince, schedule)] : [])],
    waysOut: waysOut(guide),
    source: writeSource(source),
    why: `${PLACES[kind]} asked for reminders at ${schedule.localTime} (${schedule.zone}). To end them, say: ${kind === 'personal' ? '' : '@Cutover '}stop reminders`,
    links: [{ title: 'Read the announcement', url: source.url }],
  });
  return { summary, card };
}

function tellLate(dueAt: Date, { zone }: Schedule): string {
  const due = DateTime.fromJSDate(dueAt, { zone }).setLocale('en').toFormat('cccc d MMMM, HH:mm');
  return `This reminder is late: it was due on ${due}.`;
}

function countdown(cutOff: string, moment: Moment): { count: string; unit: string; colour: string } {
  const days = daysUntil({ date: cutOff, ...moment });
  const colour = days <= 7 ? 'Attention' : days <= 30 ? 'Warning' : 'Accent';
  if (days === 0) return { count: 'Today', unit: 'is the day', colour };
  const unit = Math.abs(days) === 1 ? 'day' : 'days';
  return { count: String(Math.abs(days)), unit: days > 0 ? `${unit} left` : `${unit} ago`, colour };
}

/** What the notice offers instead: the sections that "what to do" leads on to, with their links. */
function waysOut(guide: Guide): { title: string; text: string }[] {
  const next = guide.entries.get('what-to-do')?.intent.followUps ?? [];
  const sections = next.flatMap((id) => {
    const section = guide.entries.get(id)?.intent.guidance.section;
    return guide.notice.sections.filter((candidate) => candidate.id === section && candidate.level > 1);
  });
  return [...new Set(sections)].map((section) => ({ title: section.heading, text: writeLinks(section) }));
}

function writeLinks({ links }: Section): string {
  const distinct = [...new Map(links.map((link) => [link.url, link])).values()];
  return distinct
    .slice(0, LINKS_EACH)
    .map(({ text, url }) => `- [${text.charAt(0).toUpperCase()}${text.slice(1)}](${url})`)
    .join('\n');
}
