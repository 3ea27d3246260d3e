import type { Token } from './tokens.ts';

/**
 * How a sentence is meant. `order`: do it; `statement`: it is so; `question`: is it so, or what is it; `how-to`: how
 * one would do it, or what doing it means.
 */
export type Mood = 'order' | 'statement' | 'question' | 'how-to';

/** Why a sentence is not to be taken at its word. */
export type Doubt =
  /** It may be so: "probably", "I think". */
  | 'unsure'
  /** It is not so: "isn't", "not yet". */
  | 'negated'
  /** It was tried, and is not so: "failed", "was rolled back". */
  | 'failed'
  /** It will be so: "next week", "is going to be". */
  | 'planned'
  /** It would be so: "if", "once", "would have". */
  | 'hypothetical';

export interface Meaning {
  mood: Mood;
  doubts: readonly Doubt[];
}

const GREETING =
  /^(?:hi|hello|hey|hiya|dear|good|morning|afternoon|evening|ok|okay|so|well|now|and|also|then|but|please|pls|plz|thanks|there|all|team|everyone|folks|guys|cutover|bot|fyi|just|@|,|:|!|\.|-|–|oh|ah|um|hmm|actually|alright|right|great|cool|perfect|nice|sorry|btw|yes|yep|yeah|no|nope)$/;

const WH =
  /^(?:what|what's|whats|which|who|who's|whose|whom|when|when's|where|where's|why|how|how's|wie|was)$/;
const AUXILIARY =
  /^(?:is|are|am|was|were|do|does|did|has|have|had|can|could|would|will|shall|should|may|might|must|isn't|aren't|don't|doesn't|didn't|hasn't|haven't|won't|can't|couldn't|wouldn't|wasn't|weren't|ain't)$/;
const ASKS_HELP =
  /\b(?:how (?:do|does|can|could|would|should|to|might)\b(?! (?:many|long|far|much|often))|what (?:happens|would happen|will happen|if|does it mean|do i (?:do|type|say|write)|must i|should i|is the command|'s the command|command)|what does .{1,60}\b(?:do|mean|cause|change)\b|is there (?:a|any) (?:way|command|option|possibility)|where (?:do|can|could|should) (?:i|we|one) (?:type|say|turn|set|enter|change|write|tell)|steps to|instructions|tell me how|explain how|show me how|help (?:me )?with|which command|ways? to|procedure|what is the (?:effect|point|purpose|meaning|consequence))\b/;
/** "Can you", "would it be possible to", "I'd like you to": an order in the form of a question or a wish. */
const POLITE =
  /^(?:you (?:can|could|may|should)\b|(?:can|could|may) (?:they|these|those|(?:the |our )?reminders?) (?:please )?(?:come|arrive|move|be (?:posted|sent|moved)|stop|go out)\b|(?:can|could|would|will|won't|can't|couldn't) (?:you|u|we|i|cutover|the bot|somebody|someone|anybody|it|this)(?: please| kindly| maybe| perhaps| just| also| possibly)* (?!tell|say|explain|know|already|ever|still|see what|see if)|would you mind|do you mind|is it (?:possible|ok|okay) (?:to|if)|would it be possible|may (?:i|we) (?:have|get|ask)|why (?:don't|not)|shall we|let's|mind )/;

const UNSURE =
  /\b(?:probably|perhaps|maybe|possibly|presumably|apparently|supposedly|allegedly|likely|i think|i believe|i guess|i assume|i suppose|we think|we believe|we assume|might|may (?:be|have)|could be|seems?|seemingly|appears?|as far as (?:i|we) know|afaik|iirc|not (?:quite |entirely |really |completely |100 ?% )?sure|no idea|unsure|uncertain|rumou?r|somebody said|someone said|he says|she says|they say|i heard|i've heard|should be|must be|ought to be|supposed to be|or so|if i (?:remember|recall|am)[^,.;]{0,30}|i'm not[^,.;]{0,20}sure|roughly|something like|hopefully|ideally|fingers crossed|\d+(?= ?%)|don't know|do not know|guess|partly|partially)\b/;
const NEGATED =
  /\b(?:not|never|no longer|isn't|aren't|wasn't|weren't|hasn't|haven't|hadn't|doesn't|don't|didn't|can't|cannot|couldn't|won't|wouldn't|shouldn't|ain't|yet to be|failed to|refuses to|without|nothing|nobody|none|neither|unable|except|nicht|nie|niemals|keine?|pas|jamais|não|nunca)\b/;
/** Somebody else's word, an example, or a joke. "AADC01 says 2.5.190.0" is none: the server says it. */
const REPORTED =
  /(?:\S +(?:says?|said|thinks?|thought|believes?|reckons?|insists?|swears?|hopes?|suspects?)\b|\b(?:tells?|told|assures?|assured|promise[sd]?) (?:me|us|him|her|them|everybody|everyone|(?:the|our|my) \w+)\b|\b(?:claims?|claimed|according to|for example|for instance|e\.g|(?:an|the|this) example|doubts?|doubted|doubtful|kidding|joking|as a joke|as if|yeah,? right|sure,? and|in theory|on paper|pretend|is what (?:\S+ ){1,3}(?:types?|says?|writes?|said|wrote|told|claimed|thinks?)|wiki|example)\b)/;
const FAILED =
  /\b(?:fail(?:s|ed|ing|ure)?|abort(?:s|ed)?|crash(?:es|ed)?|roll(?:s|ed|ing)? ?back|rollback|backed out|reverted|broke|broken|refuse[sd]?|reject(?:s|ed)|hangs?|hung|stuck|tried|tr(?:y|ies|ying)|attempt(?:s|ed|ing)?|unsuccessful(?:ly)?|cancel(?:l?ed)?|interrupted|incomplete|postponed|delayed|blocked|pending|with (?:an )?errors?|gave up|give up|struggl(?:es?|ed|ing))\b/;
/** How something went well. */
const SMOOTH =
  /\b(?:without|no|zero) (?:any )?(?:errors?|problems?|issues?|trouble|incidents?|downtime|complaints?)\b/g;
/** After what has failed: it is so now, or may be. */
const IN_THE_END =
  /\b(?:now|finally|eventually|in the end|at last|meanwhile|worked|second (?:try|attempt))\b/;
const PLANNED =
  /\b(?:will|we'll|i'll|they'll|it'll|going to|gonna|is being|are being|being|about to|plan|plans|planning|planned|scheduled|tomorrow|next (?:week|month|quarter|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|weekend)|soon|to be|needs? to|has to|have to|must|should|want to|wants to|aim|intend|intends|hope|hoping|shall|waiting|due to be|by (?:the end|monday|tuesday|wednesday|thursday|friday|next|then)|in progress|under way|underway|ongoing|working on|in the middle of|almost|currently being|wird|werden|soll(?:te)?|muss|müssen|morgen|geplant|nächste[nrs]?|demain|prévue?|mañana|amanhã|domani)(?![\p{L}\p{N}])/u;
const HYPOTHETICAL =
  /\b(?:if|once|when|whenever|unless|would|wouldn't|could have|should have|might have|suppose|supposing|assume|assuming|imagine|let's say|as soon as|in case|hypothetically|what if|were to|wish|as if|whether)\b/;

/** How a sentence is meant, by its words. `sentence` is in lower case. */
export function meaningOf(sentence: string, tokens: readonly Token[]): Meaning {
  const start = tokens.findIndex(({ lower }, at) => !GREETING.test(lower) || isAllServers(tokens, at));
  const body = sentence.slice(tokens[start]?.start ?? 0);
  return { mood: moodOf(body, tokens.slice(Math.max(0, start))), doubts: doubtsOf(body) };
}

/** "All are migrated", and not "hi all, are we done?" */
function isAllServers(tokens: readonly Token[], at: number): boolean {
  const [before, word, after] = [at - 1, at, at + 1].map((i) => tokens[i]?.lower ?? '');
  const isSubject = word === 'all' && /^(?:are|were|have)$/.test(after ?? '');
  return isSubject && !/^(?:hi|hello|hey|hiya|dear|morning|afternoon|evening|day)$/.test(before ?? '');
}

function moodOf(body: string, tokens: readonly Token[]): Mood {
  const first = tokens[0]?.lower ?? '';
  if (ASKS_HELP.test(body)) return 'how-to';
  if (POLITE.test(body)) return 'order';
  if (
    /^(?:if|once|when(?! (?:is|are|was|were|will|do|does|did|can|could|should|would|has|have)\b))\b/.test(
      body,
    ) &&
    endsAsQuestion(body)
  )
    return 'how-to';
  if (WH.test(first) || (AUXILIARY.test(first) && !isTag(first, body))) return 'question';
  if (
    /^(?:do you know|can you tell|could you tell|i wonder|wondering|tell me (?:what|which|who|when|where|why|whether|if)|any idea|question)\b/.test(
      body,
    )
  ) {
    return 'question';
  }
  if (endsAsQuestion(body)) return 'question';
  return /^(?:the|a|an|our|ours|my|mine|this|that|these|those|it|he|she|they|we|i|all|both|every|everything|there|each|one)\b/.test(
    body,
  )
    ? 'statement'
    : 'order';
}

/** Whether the last mark of a text is a question mark. A loop: a pattern takes quadratic time for a long row of marks. */
export function endsAsQuestion(text: string): boolean {
  let end = text.length;
  while (end > 0 && /[\s!.]/.test(text.charAt(end - 1))) end--;
  return text.charAt(end - 1) === '?';
}

/** "Do not post", "don't remind us", "have AADC01 removed": an order that begins like a question. */
function isTag(first: string, body: string): boolean {
  return (
    /^(?:do not|don't|have (?:it|them|the|all)|will do|do (?:it|that|so)|(?:should|must|might|could|would|will) (?:be|have)|(?:has|had|was|were) (?!(?:it|he|she|they|we|that|this|there|any|the|our|somebody|anybody)\b)\w)/.test(
      body,
    ) || first === 'may'
  );
}

/** Why a part of a sentence, in lower case, is not to be taken at its word. */
export function doubtsOf(said: string): Doubt[] {
  const body = said.replaceAll(SMOOTH, ' ');
  const doubts: Doubt[] = [];
  const hasFailed = FAILED.test(body);
  if (UNSURE.test(body) || REPORTED.test(body) || (hasFailed && IN_THE_END.test(body))) doubts.push('unsure');
  else if (hasFailed) doubts.push('failed');
  const rest = body.replaceAll(new RegExp(UNSURE.source, 'g'), ' ');
  if (NEGATED.test(rest)) doubts.push('negated');
  if (PLANNED.test(rest)) doubts.push('planned');
  if (HYPOTHETICAL.test(rest)) doubts.push('hypothetical');
  return doubts;
}
