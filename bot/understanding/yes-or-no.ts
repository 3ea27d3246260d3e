import type { Quote } from '../guidance/guidance-map.ts';
import { asksYesOrNo } from './asked-form.ts';
import { createTermReader, isGroup } from './terms.ts';

/** What a passage says to a question for yes or no. */
export type ShortAnswer = 'Yes' | 'No' | 'The documents do not say';

/** What a question is about: whether something may be or work, whether it has to be, or whether it is so. */
type Mode = 'allowed' | 'needed' | 'so';

const readTerms = createTermReader();

const ASKS_WHETHER_NEEDED =
  /\b(?:need(?:s|ed)?|requires?|required|must|have to|has to|mandatory|necessary|obliged)\b/i;
const ASKS_WHETHER_ALLOWED =
  /\b(?:can|could|may|allowed|supported|possible|support|works?|runs?|ok|okay|fine|way)\b/i;

/** Words of such questions that a passage may lack. */
const VERBS = new Set(
  readTerms(
    `run work use used using install installed put place host have set get do be allow allowed possible support supported need needed
    require required must mandatory necessary change there way want make possible somehow also machine`,
  ),
);

/** What holds under a condition isn't what a passage says without it. */
const CONDITIONAL = /\b(?:if|when|once|unless|just|only|instead|enough)\b/i;
const CONTRADICTS = /\b(?:disagree|contradict|differ)/i;
const ADMITS =
  /\bgives? no\b|\bdo(?:es)?(?:n['’]t| not) (?:say|name|state|list|give|mention|describe)\b|\bsays? nothing\b|\bnames? no\b/i;
const DENIES = /\b(?:no|not|never|nobody|nothing|cannot|neither)\b|n['’]t\b/i;
const DENIES_NEED =
  /\b(?:not|never|n['’]t) (?:be )?(?:need|require|necessary|mandatory)|\bnothing to\b|\bno need\b/i;
const ALLOWS =
  /\b(?:is|are) (?:also )?(?:allowed|supported|possible)\b|\b(?:can|may) (?!not\b|stay\b|fail\b|stop\b|refuse\b|break\b|lose\b|\d)(?!be (?:refused|blocked|lost|stopped)\b)/i;
const NEEDS = /\b(?:is|are) (?:needed|required|mandatory)\b|\b(?:must|needs?|has to|have to) /i;
/** What holds in some cases only isn't a plain yes or no. */
const LIMITS =
  /\b(?:only|except|unless|if|until|from (?=\d|version)|before|after|since|some|most|partly|limited|preview|disagree|other|others)\b/i;

/**
 * Yes, no, or that it isn't said, where one clause of a passage has all that the question names and says so plainly; else null.
 * @param around further texts that tell what the passage is about: its headings and lead.
 */
export function shortAnswerOf(
  question: string,
  { text, lead = '', asked = [] }: Pick<Quote, 'text' | 'lead' | 'asked'>,
  around: readonly string[],
): ShortAnswer | null {
  if (!asksYesOrNo(question) || CONDITIONAL.test(question) || CONTRADICTS.test(text)) return null;
  const headings = new Set(around.flatMap(readTerms));
  const context = new Set([...headings, ...[lead, ...asked].flatMap(readTerms)]);
  const words = unitsOf(question).filter((terms) => !terms.some((term) => VERBS.has(term)));
  const fresh = words.filter((terms) => !isIn(terms, headings));
  const telling = fresh.length > 0 ? fresh : words;
  const clause = clausesOf(text).find((each) => {
    const said = new Set(readTerms(each));
    const own = telling.filter((terms) => isIn(terms, said));
    return (
      own.length > 0 &&
      own.length >= SAID_PART * telling.length &&
      words.every((terms) => isIn(terms, said) || (isIn(terms, context) && !REVERSES.test(terms[0] ?? '')))
    );
  });
  return clause === undefined ? null : judge(clause, modeOf(question));
}

/** The terms of each word; two words that are one thing together, such as "roll back", are one. */
function unitsOf(text: string): string[][] {
  const words = text.split(/\s+/);
  const units: string[][] = [];
  for (let i = 0; i < words.length; i++) {
    const [one, next] = [readTerms(words[i] ?? ''), readTerms(words[i + 1] ?? '')];
    const both = readTerms(words.slice(i, i + 2).join(' ')).filter(
      (term) => isGroup(term) && !one.includes(term) && !next.includes(term),
    );
    units.push(both.length > 0 ? both : one);
    if (both.length > 0) i++;
  }
  return units.filter((terms) => terms.length > 0);
}

/** The part of what the headings don't say that one clause has to have. */
const SAID_PART = 0.6;

function isIn(terms: readonly string[], set: ReadonlySet<string>): boolean {
  return terms.some((term) => set.has(term));
}

/** A passage that lacks these may say the opposite. */
const REVERSES =
  /^(?:fail|stop|break|los|block|prevent|remov|delet|problem|issu|wrong|refus|end|expir|miss|risk|affect)/;

function modeOf(question: string): Mode {
  if (ASKS_WHETHER_NEEDED.test(question)) return 'needed';
  return ASKS_WHETHER_ALLOWED.test(question) ? 'allowed' : 'so';
}

function judge(clause: string, mode: Mode): ShortAnswer | null {
  if (ADMITS.test(clause)) return 'The documents do not say';
  if (LIMITS.test(clause)) return null;
  if (DENIES.test(clause)) return DENIES_NEED.test(clause) === (mode === 'needed') ? 'No' : null;
  if (mode === 'allowed') return ALLOWS.test(clause) ? 'Yes' : null;
  return mode === 'needed' && NEEDS.test(clause) ? 'Yes' : null;
}

function clausesOf(text: string): string[] {
  return text
    .split(/[;:]\s|\.(?:\s|$)|,\s(?=(?:and|but|so)\s|[^,]{0,40}\b(?:is|are)\s)/)
    .filter((clause) => clause.trim() !== '');
}
