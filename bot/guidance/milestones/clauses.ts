import { ENDED, ENDS_IT, oneOf, RETIREMENT } from './rules/vocabulary.ts';

/** What a sentence says of one of its dates stands in one clause of it, as a rule. */
export interface Clause {
  /** The words, with `@` for the date that is read and `#` for others. */
  text: string;
  /** What precedes it: a comma, a conjunction, or nothing. */
  separator: string;
}

const CONJUNCTION =
  '(?:and|but|while|whereas|so that|because|as(?= (?:they|it|these)\\b)|before(?= (?:it|they|we)\\b)|when|after which|at which point|after that)';
/** A colon in a time of day, such as 09:30, ends no clause. */
const EDGE = new RegExp(
  String.raw`(\s*(?:[,;()–—!?]|\.(?=\s+[A-Z@#])|(?<!\d):|:(?!\d))+\s*(?:(?:${CONJUNCTION}|which)\s+)?|\s+${CONJUNCTION}\s+)`,
  'i',
);
/** A conjunction that refers to the date before it stays with its clause. */
const REFERS = /\b(?:after which|at which point|after that)\b\s*/i;
/** A few words behind a name, which are no clause: "virtual machines (VMs)", "API proxies (preview)"; not whom it is about: "(new projects)". */
const ASIDE = /(?<=[a-z\d]) \((?!(?:(?:for )?(?:new|existing)|end[ -]of)\b)[^()@#]{1,40}\)/gi;
/** Words that make a clause of what else is a phrase: "new sign-ups" is none, "new sign-ups end" is one. */
const VERB = new RegExp(
  oneOf`\b(?:is|are|was|were|be|been|has|have|had|will|would|can|cannot|could|may|might|must|shall|should|do|does|did)\b
    | \b(?:we|you|they|it) \w+ | \w{2,}s(?: [\w-]+){0,4}? (?:end|stop|fail|close|expire|retire|break|cease|reach|leave|enter|become|lose|require)\b
    | n['’]t\b | ['’](?:s|ll|re|ve)\b | \w{3,} shut (?:down|off)\b | \b${ENDS_IT}\b | (?<!\b(?:all|any|the|an?|other|its|their|our|some|no) )\b\w{3,}ed\b
    | \b(?:starts|begins|enters|appears|shows|stays|remains?|continues?|keeps|works|runs|reaches|receives|gets|goes|comes|becomes|takes|provides?|offers?|happens|needs?|requires?|lasts|leaves|loses?|came|went|ran|sent|let|told|wrote|drops|turns|shuts|switches|breaks|changes(?! (?:to|in|of) )|gone)\b`,
  'i',
);
/** Whether words say something of their own, as a name does not. */
export function hasVerb(words: string): boolean {
  return VERB.test(words);
}

/** Begins a phrase that may belong to what follows: "from May 4 on, calls fail". */
const PREPOSITION =
  /^\W*(?:from|starting|beginning|on|by|after|until|till|through|as of|effective|since|in|before|at)\b/i;

/** Goes on with another verb for the same subject: "it enters maintenance on May 4 and reach(es) its end on June 1". */
const SECOND_PREDICATE = new RegExp(
  oneOf`^\W*(?:be | (?:reach|enter|become|leave|stop|end|lose|go|get|move|retire|close|shut|expire|start|begin|remove|delete|disable)(?:e?s|ing)?
    | ${ENDED} | unsupported | read-only | with (?:[\w-]+ ){0,2}${RETIREMENT})\b`,
  'i',
);

/** A name of an end with its date, as one of a list: "deprecated May 4, removal June 1". */
const LABEL = new RegExp(
  oneOf`^\W*(?:[\w-]+ ){0,2}(?:${RETIREMENT} | ${ENDED} | end[ -]of[ -](?:life|support|sales?) | EOL | EOS | deprecat(?:ed|ion)) ?(?:date|on|in|:)? ?[:@#]`,
  'i',
);

/** What follows from the rest: "the registry is frozen, disabling new uploads". */
const CONSEQUENCE =
  /^\W*(?:thereby |thus )?(?:disabling|preventing|blocking|making|meaning|leaving|allowing|giving|stopping|rendering|requiring|causing)\b[^@#]*$/i;

/** What qualifies the last of a list, "security and quality updates that provide protection", but not "servers that remain are deleted". */
const RELATIVE =
  /(?<=\w{3})(?<!\b(?:after|at|by|from|on|upon)) (?:that|which|who) (?!(?:\w+ ){1,3}(?:is|are|will|can|must|may)\b)\w+ .*$/i;

/** What ends together with the subject: "fixes, and with them all support, end". */
const TOGETHER = /, (?:and )?(?:along|together )?with (?:it|them|that)\b[^,@#]{1,40}, /gi;

/** Splits a sentence into clauses. A phrase without a verb belongs to the clause beside it. */
export function clausesOf(sentence: string): string[] {
  const parts = sentence.replace(ASIDE, '').replace(TOGETHER, ' ').split(EDGE);
  const clauses: Clause[] = [];
  for (let i = 0; i < parts.length; i += 2) {
    const separator = parts[i - 1] ?? '';
    const part = { text: `${REFERS.exec(separator)?.[0] ?? ''}${parts[i] ?? ''}`, separator };
    const next = parts[i + 2];
    const last = clauses.at(-1);
    if (last === undefined || !belongsTo(last, part, next)) clauses.push(part);
    else last.text += part.separator + part.text;
  }
  return clauses.map(({ text }) => text).filter((text) => text.trim() !== '');
}

function belongsTo(last: Clause, { text, separator }: Clause, next: string | undefined): boolean {
  if (/[;!?]/.test(separator)) return false;
  const areDated = /[@#]/.test(last.text) && /[@#]/.test(text);
  if (areDated && (SECOND_PREDICATE.test(text) || LABEL.test(text))) return false;
  if (!VERB.test(last.text)) return true;
  if (VERB.test(text.replace(RELATIVE, ''))) return false;
  if (CONSEQUENCE.test(text)) return false;
  const isDated = /[@#]/.test(text);
  if (!isDated || !PREPOSITION.test(text) || next === undefined) return true;
  const isNextUndated = VERB.test(next) && !/[@#]/.test(next);
  const opensNext = /\w/.test(separator) || /[@#]/.test(last.text);
  return !(isNextUndated && opensNext);
}
