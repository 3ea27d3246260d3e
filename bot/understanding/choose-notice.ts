import { EACH_TENANT } from '../campaign/deadline.ts';
import type { Guide } from '../guidance/guide.ts';
import type { Portfolio } from '../guidance/portfolio.ts';
import { closestRange, rangesOf, type Ranges } from './closest-range.ts';
import { stemOf, wordsOf } from './words.ts';

/** What is known when a message is read, beyond its text. */
export interface ChoiceContext {
  /** Ids of all notices, the most urgent for the reader's tenant first. */
  urgent: readonly string[];
  /** The notice that the thread's last answer was from; null when there is none. */
  last: string | null;
  /** The reader's day, `YYYY-MM-DD`. */
  today: string;
}

/** A notice and how much of the message points to it. */
export interface Candidate {
  guide: Guide;
  /** 0 when nothing does; words that one notice alone has weigh more. */
  evidence: number;
  /** Whether the message calls it by a name, a version or a date of its own. */
  isNamed: boolean;
  /** Whether about as much points to it as to the likeliest; of those alike, the most urgent comes first. */
  isAlike: boolean;
}

/** Ranks the notices of a portfolio by how likely a message is about them, the likeliest first. */
export type NoticeChooser = (text: string, context: ChoiceContext) => Candidate[];

/** Where a notice has a word, and how much it counts there. */
const PLACES = { names: 3, topics: 1.2, text: 0.5 } as const;
type Place = keyof typeof PLACES;

/** For a whole name, beyond its words. */
const WHOLE_NAME_BONUS = 3;
/** For a version that the notice affects: of several notices, the one whose range is the closest. */
const VERSION_BONUS = 4;
/** For a question when a product has to be left, to a notice that is about every version of it. */
const LEAVES_BONUS = 4;
/** For the tenant's own window, to a notice that gives each tenant one. */
const WINDOW_BONUS = 4;
const NAMES_WINDOW =
  /\b(?:our|my|your|their|its|own|migration|transition) window\b|\bwindow (?:that |which )?(?:microsoft|ms|they|we|i) (?:have |has |were |was )?(?:gave|given|got|get|assigned|named|announced)\b/i;
/** For a year and month of one of its milestones, or a day and month without a year, and for the year alone. */
const MONTH_BONUS = 4;
const YEAR_BONUS = 1.5;
/** For the month of its deadline alone: "the October thing". */
const DEADLINE_MONTH_BONUS = 2;
/** For the notice that was spoken of last. */
const LAST_BONUS = 1.5;

/** What the evidence for a notice is worth that was written after the reader's day, which a simulated clock makes possible. */
const NOT_YET_WRITTEN = 0.3;

/** Notices whose evidence is at least this part of the best are told apart by what is urgent. */
const ALIKE = 0.7;
/** Less evidence than this says nothing. */
const MIN_EVIDENCE = 1;

/** Words of any question about any retirement: they point to no notice. */
const COMMON = new Set(
  stemsOf(
    `a about after all already am an and any are as at be been before being by can could date day days deadline did do
    does done end ends for from get go going happen happens have has how i if in is it its last latest left long make
    me mean must my need needs new no not now of off old on one or our out over own please release retire retired
    retirement run running server servers should so still stop stopped stopping stops sync synchronisation support
    supported tell than that the their them then there these they this time to too up update upgrade us use used using
    version versions was we what when where which who why will with work working works would you your`,
  ),
);

const VERSION = /(?<![\w.])\d{1,2}(?:\.\d{1,6}){1,3}(?![\w.]*\d)/g;
const YEAR = /(?<!\d)20\d\d(?!\d)/g;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/gi;
/** `in October`, `the October thing`: a month that isn't the verb "may". */
const NAMED_MONTH =
  /\b(?:in|by|until|till|since|before|after|this|last|next|the) (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/gi;
/** `30 September`, `30th of Sept.`, `September 30th`. */
const DAY =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?)\b/gi;

interface IndexedNotice {
  guide: Guide;
  /** The stems of each place. */
  stems: Readonly<Record<Place, ReadonlySet<string>>>;
  /** Names as rows of stems, with a space around each stem. */
  names: readonly string[];
  ranges: Ranges;
  /** `YYYY-MM`. */
  months: ReadonlySet<string>;
  /** `MM-DD`. */
  days: ReadonlySet<string>;
}

/** Indexes a portfolio once; choosing then takes time for the words of a message only. */
export function createNoticeChooser({ guides }: Portfolio): NoticeChooser {
  const notices = [...guides.values()].map(indexNotice);
  const [only] = notices;
  if (only && notices.length === 1)
    return () => [{ guide: only.guide, evidence: 0, isNamed: false, isAlike: true }];
  const rarityIn = {
    names: createRarity(notices.map(({ stems }) => stems.names)),
    topics: createRarity(notices.map(({ stems }) => stems.topics)),
    text: createRarity(notices.map(({ stems }) => stems.text)),
  };
  const rarityOfName = createRarity(notices.map(({ names }) => new Set(names)));
  const worths = new Map<string, Map<IndexedNotice, number>>();
  for (const notice of notices) {
    for (const [place, weight] of Object.entries(PLACES) as [Place, number][]) {
      for (const stem of notice.stems[place]) {
        const worth = worths.get(stem) ?? new Map<IndexedNotice, number>();
        worth.set(notice, Math.max(worth.get(notice) ?? 0, weight * rarityIn[place](stem)));
        worths.set(stem, worth);
      }
    }
  }

  return (text, { urgent, last, today }) => {
    const stems = [...new Set(stemsOf(text))];
    const spoken = namesIn(notices, text);
    const left = spoken.filter((name) => LEAVES.test(spaced(text).split(name, 1)[0] ?? ''));
    const named = namedIn(text);
    const closest = closestRange(notices, named.versions);
    const candidates = notices.map((notice) => {
      const { id, revised } = notice.guide.notice;
      const weight = revised !== null && revised > today ? NOT_YET_WRITTEN : 1;
      const words = stems.reduce((sum, stem) => sum + (worths.get(stem)?.get(notice) ?? 0), 0);
      const names = spoken.filter((name) => notice.names.includes(name)).map(rarityOfName);
      const own =
        WHOLE_NAME_BONUS * Math.max(0, ...names) +
        (closest.includes(notice) ? VERSION_BONUS : 0) +
        (isLeft(notice, left) ? LEAVES_BONUS : 0) +
        (notice.guide.notice.cutOff === EACH_TENANT && NAMES_WINDOW.test(text) ? WINDOW_BONUS : 0) +
        dateBonus(notice, named);
      return {
        guide: notice.guide,
        evidence: weight * (words + own) + (id === last ? LAST_BONUS : 0),
        isNamed: own > MIN_EVIDENCE,
      };
    });
    return sortCandidates(candidates, urgent);
  };
}

/** Before the name of a product that has to be left: "when must we be off it". In stems. */
const LEAVES =
  /(?: leav| quit| abandon| stop using| (?<! turn | switch | turned | switched )off| away from| rid of)(?: the| microsoft)?$/;

function isLeft({ guide, names }: IndexedNotice, left: readonly string[]): boolean {
  return guide.notice.affects === 'everyone' && left.some((name) => names.includes(name));
}

/** Those alike by urgency, the others by evidence. */
function sortCandidates(
  found: readonly Omit<Candidate, 'isAlike'>[],
  urgent: readonly string[],
): Candidate[] {
  const best = Math.max(...found.map(({ evidence }) => evidence));
  const candidates = found.map((each) => ({
    ...each,
    isAlike: best < MIN_EVIDENCE || each.evidence >= best * ALIKE,
  }));
  const place = ({ guide }: Candidate) => urgent.indexOf(guide.notice.id);
  return candidates.toSorted(
    (a, b) =>
      Number(b.isAlike) - Number(a.isAlike) ||
      (a.isAlike ? 0 : b.evidence - a.evidence) ||
      place(a) - place(b),
  );
}

/** The notices that a message may be about: those that it names, else all that its words don't tell apart. */
export function likelyNotices(candidates: readonly Candidate[]): Guide[] {
  const [first] = candidates;
  const likely = candidates.filter(({ isAlike, isNamed }) => isAlike && (isNamed || !first?.isNamed));
  return likely.map(({ guide }) => guide);
}

function indexNotice(guide: Guide): IndexedNotice {
  const { notice, product, entries } = guide;
  const own = [...entries.values()].filter(({ map }) => map.id === notice.id);
  const names = [product, ...notice.names];
  const setOf = (texts: readonly string[]) =>
    new Set(texts.flatMap(stemsOf).filter((stem) => !COMMON.has(stem)));
  return {
    guide,
    stems: {
      names: setOf([notice.title, ...names]),
      topics: setOf([
        ...notice.sections.map(({ heading }) => heading),
        ...own.map(({ intent, question }) => `${intent.title} ${question}`),
      ]),
      text: setOf(
        notice.sections.flatMap(({ text, tables }) => [text, ...tables.flatMap(({ rows }) => rows.flat())]),
      ),
    },
    names: [...new Set(names.map(spaced))],
    ranges: rangesOf(notice.affects),
    months: new Set(notice.milestones.map(({ date }) => date.slice(0, 7))),
    days: new Set(notice.milestones.map(({ date }) => date.slice(5)).filter((day) => day.length === 5)),
  };
}

/** How rare a word is among sets, one for each notice: near 0 for one that all have. */
function createRarity(sets: readonly ReadonlySet<string>[]): (word: string) => number {
  const counts = new Map<string, number>();
  for (const words of sets) {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return (word) => {
    const count = counts.get(word) ?? 0;
    return Math.log(1 + (sets.length - count + 0.5) / (count + 0.5));
  };
}

/** The names that a text contains; one that is only part of a longer one isn't meant. */
function namesIn(notices: readonly IndexedNotice[], text: string): string[] {
  const words = spaced(text);
  const found = [...new Set(notices.flatMap(({ names }) => names))]
    .filter((name) => words.includes(name))
    .sort((a, b) => b.length - a.length);
  let rest = words;
  return found.filter((name) => {
    if (!rest.includes(name)) return false;
    rest = rest.replaceAll(name, ' | ');
    return true;
  });
}

function spaced(text: string): string {
  return ` ${stemsOf(text).join(' ')} `;
}

interface Named {
  versions: readonly string[];
  years: readonly string[];
  /** `MM`. */
  months: readonly string[];
  /** `MM`, where no year and no day is named. */
  monthsAlone: readonly string[];
  /** `MM-DD`. */
  days: readonly string[];
}

function namedIn(text: string): Named {
  const years = text.match(YEAR) ?? [];
  const hasDay = text.search(DAY) >= 0;
  return {
    versions: text.match(VERSION) ?? [],
    years,
    monthsAlone:
      years.length > 0 || hasDay
        ? []
        : [...text.matchAll(NAMED_MONTH)].map(([, name]) => numberOfMonth(name)),
    months: [...text.matchAll(MONTH)].map(([, name]) => numberOfMonth(name)),
    days: [...text.matchAll(DAY)].map(
      ([, before, name, other, after]) =>
        `${numberOfMonth(name ?? other)}-${(before ?? after ?? '').padStart(2, '0')}`,
    ),
  };
}

function numberOfMonth(name = ''): string {
  return String(MONTHS.indexOf(name.toLowerCase()) + 1).padStart(2, '0');
}

function dateBonus({ guide: { deadline }, months, days }: IndexedNotice, named: Named): number {
  if (named.years.length === 0 && named.days.some((day) => days.has(day))) return MONTH_BONUS;
  const has = (month: string) => [...months].some((each) => each.startsWith(month));
  if (named.years.some((year) => named.months.some((month) => has(`${year}-${month}`)))) return MONTH_BONUS;
  if (named.years.some(has)) return YEAR_BONUS;
  return named.monthsAlone.includes(deadline?.date.slice(5, 7) ?? '') ? DEADLINE_MONTH_BONUS : 0;
}

function stemsOf(text: string): string[] {
  return wordsOf(text).map(stemOf);
}
