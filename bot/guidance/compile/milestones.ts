import { flatten } from './card-text.ts';
import { findDates, type StatedDate } from './dates.ts';
import type { Milestone, MilestoneKind } from '../guidance-map.ts';
import type { Sentence } from './sentences.ts';

/**
 * The words of each kind of milestone; the first row that matches a sentence wins. The order matters, because a
 * sentence of one kind may also mention a later one: "retirement was announced in …", "went out of support and were
 * subject to stop working".
 */
const KINDS: readonly { kind: MilestoneKind; words: RegExp }[] = [
  {
    kind: 'announced',
    words:
      /\bannounc(?:ed|ement) (?:in|on)\b|(?<!\bas (?:\w+ )?)\bannounc(?:ed|ement|es)\b(?!.*\b(?:will|stops?|no longer)\b)/i,
  },
  {
    kind: 'support-ended',
    words:
      /\bout of support\b|\bend[ -]of[ -](?:support|life)\b|\b(?:no longer|not) (?:be )?supported\b|\bunsupported\b|\bsupport\b[^.;]*\b(?:ends?|ended|expires?|expired)\b|\b(?:ends?|ended|ending) support\b/i,
  },
  {
    kind: 'cut-off',
    words:
      /\b(?:stop(?:s|ped|ping)?|ceas(?:e|es|ed)) (?:\w+ )?(?:working|accepting|functioning|operating|synchroni[sz]ing|syncing|to (?:work|function))|\b(?:will|is|are|was|were|be|been|being) (?:fully |permanently )?(?:retired|shut ?down|decommissioned|turned off|switched off|disabled|removed|blocked|refused|rejected|discontinued)\b|\b(?:will retire|retires?|refuses?|shuts? down|shuts? off)\b|\bno longer (?:be )?(?:work|function|operat|accept|connect|synchroni[sz]|sync|available|usable)/i,
  },
];

/** From the weakest kind to the strongest: a date with several kinds gets the strongest. */
const STRENGTH: readonly MilestoneKind[] = ['other', 'announced', 'support-ended', 'cut-off'];

/** Finds the milestones in an announcement's sentences, by date; each date once, with its strongest kind. */
export function findMilestones(file: string, sentences: readonly Sentence[]): Milestone[] {
  const milestones: Milestone[] = [];
  for (const sentence of sentences) {
    for (const { date, precision, kind } of statementsOf(sentence)) {
      const known = milestones.find((milestone) => milestone.date === date);
      if (known !== undefined) known.kind = stronger(known.kind, kind);
      else {
        const source = { file, line: sentence.line };
        milestones.push({ date, precision, kind, text: flatten(sentence.text), source });
      }
    }
  }
  return milestones
    .filter((milestone) => !isMonthOfKnownDay(milestone, milestones))
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The day on which the product stops working: the latest cut-off with a day; null when there is none. */
export function cutOffOf(milestones: readonly Milestone[]): string | null {
  const days = milestones.filter(({ kind, precision }) => kind === 'cut-off' && precision === 'day');
  return days.at(-1)?.date ?? null;
}

/**
 * The date of the milestone that a sentence states; of several, the one with the strongest kind. Null when it states none.
 * @param options.sameKind whether the sentence must state the milestone's kind, too: a linked article may mention the
 * day for another reason.
 */
export function statedMilestone(
  sentence: Sentence,
  milestones: readonly Milestone[],
  options: { sameKind: boolean },
): string | null {
  const stated = statementsOf(sentence).flatMap((statement) => {
    const milestone =
      milestones.find(({ date }) => date === statement.date) ?? dayWithin(statement, milestones);
    if (milestone === undefined || (options.sameKind && milestone.kind !== statement.kind)) return [];
    return [milestone];
  });
  const [first, ...rest] = stated;
  if (first === undefined) return null;
  return rest.reduce((best, next) => (stronger(best.kind, next.kind) === best.kind ? best : next), first)
    .date;
}

interface Statement {
  date: string;
  precision: StatedDate['precision'];
  kind: MilestoneKind;
}

/** The dates of a sentence with their kinds. With several dates, the kind is that of a date's clause, else of the sentence. */
function statementsOf(sentence: Sentence): Statement[] {
  const dates = findDates(sentence.plain);
  const whole = kindOf(sentence.plain);
  return dates.map(({ date, precision, ...place }, index) => {
    if (dates.length === 1) return { date, precision, kind: whole };
    const from = index === 0 ? 0 : clauseEdge(sentence.plain, dates[index - 1], place);
    const next = dates[index + 1];
    const to = next === undefined ? sentence.plain.length : clauseEdge(sentence.plain, place, next);
    const kind = kindOf(sentence.plain.slice(from, to));
    return { date, precision, kind: kind === 'other' ? whole : kind };
  });
}

function kindOf(words: string): MilestoneKind {
  return KINDS.find((row) => row.words.test(words))?.kind ?? 'other';
}

/** The offset between the clauses of two dates: the last comma or conjunction between the dates. */
function clauseEdge(
  text: string,
  before: { end: number } | undefined,
  after: { start: number; end: number },
): number {
  const from = before?.end ?? 0;
  const between = text.slice(from, after.start);
  const edges = [...between.matchAll(/[,;]|\b(?:and|but|while|whereas)\b/gi)];
  return from + (edges.at(-1)?.index ?? 0);
}

function stronger(a: MilestoneKind, b: MilestoneKind): MilestoneKind {
  return STRENGTH.indexOf(a) >= STRENGTH.indexOf(b) ? a : b;
}

function isMonthOfKnownDay(milestone: Milestone, all: readonly Milestone[]): boolean {
  return milestone.precision === 'month' && dayWithin(milestone, all) !== undefined;
}

/** The milestone of the same kind on a day of the statement's month: "In October 2023" repeats 1 October 2023. */
function dayWithin(statement: Statement, milestones: readonly Milestone[]): Milestone | undefined {
  if (statement.precision !== 'month') return undefined;
  return milestones.find(
    ({ date, precision, kind }) =>
      precision === 'day' && kind === statement.kind && date.startsWith(`${statement.date}-`),
  );
}
