import { hasWord } from './words-in.ts';
import type { Token } from './tokens.ts';
import { dottedTime, hasNegativeNumber } from './stray-numbers.ts';
import type { Utterance } from './utterance.ts';
import { writeDays } from './write-days.ts';
import type { Written } from './written.ts';

/** A time of day for reminders, with what else the sentence says of when they come: days before, a weekday, weekends. */
export function writeWhenToRemind(utterance: Utterance): Written | null {
  const written = writeRemind(utterance);
  const { text, durations } = utterance;
  const weekly = EVERY_WEEKDAY.test(text) ? writeWeeklyDay(utterance) : null;
  if (written && weekly?.options) {
    const options = weekly.options.map((each) => ({
      ...each,
      text: [...written.texts, each.text].join('\n'),
    }));
    return { ...weekly, options };
  }
  const more = [
    ...(durations.some(({ value }) => value.isBefore) ? [writeDays(utterance)] : []),
    ...(weekly ? [weekly] : []),
    ...(WORKING_DAYS.test(text) ? [writeWeekends(utterance)] : []),
  ].flatMap((each) => (each ? [...each.texts] : []));
  if (!written || more.length === 0) return written;
  const options = written.options?.map(({ title, text: first }) => ({
    title,
    text: [first, ...more].join('\n'),
  }));
  return { ...written, texts: [...written.texts, ...more], ...(options && { options }) };
}

const EVERY_WEEKDAY =
  /\b(?:every|each)\b[^.]{0,20}\b(?:mon|tues|wednes|thurs|fri)day|\b(?:mon|tues|wednes|thurs|fri)days\b/i;
const WORKING_DAYS = /\b(?:weekdays|week days|working days?|workdays|business days?|weekends?)\b/i;

/** Whether reminders are wished for at a time of day; else some are to be left out, or a number is no time. */
export function isWishForTime({ text, times, tokens }: Utterance): boolean {
  return (
    times.some(({ value, from }) => value.isCertain || tokens[from - 1]?.lower === 'at') &&
    !hasWord(text, "not|don't|no|without|drop|skip|remove|delete|cancel|stop")
  );
}

/** The day of the weekly reminders after a deadline. "Every Monday and Tuesday" names two, of which one is chosen. */
export function writeWeeklyDay(utterance: Utterance): Written | null {
  const wanted = utterance.weekdays.filter(({ from }) => !isUnwanted(utterance, from));
  const names = [...new Set(wanted.map(({ value }) => WEEKDAYS[value - 1] ?? ''))];
  const [name] = names;
  if (name === undefined) return null;
  const order = (day: string) => `remind us every ${day}`;
  if (names.length > 1) {
    const options = names.map((day) => ({ title: day, text: order(day) }));
    return { texts: [], question: 'The weekly reminder comes on one day. Which one?', title: '', options };
  }
  return { texts: [order(name)], question: `Post the weekly reminder on ${name}?`, title: name };
}

/** "From Monday to Tuesday": whether another day takes the place of the one at this token. */
export function isUnwanted({ text, tokens }: Utterance, at: number): boolean {
  return NOT_WANTED.test(text.slice(0, tokens[at]?.start));
}

/** Right before the day that another takes the place of. */
const NOT_WANTED = /\b(?:not|no|never|from|instead of|rather than)(?: on| the| an?| every)*\s*$/i;

export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `remind us [at HH:MM] [zone]`; asks which zone where several may be meant. */
function writeRemind({ times, zones, notices, tokens, versions, text }: Utterance): Written | null {
  const said = times.filter((time) => !/^(?:not|no)$/.test(tokens[time.from - 1]?.lower ?? ''));
  const several = offerTimes(said, text);
  if (several) return several;
  const time = said.at(-1) ?? times.at(-1) ?? dottedTime(versions);
  const part = time ? undefined : PARTS_OF_DAY.find(([words]) => hasWord(text, words))?.[1];
  if (part !== undefined && zones.length === 0 && notices.length === 0) {
    return {
      texts: [`remind us at ${part}`],
      question: `Post reminders here at ${part}?`,
      title: 'Turn on',
      isDoubtful: true,
    };
  }
  const typed = time && text.slice(tokens[time.from]?.start, tokens[time.to - 1]?.end);
  const at = time ? ` at ${time.value.time ?? typed ?? ''}` : '';
  const [notice] = notices;
  const about = notice ? ` about ${notice.words}` : '';
  const zone =
    zones.find(({ value }) => value.isName) ??
    zones.find(({ from }) => !/^(?:of|server|servers|team|office|for)$/.test(tokens[from - 1]?.lower ?? ''));
  const unknown = zone ? null : unknownZone(tokens, time?.to);
  const zoned = (name: string) => (name ? ` ${name}` : '');
  // A notice is named before a time: a zone alone is an order of its own.
  const withZone = (name: string) =>
    about && !at && name
      ? [`remind us${about}`, `remind us ${name}`]
      : [`remind us${about}${at}${zoned(name)}`];
  const question = time
    ? `Post reminders here at ${time.value.time ?? typed ?? ''}?`
    : 'Post reminders here?';
  if (!zone) return { texts: withZone(unknown ?? ''), question, title: 'Turn on' };
  const [only = '', ...others] = zone.value.candidates;
  if (only && others.length === 0) return { texts: withZone(only), question, title: 'Turn on' };
  if (!only) return { texts: withZone(zone.value.words), question, title: 'Turn on' };
  return {
    texts: [],
    question: `“${zone.value.words}” can be several time zones. Which one do you mean?`,
    title: '',
    options: zone.value.candidates
      .slice(0, 5)
      .map((name) => ({ title: name, text: withZone(name).join('\n') })),
  };
}

/** When a part of the day is meant, perhaps. */
const PARTS_OF_DAY: readonly [string, string][] = [
  ['mornings?', '09:00'],
  ['lunch|lunchtime', '12:00'],
  ['afternoons?', '14:00'],
  ['evenings?', '18:00'],
];

/** "At 9 and 17", "between 9 and 10": reminders come at one time of day. "Not 9 but 10" and "from 9 to 10" name one. */
function offerTimes(times: Utterance['times'], text: string): Written | null {
  const distinct = [...new Set(times.flatMap(({ value }) => value.time ?? []))];
  if (distinct.length < 2 || MOVES.test(text)) return null;
  const options = distinct.map((time) => ({ title: time, text: `remind us at ${time}` }));
  return { texts: [], question: 'Reminders come at one time of day. Which one?', title: '', options };
}

const MOVES = /\b(?:from|instead|rather|not|no|change|move|but|than|actually|sorry)\b/i;

/** A name right after the time that no zone has: the command says so. */
function unknownZone(tokens: readonly Token[], after: number | undefined): string | null {
  if (after === undefined) return null;
  const isIn = tokens[after]?.lower === 'in';
  const word = tokens[after + Number(isIn)]?.text ?? '';
  const isName = /^[\p{Lu}][\p{L}_-]+(?:\/[\p{L}_-]+)*$/u.test(word) && !ORDINARY.test(word);
  return isName ? word : null;
}

const ORDINARY =
  /^(?:please|every|each|daily|thanks|thank|about|before|and|on|for|here|local|mon|tue|wed|thu|fri|sat|sun)/i;

/** Until the weekend, perhaps. */
const NOT_BEFORE_WEEKEND = /\b(?:no|not|nothing|never)\b[^,;]*\bbefore (?:the )?weekends?\b/i;

export function writeWeekends({ text }: Utterance): Written | null {
  // Reminders come on weekends as well, or not at all.
  if (/\bonly (?:on |at )?(?:the )?weekends?\b/i.test(text)) return null;
  const rule = hasWord(text, 'friday|before|earlier')
    ? 'before'
    : hasWord(text, 'monday|after|later|wait|next working day|following')
      ? 'after'
      : hasWord(text, 'too|fine|also|ok|okay') ||
          (hasWord(text, 'on') &&
            hasWord(text, 'weekend|weekends') &&
            !hasWord(text, "not|no|nothing|don't|never|skip|only|without|leave|quiet|silent|silence"))
        ? 'on'
        : 'after';
  return {
    texts: [`remind us ${rule} weekends`],
    isDoubtful: NOT_BEFORE_WEEKEND.test(text),
    question: 'Change how reminders treat weekends?',
    title: 'Change',
  };
}

const ONLY = /\b(?:only|just|except)\b/i;
const IS_SILENCE = /\b(?:quiet|silent|silence|no|not|nothing|never|don['’]?t|disturb)\b(?!.*\bexcept\b)/i;

/** Whether silence lies outside the hours that are said: "only between 8 and 17", "not before 8 or after 17". */
export function isOutsideHours({ text }: Utterance): boolean {
  return /\bbefore\b.*\bafter\b/i.test(text) || (ONLY.test(text) && !IS_SILENCE.test(text));
}

export function writeQuietHours(utterance: Utterance): Written | null {
  const { times, text } = utterance;
  const said = times.map(({ value }) => value.time);
  const [first, second] = isOutsideHours(utterance) ? said.toReversed() : said;
  if (first && second && first !== second) {
    return {
      texts: [`quiet hours ${first} to ${second}`],
      question: `Set quiet hours from ${first} to ${second}?`,
      title: 'Set',
    };
  }
  if (!first || second) return null;
  // "Not after 6" means six in the evening, perhaps.
  const isEvening = hasWord(text, 'after') && times[0]?.value.isCertain === false && first < '12:00';
  const evening = isEvening ? `${Number(first.slice(0, 2)) + 12}${first.slice(2)}` : first;
  const [from, to] = hasWord(text, 'before|until|till') ? ['00:00', first] : [evening, '07:00'];
  return from === to
    ? null
    : {
        isDoubtful: isEvening,
        texts: [`quiet hours ${from} to ${to}`],
        question: `Set quiet hours from ${from} to ${to}?`,
        title: 'Set',
      };
}

/** "Remind us on Friday": until then, or on that day as well. */
const REMINDS_ON =
  /^(?:please |can you |could you )*remind (?:us|me) (?:on|at|by|in|next|this)\b(?!.*\b(?:again|only|until|till|not before)\b)/i;

export function writeSnooze(utterance: Utterance): Written | null {
  const written = writeSilence(utterance);
  if (written && !written.options && isOfAlertsAlone(utterance)) {
    const question = `Alerts can’t be snoozed. They have quiet hours instead. ${written.question}`;
    return { ...written, isDoubtful: true, question };
  }
  const isDoubtful = REMINDS_ON.test(utterance.text) || hasNegativeNumber(utterance);
  return written && isDoubtful ? { ...written, isDoubtful } : written;
}

function isOfAlertsAlone({ text }: Utterance): boolean {
  return hasWord(text, 'alerts?|alarms?') && !hasWord(text, 'remind|reminders?|everything');
}

function writeSilence({ dates, durations, text }: Utterance): Written | null {
  const named = dates.filter(({ words }) => !/^(?:right )?now$/i.test(words));
  const [date] = named;
  const [span] = durations;
  if (span && !(date && /\d|[a-z]{4}day|tomorrow/i.test(date.words) && date.words.length > 9)) {
    const { days } = span.value;
    return {
      texts: [`snooze for ${days} days`],
      question: `Snooze the reminders for ${days} days?`,
      title: 'Snooze',
    };
  }
  if (!date) return null;
  const until = (day: string) => `snooze until ${day}`;
  const days = [...new Set(named.map((each) => each.date))];
  const [last = date.date] = days.toReversed();
  if (days.length > 1 && hasWord(text, 'from|between|starting')) {
    const question = `A snooze begins at once. Snooze the reminders from now until ${last}?`;
    return { texts: [until(last)], isDoubtful: true, question, title: 'Snooze' };
  }
  if (days.length > 1) {
    const options = days.map((day) => ({ title: day, text: until(day) }));
    return { texts: [], question: 'Which day do you mean?', title: '', options };
  }
  if (date.other === null) {
    return {
      texts: [until(date.date)],
      question: `Snooze the reminders until ${date.date}?`,
      title: 'Snooze',
    };
  }
  const options = [date.date, date.other].map((day) => ({ title: day, text: until(day) }));
  return { texts: [], question: 'Which day do you mean?', title: '', options };
}
