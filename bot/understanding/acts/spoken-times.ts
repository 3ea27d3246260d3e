import type { Token } from './tokens.ts';

/** A part of a message that has a meaning of its own: the tokens from `from` up to `to`, which is not in it. */
export interface Span<Value> {
  value: Value;
  from: number;
  to: number;
}

/** A time of day as it was said. */
export interface SpokenTime {
  /** `HH:MM`; null for one that no clock shows, such as 25:00. */
  time: string | null;
  /** False where it could also be another number: `at 9` is a time, a 9 elsewhere is not sure to be one. */
  isCertain: boolean;
}

const HOURS = [
  ...['twelve', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven'],
];
const MINUTES: Readonly<Record<string, number>> = {
  five: 5,
  ten: 10,
  quarter: 15,
  fifteen: 15,
  twenty: 20,
  'twenty-five': 25,
  half: 30,
  thirty: 30,
  'forty-five': 45,
};

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))?(?::\d{2})?([ap]\.?m?\.?)?$/i;
const MILITARY = /^([01]\d|2[0-3])([0-5]\d)(?:h|hrs)?$/;
/** `14h`. */
const HOURS_ALONE = /^(\d{1,2})h$/;
const HALF = /^([ap])\.?m\.?$/i;
/** Words right before an hour that is a time of day. */
const BEFORE = new Set([
  ...[
    'at',
    'um',
    '@',
    'by',
    'around',
    'about',
    'for',
    'to',
    'from',
    'until',
    'till',
    'between',
    'and',
    'or',
    'not',
    'rather',
    '-',
    '–',
    'hours',
    'noon',
    // French, Spanish, Portuguese and Italian: "à 9h", "a las 9", "às 9h", "alle 9"
    'à',
    'las',
    'às',
    'alle',
    'vers',
    'gegen',
  ],
]);

/** Behind a number that stands alone. */
const AFTER = /^(?:[^\p{L}\p{N}]?|please|pls|and|or|nor|in|on|at|here|every|daily|any)$/u;

/** The times of day in a message, such as `09:00`, `9.30 pm`, `0730`, `quarter past nine in the morning`, `noon`. */
export function findTimes(tokens: readonly Token[]): Span<SpokenTime>[] {
  const found: Span<SpokenTime>[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const span = readWords(tokens, i) ?? readClock(tokens, i);
    if (!span) continue;
    const time = withPartOfDay(span, tokens);
    found.push(time);
    i = time.to - 1;
  }
  return found;
}

interface Clock {
  hour: number;
  minute: number;
  half: 'a' | 'p' | null;
  isCertain: boolean;
}

function readClock(tokens: readonly Token[], at: number): Span<Clock> | null {
  const { lower = '' } = tokens[at] ?? {};
  const previous = tokens[at - 1]?.lower ?? '';
  const next = tokens[at + 1]?.lower ?? '';
  const military = MILITARY.exec(lower);
  if (military && (BEFORE.has(previous) || /h/.test(lower) || /^(?:hours|hrs)$/.test(next))) {
    const [, hour, minute] = military;
    return {
      value: { hour: Number(hour), minute: Number(minute), half: null, isCertain: true },
      from: at,
      to: at + 1,
    };
  }
  const hours = HOURS_ALONE.exec(lower)?.[1];
  if (hours !== undefined && BEFORE.has(previous)) {
    return { value: clock(Number(hours), 0, null), from: at, to: at + 1 };
  }
  const match = CLOCK.exec(lower);
  if (!match) return null;
  const [, hour = '', minute, own] = match;
  const half = own ?? (HALF.test(next) ? next : undefined);
  const oclock = /^(?:o'clock|oclock|uhr|hrs|hours|h)$/.test(half === own ? next : '');
  const isCertain =
    /[:h]/.test(lower) || half !== undefined || (oclock && Number(hour) <= 24 && !/^hours$/.test(next));
  // "Before 9" is a time where the number stands alone: "before 9 October" isn't.
  const isLed = BEFORE.has(previous) || (/^(?:before|after)$/.test(previous) && AFTER.test(next));
  if (!isCertain && !isLed) return null;
  const value = {
    hour: Number(hour),
    minute: Number(minute ?? 0),
    half: half ? (half.charAt(0).toLowerCase() as 'a' | 'p') : null,
    isCertain,
  };
  // "7 Uhr 30"
  const after = next === 'uhr' && minute === undefined ? tokens[at + 2]?.lower : undefined;
  if (after !== undefined && /^[0-5]\d$/.test(after)) {
    return { value: { ...value, minute: Number(after) }, from: at, to: at + 3 };
  }
  const taken = 1 + Number(half !== undefined && half !== own) + Number(oclock);
  return { value, from: at, to: at + taken };
}

/** "At 10 to 9" is a time of day; "from 10 to 9" and "move 10 to 9" name two. */
const AT = /^(?:at|by|around|about)$/;

/** `half past eight`, `quarter to nine`, `nine o'clock`, `noon`. */
function readWords(tokens: readonly Token[], at: number): Span<Clock> | null {
  const word = (offset: number) => tokens[at + offset]?.lower ?? '';
  if (/^(?:noon|midday)$/.test(word(0))) return { value: clock(12, 0, 'p'), from: at, to: at + 1 };
  if (word(0) === 'midnight') return { value: clock(0, 0, null), from: at, to: at + 1 };
  const start = word(0) === 'a' && word(1) === 'quarter' ? 1 : 0;
  const minutes = MINUTES[word(start)] ?? (/^[0-5]?\d$/.test(word(start)) ? Number(word(start)) : undefined);
  const side = word(start + 1);
  const isSpan = side === 'to' && /^\d/.test(word(start)) && !AT.test(word(-1));
  if (minutes !== undefined && /^(?:past|after|to|before)$/.test(side) && !isSpan) {
    const hour = hourOf(word(start + 2));
    if (hour !== null) {
      const isTo = /^(?:to|before)$/.test(side);
      const value = isTo ? clock((hour + 23) % 24, 60 - minutes, null) : clock(hour, minutes, null);
      return { value, from: at, to: at + start + 3 };
    }
  }
  const hour = HOURS.indexOf(word(0));
  if (hour < 0) return null;
  if (word(1) === "o'clock" || word(1) === 'oclock')
    return { value: clock(hour || 12, 0, null), from: at, to: at + 2 };
  const half = HALF.exec(word(1));
  if (half) return { value: clock(hour || 12, 0, half[1] as 'a' | 'p'), from: at, to: at + 2 };
  const isTimed = BEFORE.has(tokens[at - 1]?.lower ?? '') && isPartOfDay(tokens, at + 1);
  const spoken = MINUTES[word(1)];
  if (isTimed) return { value: clock(hour || 12, 0, null), from: at, to: at + 1 };
  return spoken !== undefined && BEFORE.has(tokens[at - 1]?.lower ?? '')
    ? { value: clock(hour || 12, spoken, null), from: at, to: at + 2 }
    : null;
}

function clock(hour: number, minute: number, half: Clock['half']): Clock {
  return { hour, minute, half, isCertain: true };
}

function hourOf(word: string): number | null {
  const named = HOURS.indexOf(word);
  if (named >= 0) return named || 12;
  return /^\d{1,2}$/.test(word) ? Number(word) : null;
}

const PARTS: Readonly<Record<string, 'a' | 'p'>> = { morning: 'a', afternoon: 'p', evening: 'p', night: 'p' };

function isPartOfDay(tokens: readonly Token[], at: number): boolean {
  return partOfDay(tokens, at) !== null;
}

/** `in the morning`, `at night`, `tonight` right after a time. */
function partOfDay(tokens: readonly Token[], at: number): { half: 'a' | 'p'; to: number } | null {
  const words = tokens.slice(at, at + 3).map(({ lower }) => lower);
  const [first = '', second = '', third = ''] = words;
  const inThe = first === 'in' && second === 'the' ? PARTS[third] : undefined;
  if (inThe) return { half: inThe, to: at + 3 };
  if (first === 'at' && second === 'night') return { half: 'p', to: at + 2 };
  const alone = PARTS[first];
  return alone ? { half: alone, to: at + 1 } : null;
}

/** `HH:MM` of a clock, with the part of the day that follows it. */
function withPartOfDay({ value, from, to }: Span<Clock>, tokens: readonly Token[]): Span<SpokenTime> {
  const part = value.half === null ? partOfDay(tokens, to) : null;
  const half = value.half ?? part?.half ?? null;
  const { hour, minute, isCertain } = value;
  const isPossible = half && hour > 0 ? hour <= 12 || (half === 'p' && hour < 24) : hour < 24;
  const inDay = half && hour <= 12 ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  const time =
    isPossible && minute < 60 ? `${String(inDay).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
  return { value: { time, isCertain: isCertain || part !== null }, from, to: part?.to ?? to };
}
