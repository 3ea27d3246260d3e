import type { Span } from './spoken-times.ts';
import type { Token } from './tokens.ts';

/** A length of time in a message. */
export interface SpokenDuration {
  days: number;
  /** Whether it is counted back from a day: `two weeks before`. */
  isBefore: boolean;
}

const NUMBERS: Readonly<Record<string, number>> = {
  ...{
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
  },
  ...{ eleven: 11, twelve: 12, fourteen: 14, fifteen: 15, twenty: 20, thirty: 30, sixty: 60, ninety: 90 },
  ...{ couple: 2, few: 3, another: 1 },
};

/** In days; a month is taken as 30. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ day: 1, days: 1, d: 1, week: 7, weeks: 7, wk: 7, wks: 7, w: 7, fortnight: 14, fortnights: 14 },
  ...{ month: 30, months: 30 },
};

const BEFORE = /^(?:before|beforehand|ahead|prior|earlier|in|out|left|till|until)$/;
const DAYS_IN_ADVANCE = new Set(['before', 'beforehand', 'ahead', 'prior', 'earlier', 'out', 'advance']);
const BETWEEN = new Set([',', 'and', 'or', '&', '/', 'plus', '+', 'also']);

const numberOf = (word: string): number | null =>
  /^\d{1,3}$/.test(word) ? Number(word) : (NUMBERS[word] ?? null);

/**
 * The lengths of time in a message. A list such as `30, 7 and 1 days before` gives one for each of its numbers, all
 * with the same place.
 */
export function findDurations(tokens: readonly Token[]): Span<SpokenDuration>[] {
  const found: Span<SpokenDuration>[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const list = listAt(tokens, i);
    if (!list) continue;
    found.push(...list);
    i = (list[0]?.to ?? i + 1) - 1;
  }
  return found;
}

function listAt(tokens: readonly Token[], from: number): Span<SpokenDuration>[] | null {
  const word = (at: number) => tokens[at]?.lower ?? '';
  const joined = /^(\d{1,3})-?(days?|weeks?|months?|d|w)$/.exec(word(from));
  if (joined) return spansOf([Number(joined[1]) * (UNITS[joined[2] ?? ''] ?? 1)], from, from + 1, tokens);
  const unitAt = from + 1 + Number(/^(?:last|very)$/.test(word(from + 1)));
  if (word(from) === 'the' && UNITS[word(unitAt)] !== undefined && DAYS_IN_ADVANCE.has(word(unitAt + 1))) {
    return spansOf([UNITS[word(unitAt)] ?? 1], from, unitAt + 1, tokens);
  }
  const amounts: number[] = [];
  let at = from;
  for (;;) {
    const slashed = /^\d{1,3}(?:\/\d{1,3})+$/.test(word(at)) ? word(at).split('/').map(Number) : null;
    const amount = slashed ? null : numberOf(word(at));
    if (slashed) amounts.push(...slashed);
    else if (amount !== null) amounts.push(amount);
    else return null;
    at++;
    if (word(at) === 'of') at++;
    if (UNITS[word(at)] !== undefined) break;
    const isList = BETWEEN.has(word(at));
    if (!isList) return null;
    while (BETWEEN.has(word(at))) at++;
  }
  const unit = UNITS[word(at)] ?? 1;
  return spansOf(
    amounts.map((amount) => amount * unit),
    from,
    at + 1,
    tokens,
  );
}

/** With the words after it that count it back from a day: `before`, `in advance`, `ahead of time`. */
function spansOf(
  days: readonly number[],
  from: number,
  to: number,
  tokens: readonly Token[],
): Span<SpokenDuration>[] {
  const next = tokens[to]?.lower ?? '';
  const second = tokens[to + 1]?.lower ?? '';
  const inAdvance = next === 'in' && second === 'advance';
  const isBefore = inAdvance || (BEFORE.test(next) && DAYS_IN_ADVANCE.has(next));
  const end = inAdvance ? to + 2 : isBefore ? to + 1 : to;
  return days.map((each) => ({ value: { days: each, isBefore }, from, to: end }));
}

/** In minutes. */
const SHORT_UNITS: Readonly<Record<string, number>> = {
  ...{ minute: 1, minutes: 1, min: 1, mins: 1, hour: 60, hours: 60, hr: 60, hrs: 60, h: 60 },
};

/** The minutes by which a time of day is to move: `an hour later`, `30 minutes earlier`, `half an hour sooner`. */
export function findShifts(tokens: readonly Token[]): Span<number>[] {
  return tokens.flatMap(({ lower }, at) => {
    const sign = lower === 'later' ? 1 : /^(?:earlier|sooner)$/.test(lower) ? -1 : 0;
    const unit = SHORT_UNITS[tokens[at - 1]?.lower ?? ''];
    const amount = numberOf(tokens[at - 2]?.lower ?? '');
    if (sign === 0 || unit === undefined || amount === null) return [];
    const isHalf = tokens[at - 3]?.lower === 'half';
    return [
      { value: sign * amount * (isHalf ? unit / 2 : unit), from: isHalf ? at - 3 : at - 2, to: at + 1 },
    ];
  });
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const SHORT = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)$/;

/** The weekdays in a message, 1 for Monday to 7 for Sunday. */
export function findWeekdays(tokens: readonly Token[]): Span<number>[] {
  return tokens.flatMap(({ lower, text }, at) => {
    const word = lower.replace(/(?:'s|s)$/, '');
    const full = WEEKDAYS.indexOf(word);
    const isShort = SHORT.test(lower) && /^[A-Z]/.test(text);
    const day =
      full >= 0 ? full : isShort ? WEEKDAYS.findIndex((name) => name.startsWith(lower.slice(0, 3))) : -1;
    return day < 0 ? [] : [{ value: day + 1, from: at, to: at + 1 }];
  });
}
