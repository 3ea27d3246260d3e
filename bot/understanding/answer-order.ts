/** A part of an answer: what was computed of a version, date or row, the topic's own text, and the passages that fit. */
export type Part = 'computed' | 'topic' | 'passages';

/** What decides which part of an answer comes first. */
export interface Signs {
  /** `whole` is all that is asked, `verdict` what holds for the versions that are named. */
  computed: 'whole' | 'verdict' | null;
  /** Whether something else is asked beside the versions that are named. */
  asksBeside: boolean;
  /** Whether a verdict is all that the topic asks of these versions. */
  isVerdictAll: boolean;
  /** How sure the topic is; null where there is none to answer. */
  topic: 'sure' | 'likely' | null;
  /** Whether the topic is the notice as a whole, such as its deadline. */
  isWhole: boolean;
  /** Whether the best passage has about all that is said. */
  saysAll: boolean;
  /** Whether the topic's own passage fits about as well as the best. */
  fitsAsWell: boolean;
  /** Whether nothing but a date is asked. */
  isDateOnly: boolean;
}

/** The order of an answer's parts: that of the first row whose signs all hold. A part that isn't named is left out. */
const ORDERS: readonly (readonly [Partial<Signs>, readonly Part[]])[] = [
  [{ computed: 'whole' }, ['computed']],
  [{ computed: 'verdict', asksBeside: true }, ['passages', 'computed']],
  [{ computed: 'verdict', topic: 'sure', isVerdictAll: false }, ['computed', 'passages', 'topic']],
  [{ computed: 'verdict' }, ['computed', 'passages']],
  [{ topic: null }, ['passages']],
  [{ topic: 'sure', isWhole: true, saysAll: true }, ['passages', 'topic']],
  [{ topic: 'sure', isWhole: true }, ['topic', 'passages']],
  [{ topic: 'sure', fitsAsWell: true }, ['topic', 'passages']],
  [{ topic: 'likely', isDateOnly: true }, ['topic', 'passages']],
  [{}, ['passages', 'topic']],
];

/** The parts of an answer in the order in which they are said. */
export function orderOf(signs: Signs): readonly Part[] {
  const row = ORDERS.find(([wanted]) =>
    Object.entries(wanted).every(([sign, value]) => signs[sign as keyof Signs] === value),
  );
  return row?.[1] ?? [];
}
