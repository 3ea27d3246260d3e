import type { MilestoneKind } from '../../guidance-map.ts';
import type { Construction } from './construction.ts';
import { ANNOUNCED, DEPRECATED } from './announced.ts';
import { OCCASIONS, PASSING, PERIODS, QUALIFYING, SUCCESSOR } from './in-passing.ts';
import { COMPLETED, CUT_OFF, WITH_SUPPORT, WORKS_WHILE_SUPPORTED } from './cut-off.ts';
import {
  ARRIVAL_OF_SUCCESSOR,
  CONVERSION,
  DEPRECATION,
  END_OF_AVAILABILITY,
  IMPLIED,
  LASTING,
  RECOMMENDED,
  REMOVED_SUPPORT,
  TENTATIVE,
  UNSUPPORTED_PROTOCOL,
} from './implied.ts';
import { EXISTING_ENDS } from './existing-use.ts';
import { NEW_USE_ENDS } from './new-use-ends.ts';
import { LEFT_OVER, LIMITED } from './left-over.ts';
import { CHANGE, OTHER } from './other.ts';
import { PAID_SUPPORT, SUPPORT_ENDS } from './support-ends.ts';
import { ENDED } from './vocabulary.ts';
import { REPLACED, WITHDRAWN } from './withdrawn.ts';

/** What a clause says of its date: a kind of milestone, or that the date is only mentioned in passing. */
export type Reading = MilestoneKind | 'passing';

export interface StatementRule {
  reading: Reading;
  /**
   * `stated`: the words themselves say it. `implied`: a reader concludes it, from a duty ("upgrade by") or from how
   * long something goes on ("works until"); a date that is stated elsewhere has precedence.
   */
  certainty: 'stated' | 'implied';
  /** What an implied cut-off is beside one that is stated; `other` by default. A cut-off is one of a part. */
  elseReading?: Reading;
  /** What the rest of the sentence says of the date changes nothing. */
  isFinal?: true;
  /** What the clauses beside it say holds from its date on, too. */
  isOpen?: true;
  /** Says less of its date than an end of support, or of new use, that is stated for it elsewhere. */
  yields?: true;
  /** Holds only where nothing else that the sentence, or the heading, says of the date is a milestone. */
  isWeak?: true;
  /** The date does not hold, whatever is said of it elsewhere: it is no milestone. */
  isWithdrawn?: true;
  constructions: readonly Construction[];
}

/** The rules in their order: the first that matches a clause reads it. */
export const STATEMENT_RULES: readonly StatementRule[] = [
  { reading: 'passing', certainty: 'stated', isFinal: true, constructions: OCCASIONS },
  { reading: 'passing', certainty: 'stated', isFinal: true, constructions: QUALIFYING },
  { reading: 'passing', certainty: 'stated', isFinal: true, constructions: SUCCESSOR },
  { reading: 'other', certainty: 'stated', isFinal: true, isWithdrawn: true, constructions: WITHDRAWN },
  { reading: 'other', certainty: 'stated', isFinal: true, isWithdrawn: true, constructions: REPLACED },
  { reading: 'other', certainty: 'stated', constructions: PERIODS },
  { reading: 'announced', certainty: 'stated', constructions: ANNOUNCED },
  { reading: 'announced', certainty: 'stated', isOpen: true, constructions: DEPRECATED },
  { reading: 'passing', certainty: 'stated', isFinal: true, constructions: PASSING },
  { reading: 'other', certainty: 'stated', isFinal: true, constructions: LEFT_OVER },
  { reading: 'support-ends', certainty: 'stated', constructions: PAID_SUPPORT },
  { reading: 'cut-off', certainty: 'stated', constructions: EXISTING_ENDS },
  { reading: 'new-use-ends', certainty: 'stated', constructions: NEW_USE_ENDS },
  { reading: 'cut-off', certainty: 'stated', constructions: WITH_SUPPORT },
  { reading: 'cut-off', certainty: 'stated', constructions: COMPLETED },
  { reading: 'cut-off', certainty: 'stated', constructions: WORKS_WHILE_SUPPORTED },
  {
    reading: 'cut-off',
    certainty: 'implied',
    elseReading: 'support-ends',
    constructions: [...UNSUPPORTED_PROTOCOL, ...REMOVED_SUPPORT],
  },
  { reading: 'cut-off', certainty: 'implied', yields: true, constructions: END_OF_AVAILABILITY },
  { reading: 'other', certainty: 'stated', constructions: LIMITED },
  { reading: 'support-ends', certainty: 'stated', constructions: SUPPORT_ENDS },
  { reading: 'other', certainty: 'stated', constructions: OTHER },
  {
    reading: 'cut-off',
    certainty: 'implied',
    elseReading: 'passing',
    yields: true,
    constructions: [...RECOMMENDED, ...ARRIVAL_OF_SUCCESSOR],
  },
  { reading: 'cut-off', certainty: 'implied', constructions: TENTATIVE },
  { reading: 'cut-off', certainty: 'stated', constructions: CUT_OFF },
  { reading: 'cut-off', certainty: 'implied', elseReading: 'cut-off', constructions: LASTING },
  {
    reading: 'cut-off',
    certainty: 'implied',
    elseReading: 'announced',
    yields: true,
    constructions: DEPRECATION,
  },
  { reading: 'cut-off', certainty: 'implied', constructions: CONVERSION },
  { reading: 'cut-off', certainty: 'implied', yields: true, constructions: IMPLIED },
  { reading: 'other', certainty: 'stated', isWeak: true, constructions: CHANGE },
];

/** No clause that says something of a date is longer; the rules are not linear in longer ones. */
const MAX_CLAUSE = 400;

/** An end at a time of its own, which is not the date that stands beside it: "will be removed in a future release". */
export const AT_ANOTHER_TIME =
  /\b(?:(?:days?|weeks?|months?|years?) later|in (?:a|the|some|an upcoming|one of the) (?:next|near|future|later|upcoming|coming)\b|in future|in the future|at a later\b|later (?:on|this|next)|soon\b(?! as)|eventually|sometime|(?:since|in|from|as of|with|by|until) (?:[\w-]+ ){0,3}?(?:versions? |releases? |v)?\d+\.[\dx])/i;

type ReadRule = Omit<StatementRule, 'constructions'>;

/** Sentences are read for the milestones and again for the answers, and often consist of one clause. */
const known = new Map<string, ReadRule | null>();
const MAX_KNOWN = 2000;

/** What a clause says of the date `@` in it; null when it says nothing that a milestone is. */
export function readClause(clause: string): ReadRule | null {
  const from = Math.max(0, clause.indexOf('@') - MAX_CLAUSE / 2);
  const words = clause.slice(from, from + MAX_CLAUSE);
  let rule = known.get(words);
  if (rule === undefined) {
    rule = readWords(words);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(words, rule);
  }
  return rule;
}

function readWords(words: string): ReadRule | null {
  if (!words.includes('@') && AT_ANOTHER_TIME.test(words)) return null;
  return ruleFor(words) ?? (TELEGRAM.test(words) ? ruleFor(words.replace(TELEGRAM, '$1 is $2')) : null);
}

/** A line of a timetable without an auxiliary verb: "Servers shut down". */
const TELEGRAM = new RegExp(
  String.raw`^(\W*(?:@\W+)?(?:(?!(?:we|not|never|and|or|is|are|was|were|be|been|of|that|which|who|to|by|has|have|had|will|if)\b)[a-z][\w'’-]* ?){1,5}) (${ENDED}(?=\W*(?:@\W*)?$))`,
  'i',
);

function ruleFor(words: string): StatementRule | null {
  return STATEMENT_RULES.find(({ constructions }) => isOneOf(constructions, words)) ?? null;
}

/** Whether a sentence calls an end off, with or without naming its date. */
export function saysWithdrawn(sentence: string): boolean {
  return isOneOf(WITHDRAWN, sentence.slice(0, MAX_CLAUSE));
}

/** One by one: as one pattern of all alternatives they take much longer, to build and to match. */
function isOneOf(constructions: readonly Construction[], words: string): boolean {
  return constructions.some(({ says }) => says.test(words));
}
