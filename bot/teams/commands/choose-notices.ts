import { EVERY_NOTICE, includeNotices, leaveOutNotices, type Coverage } from '../../reminders/coverage.ts';
import { escapeMarkdown } from '../../rendering/message.ts';
import { renderNote, type Note } from '../../rendering/note-cards.ts';
import { readNamedNotices } from '../../understanding/named-notices.ts';
import { changeSchedule } from './change-schedule.ts';
import { subscriptionKey } from './coming-reminders.ts';
import { defineCommand, type CommandContext } from './command.ts';
import { describeCoverage } from './coverage-text.ts';
import { parseTimeAndZone, remind, type TimeAndZone } from './remind.ts';
import { stopReminders } from './stop-reminders.ts';

const ABOUT =
  /^(?:please )?remind (?:us|me) (?:(only|just|again) )?(?:about|of)(?: (only|just))? (\S.*?)(?: (only|alone|again))?(?: (at \d.*))?$/i;
const NOT_ABOUT =
  /^(?:please )?(?:(?:(?:stop|end|cancel)(?: the| our| my)?|no(?: more)?) reminders (?:about|of|for)|(?:stop reminding|do not remind|don’t remind|don't remind) (?:us|me) (?:about|of)) (\S.*)$/i;
const EVERYTHING =
  /^(?:everything|(?:all|every|each)(?: the| of the| of them)?(?: (?:notice|retirement|deadline)s?)?)$/i;

/** `remind me of the deadline` asks for it. */
const LIKE_A_QUESTION = /^(?:the|an?|what|when|where|which|who|why|how|if|whether|that)\b/i;

/** `no reminders for two weeks`, `no reminders for us`: no notice, but how long, or for whom. */
const LIKE_A_SPAN =
  /^(?:(?:the |a |an |another )?(?:(?:next|coming|following|rest|whole|few|couple|while|moment)\b.*|(?:\d{1,3}|one|two|three|four|five|six|seven|eight|ten) (?:days?|weeks?|months?)\b.*|(?:days?|weeks?|months?)\b.*)|now|today|tomorrow|tonight|this (?:week|month|time)\b.*|(?:us|me|them|(?:this|our|the) (?:channel|chat|team|group|conversation))(?: .*)?)$/i;

/** More than any name has. */
const MAX_PHRASE = 200;

interface About {
  /** As it was typed. */
  phrase: string;
  isAlone: boolean;
  /** The word `only`, `alone` or `again` was said: it can't be a question. */
  isOrder: boolean;
  time: TimeAndZone;
}

/** `remind us about NOTICE [only] [at HH:MM] [zone]`: takes notices in, or has them alone. */
export const REMIND_ABOUT = defineCommand<About>({
  name: 'remind-about',
  act: 'change-reminders',
  forms: ['remind us about NOTICE only', 'remind us about NOTICE', 'remind us about every notice'],
  parse(text) {
    if (text.length > MAX_PHRASE) return null;
    const [, before, after, phrase, last, timeText = ''] = ABOUT.exec(text) ?? [];
    const time = parseTimeAndZone(timeText);
    if (phrase === undefined || !time) return null;
    const said = [before, after, last].map((word) => word?.toLowerCase());
    const isAlone = said.some((word) => word !== undefined && word !== 'again');
    const isOrder = isAlone || said.includes('again');
    if (!isOrder && LIKE_A_QUESTION.test(phrase)) return null;
    return { phrase, isAlone, isOrder, time };
  },
  handle: (args, context) => remindAbout(args, context),
});

/** `stop reminders about NOTICE`: leaves notices out. */
export const LEAVE_OUT = defineCommand<{ phrase: string }>({
  name: 'leave-out',
  act: 'change-reminders',
  forms: ['stop reminders about NOTICE', 'no reminders about NOTICE'],
  parse(text) {
    const [, phrase] = text.length > MAX_PHRASE ? [] : (NOT_ABOUT.exec(text) ?? []);
    return phrase === undefined || LIKE_A_SPAN.test(phrase) ? null : { phrase };
  },
  handle: ({ phrase }, context) => leaveOut(phrase, context),
});

async function remindAbout({ phrase, isAlone, isOrder, time }: About, context: CommandContext) {
  const show = (note: Note) => renderNote(context.guide, { ...note, locale: context.localNow.locale });
  if (EVERYTHING.test(phrase)) return show(await remind(time, context, { choose: () => EVERY_NOTICE }));
  const read = readNamedNotices(phrase, context.urgent);
  if ('unclear' in read) {
    return isOrder || read.among.length > 0 ? show(askWhich(read, context)) : null;
  }
  const ids = read.named.map(({ notice }) => notice.id);
  const choose = (before: Coverage | null): Coverage =>
    isAlone || before === null ? { only: ids.toSorted() } : includeNotices(before, ids);
  return show(await remind(time, context, { choose }));
}

async function leaveOut(phrase: string, context: CommandContext) {
  const { guide, urgent, subscriptions } = context;
  if (EVERYTHING.test(phrase)) return renderNote(guide, await stopReminders(context));
  const read = readNamedNotices(phrase, urgent);
  if ('unclear' in read) return renderNote(guide, askWhich(read, context));
  const existing = await subscriptions.findSubscription(subscriptionKey(context));
  const ids = read.named.map(({ notice }) => notice.id);
  const coverage = leaveOutNotices(existing?.coverage ?? EVERY_NOTICE, ids);
  const isEmpty = 'only' in coverage && coverage.only.length === 0;
  if (isEmpty) return renderNote(guide, await stopReminders(context));
  return changeSchedule({ coverage }, `Reminders here are ${describeCoverage(coverage, urgent)}.`, context);
}

function askWhich(
  {
    unclear,
    among,
  }: { unclear: string; among: CommandContext['urgent'] | readonly CommandContext['guide'][] },
  { urgent }: CommandContext,
): Note {
  const name = escapeMarkdown(unclear.slice(0, 40));
  const names = (among.length > 0 ? among : urgent).map(({ product }) => `- ${product}`);
  return {
    title: among.length > 0 ? 'Which notice do you mean?' : 'I don’t know that notice',
    paragraphs: [
      among.length > 0
        ? `“${name}” fits ${among.length} notices. Nothing has changed. Name one of them like this:`
        : `No notice is called “${name}”. Nothing has changed. These are the notices:`,
      names.join('\n'),
    ],
    hasSource: false,
  };
}
