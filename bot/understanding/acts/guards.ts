import { endsAsQuestion } from './mood.ts';
import type { ActContext, Utterance } from './utterance.ts';

/** `alert(1)`, `{stop}`, `<b>`: a piece of a program gives no order. */
export function isCode(text: string): boolean {
  return /\w\((?!e?s\))[^)]{0,40}\)|[{}]|<\/?\w/.test(text);
}

/** "Don't stop the reminders", "don't forget AADC01": the opposite of an act. */
export function isForbidden({ text }: Utterance): boolean {
  return /\b(?:don['’]?t|do not|never|please not|not to)\s+(?:(?:you|ever|yet|please)\s+){0,3}(?:(?:stop|forget(?! to\b)|delete|remove|cancel|end|undo|touch|change|drop|disable|mute|snooze|unsubscribe|pause)\b|(?:turn|switch|shut)\s(?:\S+\s){0,4}(?:off|down)\b)/i.test(
    text,
  );
}

const WISH =
  /\b(?:want|need|like|prefer|wish|please|pls|should|enough|better|rather|don't|do not|no longer|not|ok|fine|away|leave|vacation|holiday|back)\b/i;
const ABOUT_POSTS =
  /remind|alert|notif|quiet|weekend|post|snooze|nudge|ping|mute|countdown|subscri|undo|mistake|wrong/i;

/** A statement about something else, such as when a meeting takes place. */
export function isRemark({ text, mood, durations, shifts }: Utterance): boolean {
  return (
    mood === 'statement' &&
    shifts.length === 0 &&
    !/\b(?:please|pls)\b/i.test(text) &&
    !durations.some(({ value }) => value.isBefore) &&
    !ABOUT_POSTS.test(text) &&
    !(WISH.test(text) && /\b(?:we|i|i'm|we're|us|it|that|this)\b/i.test(text))
  );
}

/** Acts that a time of day or a weekday looks like. */
const OF_TIME = new Set(['remind', 'weekly-day', 'quiet-hours', 'snooze', 'reminder-days']);

/** A time or a day without a word of what it is for, such as when something was sent. */
export function isTimeAlone(label: string, { text }: Utterance): boolean {
  return OF_TIME.has(label) && !ABOUT_POSTS.test(text) && !WISH.test(text);
}

/** A statement with a question mark: "AADC01 is migrated?" */
export function isTentative({ text, mood, tokens }: Utterance): boolean {
  const first = tokens[0]?.lower ?? '';
  const isInverted =
    /^(?:what|which|who|when|where|why|how|is|are|was|were|do|does|did|has|have|can|could|would|will|should)/.test(
      first,
    );
  return mood === 'question' && endsAsQuestion(text) && !isInverted;
}

/** "Enough?" after a question is about its answer, not about when to post. */
export function isTimeless(label: string, utterance: Utterance): boolean {
  const isOfPosts = OF_TIME.has(label) || label === 'stop-reminders' || label === 'resume';
  return isOfPosts && isTentative(utterance) && utterance.times.length === 0 && !isAboutPosts(utterance);
}

/** "Can we wait?" has the form of an order. */
export function isAsked({ text, mood }: Utterance): boolean {
  return mood === 'question' || mood === 'how-to' || endsAsQuestion(text);
}

/** "Can I just run the installer over it": an order in form, and a question where nothing is to be done. */
export function asksWhetherWeMay({ text }: Utterance): boolean {
  return /^\W*(?:(?:and|so|but|or|ok|okay|then)\W+)*(?:can|could|may|should|must|shall|do|would|will) (?:i|we)\b/i.test(
    text,
  );
}

export function asks(utterance: Utterance): boolean {
  return utterance.mood === 'how-to' || (utterance.mood === 'question' && !isTentative(utterance));
}

/** "Stop the reminders when everything is done": later, and nobody can tell when. */
export function isConditional({ text, doubts }: Utterance): boolean {
  return doubts.includes('hypothetical') && /\b(?:if|once|when|whenever|as soon as|unless)\b/i.test(text);
}

/** "Could we forget AADC01 later?": some time, and not now. */
export function isPostponed({ text, shifts, durations }: Utterance): boolean {
  const isBefore = durations.some(({ value }) => value.isBefore); // "one day ahead"
  return shifts.length === 0 && !isBefore && POSTPONES.test(text);
}

const POSTPONES =
  /\b(?:some ?day|one day|eventually|sooner or later|at some (?:point|time)|in (?:the )?future|(?:at|on) a later|later(?: on)?[ .!?]*$)/i;

/** "Who says that?" where nothing was done: the source of what was heard, and no change. */
export function asksWhoSays({ text }: Utterance, { last }: ActContext): boolean {
  return last.lines.length === 0 && WHO_SAYS.test(text);
}

const WHO_SAYS =
  /\bwho (?:else |really |actually )?(?:says?|said|claims?|claimed|states?|stated|writes?|wrote|announced|decided|confirms?|confirmed)\b/i;

/** "Do staging servers count?" asks what holds for servers, and not which there are. */
export function asksForRule({ text }: Utterance): boolean {
  return COUNTS_OTHERS.test(text) || (ASKS_FOR_RULE.test(text) && !ASKS_WHICH.test(text));
}

/** "How many months do we get?", "and how many OUs?": what is counted isn't servers. */
const COUNTS_OTHERS =
  /\bhow (?:many|much) (?:more )?(?:minutes|hours|days|weeks|months|years|time|objects?|users?|accounts?|groups?|members?|OUs?|organi[sz]ational units?|domains?|forests?|agents?|attributes?|configurations?|licen[cs]es?|versions?|builds?|ways?|options?|steps?)\b/i;

/** "Our server is on 2.5.3.0": a fact, which looks nothing up. */
export function statesVersion({ mood, versions, servers }: Utterance): boolean {
  return mood === 'statement' && versions.length > 0 && servers.length === 0;
}

const REACHES =
  /\b(?:talk|speak|ask|contact|help|reach|chat|connect|pass|forward|escalate|hand|tell (?:me|us)|explain|check|review|look|know|available|free)\b/i;

/** "Does somebody get a mail?" asks what people do; nobody is to be reached. */
export function asksWhatPeopleDo({ text, mood }: Utterance): boolean {
  return mood === 'question' && ASKS_WHETHER.test(text) && !REACHES.test(text);
}

const ASKS_WHETHER =
  /^(?:(?:and|so|but|then|ok|okay) )*(?:do|does|did|is|are|was|were|has|have|must|should|will|would|may|might|can|could)\b/i;

const ASKS_FOR_RULE = /^(?:(?:and|so|but) )?(?:do|does|must|should|can|may|will|need) \S/i;
const ASKS_WHICH = /\b(?:any|our|all|these|those|them|still|left|we|you|us|i)\b/i;

/** "Post on Friday if it falls on a weekend": the condition is part of what is wanted. */
export function isAboutPosts({ text }: Utterance): boolean {
  return ABOUT_POSTS.test(text);
}

/** A city or country and nothing else, which can be meant in many ways. */
export function isPlaceAlone({ tokens, zones }: Utterance): boolean {
  return zones.some(({ value, from, to }) => !value.isName && to - from === tokens.length);
}

/** "For how long?" and "China" after a question are about its answer, and neither about reminders nor their time zone. */
export function goesOnAlone(utterance: Utterance): boolean {
  return BARE_QUESTION.test(utterance.text) || isPlaceAlone(utterance);
}

const BARE_QUESTION =
  /^(?:(?:and|but|so|ok|okay) )*(?:(?:for|since|until|till|from|by|at) )?(?:how (?:long|often|many|much)|when|why|where|who|(?:what|which) (?:time|day|date|hour))(?: (?:exactly|then|on))?[ ?!.]*$/i;

const LEANS =
  /^(?:and )?(?:how many of (?:them|those|these)|(?:can|could) (?:we|i|it|one|this|that) (?:undo|be undone|revert|roll back)(?: it| that| this)?)[ ?!.]*$/i;

/** "How many of them?", "can we undo it?" where no server was spoken of and nothing was done: about the last answer. */
export function leansOnQuestion({ text }: Utterance, { subjects, last }: ActContext): boolean {
  return subjects.length === 0 && last.lines.length === 0 && LEANS.test(text);
}

/** "AADC01 can't be upgraded": what to do about it is asked. */
export function isTrouble(text: string): boolean {
  return /\b(?:can['’]?t|cannot|could(?:n['’]t| not)|won['’]t|unable)\b/i.test(text);
}

const STOPS =
  /^(?:please |pls |could you |can you |would you )*(?:stop|quit|cease|end|cancel|disable|(?:turn|switch) off)\b/i;
const WANTS_NO_MORE =
  /\b(?:nowhere|remind (?:us|me) never|never remind|no longer (?:want|need|wish|like)|(?:do not|don['’]?t)(?=.*\bany ?(?:more|longer)\b) (?:want|need|wish|like))\b/i;
const OPPOSITES: Readonly<Record<string, string>> = {
  'alerts-here': 'stop-alerts',
  remind: 'stop-reminders',
  resume: 'stop-reminders',
};

/** "No reminders before 9": silence at some hours, whatever act the words look like. */
const SILENCES = /\b(?:no|not|nothing|never|don['’]?t|do not|without)\b/i;

function isSilentHours(utterance: Utterance): boolean {
  return isTimeLimit(utterance) && SILENCES.test(utterance.text);
}

/** "Before 9": a time of day as a limit. */
export function isTimeLimit({ times, tokens }: Utterance): boolean {
  return times.some(({ from }) => /^(?:before|after)$/.test(tokens[from - 1]?.lower ?? ''));
}

/** The act that is meant: "stop posting the alerts here" has the words of the act that it ends. */
export function intendedAct(label: string, utterance: Utterance): string {
  const { text, times } = utterance;
  if ((OF_TIME.has(label) || label === 'stop-reminders') && isSilentHours(utterance)) return 'quiet-hours';
  const isEnd = STOPS.test(text) || WANTS_NO_MORE.test(text);
  return times.length === 0 && isEnd ? (OPPOSITES[label] ?? label) : label;
}
