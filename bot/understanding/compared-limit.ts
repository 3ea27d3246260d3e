import { quantitiesIn } from './asked-rows.ts';

/** A passage with one of these, or under such a heading, states a limit, not an example. */
const STATES_LIMIT = /\b(?:holds|up to|at most|limit|fewer than|more than|over|takes?)\b/i;
const HEADS_LIMITS = /\b(?:limits?|limitations?)\b/i;

/**
 * A sentence that compares the quantity of a question with the limit that a passage states for the same; null where either
 * has none, or several.
 */
export function compareWithLimit(question: string, text: string, heading = ''): string | null {
  const [asked, ...others] = quantitiesIn(question);
  const statesLimit = (said: string) => HEADS_LIMITS.test(heading) || STATES_LIMIT.test(said);
  if (!asked || others.length > 0 || !statesLimit(text)) return null;
  const sentence = text
    .split(/\.\s/)
    .find((each) => statesLimit(each) && limitsIn(each, asked.noun).length > 0);
  const [limit, ...more] = sentence === undefined ? [] : limitsIn(sentence, asked.noun);
  if (limit === undefined || more.length > 0) return null;
  const relation = asked.count > limit ? 'above' : 'within';
  return `**${format(asked.count)}** is ${relation} the **${format(limit)}** ${asked.noun} stated here:`;
}

/** Tells whether a text counts the same as a question does: "we have 80 OUs". Null for a question without a quantity. */
export function limitFor(question: string): ((text: string) => boolean) | null {
  const nouns = quantitiesIn(question).map(({ noun }) => noun);
  return nouns.length === 0 ? null : (text) => nouns.some((noun) => limitsIn(text, noun).length > 0);
}

function limitsIn(text: string, noun: string): number[] {
  return quantitiesIn(text).flatMap((each) => (each.noun === noun ? [each.count] : []));
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
