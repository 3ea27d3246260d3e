import { clausesOf } from './clauses.ts';
import { CONVERSION } from './rules/implied.ts';
import { AT_ANOTHER_TIME, readClause } from './rules/statement-rules.ts';
import { END_WORDS, USERS } from './rules/vocabulary.ts';
import { startOf, type Text } from './text.ts';

const END_OF_SUPPORT = String.raw`(?:EOL|EOS|end[ -]of[ -](?:life|support|maintenance|servicing))`;

const HAS_END = new RegExp(END_OF_SUPPORT, 'i');

/** Names the end of support that another text dates: "after the end of support", "once it reaches end of life". */
const NAMED_END = new RegExp(
  String.raw`\b(?:after|from|on|past|once|at|beyond|following|upon|when)(?: (?:the|that|its|this|their|official|(?:it|they) (?:reach(?:es)?|has reached|have reached|hits?)))*(?: [A-Z][\w.]*){0,4} ${END_OF_SUPPORT}(?: (?:date|day))?(?: on)?\b`,
  'i',
);

/** Whether a text without a date speaks of an end of support by its name, or answers a question that does. */
export function refersToNamedEnd({ plain, heading }: Text): boolean {
  const isNamed = (words: string): boolean => HAS_END.test(words) && NAMED_END.test(words);
  return isNamed(plain) || (heading.endsWith('?') && isNamed(heading));
}

/** Whether such a text says that use stops then, and not eventually. */
export function saysUseStops({ plain }: Text): boolean {
  const clauses = clausesOf(plain.replace(NAMED_END, 'from @'));
  return !AT_ANOTHER_TIME.test(plain) && clauses.some((clause) => statesEnd(withDate(clause)));
}

function withDate(clause: string): string {
  return clause.includes('@') ? clause : `From @, ${clause}`;
}

/** What holds under a condition or for a purpose is no fact. */
const NO_FACT =
  /\b(?:if|unless|until|not (?:be )?(?:affected|impacted)|to avoid|recommend\w*|encourage\w*|should|may|might|could|when you)\b/i;

/** Whether a text says something that holds, and not at another time. */
export function isFact({ plain }: Text): boolean {
  return !/\?\W*$/.test(plain) && !AT_ANOTHER_TIME.test(plain) && !NO_FACT.test(plain);
}

/** Whether the sentence behind an end of support says what becomes of use: "Calls to it will get errors." */
export function saysConsequence(text: Text): boolean {
  return isFact(text) && clausesOf(text.plain).some((clause) => statesEnd(clause));
}

/** What those who use something can no longer do: "Customers can no longer pay with it." */
const USERS_LOSE = new RegExp(
  String.raw`^\W*(?:all |any |your |the |most )*(?:${USERS}|you|they) (?:can no longer|cannot|can['’]t|(?:are|is) (?:no longer|not) able to|(?:are|is) unable to|lose)\b`,
  'i',
);

/** Whether a text without a date says that those who use something can no longer use it. */
export function saysUsersLoseUse(text: Text): boolean {
  const losesUse = (clause: string): boolean => USERS_LOSE.test(clause) && statesEnd(withDate(clause));
  return isFact(text) && clausesOf(text.plain).some(losesUse);
}

/** Whether a clause without a date says that use ends. */
export function statesEnd(clause: string): boolean {
  const read = readClause(clause);
  const isConversion = CONVERSION.some(({ says }) => says.test(`${clause} @`));
  return read?.reading === 'cut-off' ? read.certainty === 'stated' : read === null && isConversion;
}

const DEPRECATION = /\bdeprecat\w*/gi;
const ENDS = new RegExp(`\\b${END_WORDS}\\b`, 'i');

/** Whether a text calls something deprecated, and says nothing else of its end. */
export function isDeprecationAlone(text: Text): boolean {
  const plain = startOf(text);
  const rest = plain.replace(DEPRECATION, '');
  return rest !== plain && !ENDS.test(rest);
}
