import type { SpokenDate } from './spoken-dates.ts';
import type { Token } from './tokens.ts';
import { overlapsAny, type Utterance } from './utterance.ts';
import { isUnwanted, WEEKDAYS } from './write-reminders.ts';
import type { Written } from './written.ts';

/** Before what is said of when. */
const BEFORE_WHEN = /^(?:every|each|on|until|till|starting|beginning|except|excluding|during|unless)$/;
const ARTICLE = /^(?:the|a|an|in|on|from|with|for|only|single)$/;
/** What stands behind these words and is either read as a whole sentence is, or says nothing of when. */
const KNOWN = new RegExp(
  `^(?:${[
    'days?|mornings?|afternoons?|evenings?|nights?|noon|midday|midnight|weekdays?|weekends?|weeks?|month|hours?|workdays?|working|business|work',
    'deadlines?|cut-?offs?|dates?|end|notices?|retirements?|reminders?|alerts?|servers?|upgrades?|migrations?|moves?',
    'here|there|now|then|this|that|it|us|me|we|you|they|i|he|she|one|ones|of|time|track|top|behalf|schedule|our|my|your|their|everything|everybody|everyone|all|any|nobody|nothing|what|which|when|how|further|next|done|hold|pause|ice|vacation|holidays?|leave|duty|call|sick',
    'teams?|channels?|chats?|threads?|groups?|conversations?|microsoft|entra|azure|cutover|bot',
  ].join('|')})$`,
);

/** Asks of a plain form that leaves out something of when, or for what, which the sentence says. */
export function askOfUnread(written: Written, utterance: Utterance): Written {
  const unread = written.options ? [] : unreadIn(utterance, written.texts.join('\n'));
  if (unread.length === 0) return written;
  const said = unread.map((words) => `“${words}”`).join(' and ');
  return {
    ...written,
    isDoubtful: true,
    question: `I’d leave out ${said}, because I don’t understand it or can’t do it. ${written.question}`,
  };
}

function unreadIn(utterance: Utterance, texts: string): string[] {
  const { tokens, servers, notices, dates, weekdays } = utterance;
  const wordsAt = ({ from, to }: { from: number; to: number }) =>
    utterance.text.slice(tokens[from]?.start, tokens[to - 1]?.end);
  return [
    ...new Set([
      ...servers.filter(({ value }) => !texts.includes(value.name)).map(wordsAt),
      ...notices.filter(({ words }) => !texts.includes(words)).map(({ words }) => words),
      ...dates.filter((date) => !isWritten(date, utterance, texts)).map(({ words }) => words),
      ...weekdays
        .filter(({ from }) => !dates.some((date) => isWithin(tokens[from], date)))
        .filter(({ value, from }) => !hasWeekday(texts, value) && !isUnwanted(utterance, from))
        .map(wordsAt),
      ...phrasesIn(utterance),
    ]),
  ];
}

/** Words that say when to begin, or how often. */
const NO_DAY = /^(?:today|tonight|tomorrow|(?:right )?now|(?:an? |the )?(?:day|week|month)s?)$/i;

/** A weekday alone is a date, too. */
function isWritten({ date, ...place }: SpokenDate, { weekdays, tokens }: Utterance, texts: string): boolean {
  return (
    texts.includes(date) ||
    NO_DAY.test(place.words) ||
    weekdays.some(({ value, from }) => isWithin(tokens[from], place) && hasWeekday(texts, value))
  );
}

function isWithin(token: Token | undefined, { start, end }: { start: number; end: number }): boolean {
  return token !== undefined && start <= token.start && token.start < end;
}

/** Weekends have both of their days. */
function hasWeekday(texts: string, weekday: number): boolean {
  return texts.includes(WEEKDAYS[weekday - 1] ?? '') || /weekend/.test(texts);
}

/** "Every Blursday", "on Slack": what stands where a day is named, and was read as nothing. */
function phrasesIn(utterance: Utterance): string[] {
  const { tokens, text, times, zones, durations, shifts, weekdays, servers, versions, notices, dates } =
    utterance;
  const spans = [...times, ...zones, ...durations, ...shifts, ...weekdays, ...servers, ...versions];
  const places = [...notices, ...dates];
  return tokens.flatMap(({ lower, start }, at) => {
    if (!BEFORE_WHEN.test(lower)) return [];
    let next = at + 1;
    while (lower !== 'on' && ARTICLE.test(tokens[next]?.lower ?? '')) next++;
    const word = tokens[next];
    if (!word || !/^[\p{L}#@]/u.test(word.lower) || KNOWN.test(word.lower) || BEFORE_WHEN.test(word.lower))
      return [];
    const isRead =
      overlapsAny({ from: next, to: next + 1 }, spans) ||
      places.some((place) => place.start < word.end && word.start < place.end);
    return isRead || (lower === 'on' && ARTICLE.test(word.lower)) ? [] : [text.slice(start, word.end)];
  });
}
