import { daysUntil } from '../../campaign/calendar.ts';
import { problemWithDeadline } from '../../deadlines/check-deadline.ts';
import { describeDeadline } from '../../guidance/cut-off-text.ts';
import { formatDate } from '../../guidance/date-format.ts';
import { writeDeadline } from '../../guidance/deadline-form.ts';
import type { Guide } from '../../guidance/guide.ts';
import type { Message } from '../../delivery/message.ts';
import { renderAskBack } from '../../rendering/ask-back-card.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { readNamedNotices } from '../../understanding/named-notices.ts';
import { readStatedDay, type StatedDay } from '../../understanding/stated-day.ts';
import { authored, defineCommand, type CommandContext } from './command.ts';
import { parseSaidDeadline, readReason, type SaidDeadline } from './parse-deadline.ts';

/** More choices don't fit on a card. */
const MOST_CHOICES = 5;

/** `our deadline for NOTICE is DATE [because REASON]`, or that it isn't known. */
export const SET_DEADLINE = defineCommand<SaidDeadline>({
  name: 'set-deadline',
  act: 'set-deadline',
  forms: [
    'our deadline for cloud sync is 15 March 2027',
    'our deadline for cloud sync is 15 March 2027 because Microsoft told us',
    'our deadline for cloud sync is unknown',
    'our deadline for cloud sync is the date of the notice',
    'forget our deadline for cloud sync',
  ],
  parse: parseSaidDeadline,
  async handle(said, context) {
    const { portfolio, localNow } = context;
    const day = said.words === null ? null : readStatedDay(said.words, localNow);
    if (said.words !== null && day === null) return null; // a question, or something else about the deadline
    const [named, ...others] = noticesMeant(said, context);
    if (!named || others.length > 0) {
      return askWhich(said, named ? [named, ...others] : [...portfolio.guides.values()], context);
    }
    if (day?.kind === 'unclear') return askDay(day.readings, named, context);
    const isDoubtful = said.isDoubtful ?? (said.isWindow && named.notice.cutOff !== 'tenant');
    if (isDoubtful && day?.kind === 'day') return askDay([day.date], named, context);
    const note = await answer({ day, guide: named }, context);
    return renderNote(await guideNow(named.notice.id, context), { ...note, locale: localNow.locale });
  },
});

/** Without a name, the only notice that there is, or the only one that gives each tenant a window. */
function noticesMeant({ notice, isWindow }: SaidDeadline, { portfolio }: CommandContext): readonly Guide[] {
  const guides = [...portfolio.guides.values()];
  if (notice === null) {
    const withWindow = isWindow ? guides.filter((guide) => guide.notice.cutOff === 'tenant') : [];
    return withWindow.length > 0 ? withWindow : guides;
  }
  const found = readNamedNotices(notice, guides);
  return 'named' in found ? found.named : found.among;
}

/** @param meant.day null takes the date back. */
async function answer(
  { day, guide }: { day: Exclude<StatedDay, { kind: 'unclear' }> | null; guide: Guide },
  context: CommandContext,
): Promise<Note> {
  const { localNow } = context;
  if (day === null) return takeBack(guide, context);
  if (day.kind === 'no-day') {
    return {
      title: 'Which day is it?',
      paragraphs: [
        `I can’t read a day in “${escapeMarkdown(day.words)}”, so nothing was changed. Write it like this: ${writeDeadline(guide.notice, '15 March 2027')}`,
      ],
    };
  }
  const problem = problemWithDeadline(day.date, localNow);
  if (problem !== null) {
    const paragraph = `${formatDate({ date: day.date, precision: 'day' }, localNow.locale)} ${problem}. Nothing was changed.`;
    return { title: 'I can’t use that date', paragraphs: [paragraph] };
  }
  return set({ date: day.date, reason: readReason(day.rest) }, guide, context);
}

const NEEDS_EXCEPTION =
  'The notice’s own date has passed, so your date holds only if the vendor has granted you an exception. If it hasn’t, type: undo';

async function set(
  wish: { date: string; reason: string | null },
  guide: Guide,
  context: CommandContext,
): Promise<Note> {
  const { portfolios, conversations, inbound, localNow } = context;
  const key = { tenantId: inbound.conversation.tenantId, noticeId: guide.notice.id };
  await conversations.remember(inbound.conversation, localNow.now);
  const hasChanged = await portfolios.setDeadline(key, wish, authored(context));
  const sentence = await describeDeadlineOf(guide.notice.id, context);
  const stated = guide.notice.cutOff;
  const hasPassed = stated !== null && stated !== 'tenant' && daysUntil({ date: stated, ...localNow }) < 0;
  if (!hasChanged) return { title: 'That’s your deadline already', paragraphs: [sentence] };
  return {
    title: 'Deadline recorded',
    paragraphs: [
      sentence,
      ...(wish.reason === null ? [] : [`Reason: ${escapeMarkdown(wish.reason)}`]),
      ...(hasPassed ? [NEEDS_EXCEPTION] : []),
      'It holds for everybody in your organisation: reminders, posted cards and the dashboard follow it.',
    ],
    topics: ['what-to-do', 'reminders'],
  };
}

async function takeBack(guide: Guide, context: CommandContext): Promise<Note> {
  const { portfolios, inbound } = context;
  const key = { tenantId: inbound.conversation.tenantId, noticeId: guide.notice.id };
  const hasChanged = await portfolios.setDeadline(key, { date: null, reason: null }, authored(context));
  const sentence = await describeDeadlineOf(guide.notice.id, context);
  if (!hasChanged) return { title: 'Your organisation has set no deadline', paragraphs: [sentence] };
  return { title: 'Deadline taken back', paragraphs: [sentence], topics: ['deadline', 'reminders'] };
}

function askDay(readings: readonly string[], guide: Guide, { localNow, offer }: CommandContext): Message {
  const options = readings.map((date) => ({
    title: formatDate({ date, precision: 'day' }, localNow.locale),
    text: writeDeadline(guide.notice, date),
  }));
  offer(options);
  const days = options.map(({ title }) => title).join(' or ');
  return renderAskBack({ question: `Record ${days} as your deadline for ${guide.product}?`, options });
}

function askWhich({ words }: SaidDeadline, guides: readonly Guide[], { offer }: CommandContext): Message {
  const options = guides
    .slice(0, MOST_CHOICES)
    .map((guide) => ({ title: guide.product, text: writeDeadline(guide.notice, words ?? 'unknown') }));
  offer(options);
  return renderAskBack({ question: 'Which notice do you mean?', options });
}

/** The deadline of a notice as it stands now, as a sentence. */
export async function describeDeadlineOf(noticeId: string, context: CommandContext): Promise<string> {
  const guide = await guideNow(noticeId, context);
  if (guide.deadline) return describeDeadline(guide, context.localNow);
  return `No deadline for ${guide.product} is known: each organisation has one of its own, and yours isn’t recorded.`;
}

async function guideNow(noticeId: string, { portfolios, guide, inbound }: CommandContext): Promise<Guide> {
  const { guides } = await portfolios.currentOf(inbound.conversation.tenantId);
  return guides.get(noticeId) ?? guide;
}
