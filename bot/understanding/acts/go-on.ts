import { writeServerList } from './write-servers.ts';
import { isOnlyAbout, shortWordsOf, wordSet, type Subject } from './said-again.ts';
import type { ReadAct } from './read-act.ts';
import type { ActContext } from './utterance.ts';

/** "Is it fine?", "which of them are too old?", "when does its support end?" */
const HOW_SERVERS_STAND: Subject = {
  names: wordSet(
    'it its they them their this that these those both one ones which any all either server servers machine machines',
  ),
  asked: wordSet(
    `fine ok okay alright right good safe bad supported unsupported support affected concerned current recent new newer enough date up
    old older outdated out end ends ended life upgrade upgraded upgrading update updated replace replaced migrate migrated
    migration done finished ready count counts counted compliant risk danger trouble problem problems stop stops stopping work works
    working run runs running version role staging standby passive primary secondary active moved off left missing unknown status state stand stands wrong last lasts long longer how's first next have has sync syncs synced syncing synchronise
    synchronises synchronize synchronizes anymore january february march april june july august september october november december`,
  ),
};

/** Those that were spoken of are some of them. */
const ALL_SERVERS = /\b(?:our|all|any|every|whole)\b.{0,20}\b(?:servers|machines|boxes|list)\b/i;

/** "Which servers are left?" asks of all, where nothing stands for those that were spoken of. */
const SERVERS = /\b(?:servers|machines|boxes)\b/i;
const THOSE_SPOKEN_OF = /\b(?:it|its|they|them|their|that|these|those|both)\b/i;

/** One of several: not the one alone that was spoken of last. */
const WHICH = /^(?:(?:and|so|but|ok|okay) )*(?:which|any) (?:one|ones|of)\b/i;

/** How something is done is in the documents. */
const HOW_TO = /\bhow (?:do|can|could|would|should|must|to|does one)\b/i;
const PLAIN_WHY = /^\W*(?:(?:but|and|so) )?why(?: (?:is that(?: so)?|that|so|not|is it|are they))?\W*$/i;

/** "What about them?" */
const WHAT_ABOUT =
  /^\W*(?:(?:and|so|but|ok|okay) )*(?:what about|how about|what is with|what's with|how is|how are) (?:it|that|them|those|these|this|both)(?: (?:one|server|servers|now|then))?\W*$/i;

/** "And the other?" */
const THE_OTHER =
  /^(?:and |but |so |what about |how about |what is with |is )*(?:the )?other(?: (?:one|server|ones|servers))?(?: (?:too|as well|fine|ok|okay|affected|supported))?[ ?!.]*$/i;
/** "The second?", "what about the first one?" */
const ORDINAL =
  /^(?:and |but |so |what about |how about |what is with |is |show (?:me )?)*the (first|second|third|fourth|last)(?: (?:one|server))?(?: (?:too|as well|again|fine|ok|okay|affected|supported|please|of them))?[ ?!.]*$/i;
const ORDINALS = ['first', 'second', 'third', 'fourth'];

const MOST_OTHERS = 5;
/** More are listed. */
const MOST_SHOWN = 5;

/** What short questions about the servers that were spoken of look up. Null after a question, and for anything else. */
export function readAboutServers(text: string, context: ActContext): ReadAct | null {
  const { subjects, serverNames, last, isAfterQuestion, findNotices } = context;
  if (isAfterQuestion || asksOfAll(text)) return null;
  if (subjects.length === 0) return leansOnServers(text) ? askWhichOf(serverNames) : null;
  if (THE_OTHER.test(text)) return readOther(subjects, serverNames);
  const ordinal = subjects.length > 1 ? ORDINAL.exec(text)?.[1]?.toLowerCase() : undefined;
  const chosen = ordinal === 'last' ? subjects.at(-1) : subjects[ORDINALS.indexOf(ordinal ?? '')];
  if (chosen !== undefined) return { kind: 'do', lines: [`server ${chosen}`] };
  const isWhy =
    PLAIN_WHY.test(text) && last.lines.length > 0 && last.lines.every((line) => isAbout(line, subjects));
  const isOpen = WHAT_ABOUT.test(text.replaceAll('’', "'"));
  const nameless = findNotices(text).reduce((rest, { words }) => rest.replace(words, ''), text);
  const asksForState = asksHowTheyStand(nameless);
  if (!isWhy && !asksForState && !isOpen) return null;
  const isChoice = subjects.length === 1 && serverNames.size > 1 && WHICH.test(text);
  if (isChoice) return { kind: 'do', lines: [writeServerList(text, findNotices(text))] };
  if (subjects.length > MOST_SHOWN) return { kind: 'do', lines: ['servers affected'] };
  return { kind: 'do', lines: subjects.map((name) => `server ${name}`) };
}

/** "Since when out of support?" leaves out what it is asked of. */
const SINCE_WHEN = /^\W*(?:(?:and|so|but) )*(?:since|until|till) when\b/i;

function asksHowTheyStand(text: string): boolean {
  const asked = SINCE_WHEN.test(text) ? `it ${text}` : text;
  return isQuestion(text) && !HOW_TO.test(text) && isOnlyAbout(asked, HOW_SERVERS_STAND);
}

/** Stands for a server that was named, and for nothing else. */
const NAMED_BEFORE =
  /\b(?:it|its|they|them|their|both|(?:that|this|the other) (?:one|server|machine|box))\b/i;

/** Whether a short question asks how servers stand that were spoken of too long ago. */
function leansOnServers(text: string): boolean {
  const plain = text.replaceAll('’', "'");
  if (THE_OTHER.test(text) || WHAT_ABOUT.test(plain)) return true;
  return NAMED_BEFORE.test(text) && asksHowTheyStand(text) && !MAY_MEAN_RETIREMENT.test(text);
}

/** "When does it end?": not only a server ends. */
const MAY_MEAN_RETIREMENT = /\b(?:when|until|how long|end(?:s|ed)?|stop(?:s|ped|ping)?|lasts?|left)\b/i;

/** Null where no server is on the list: something else is meant. */
function askWhichOf(serverNames: ReadonlySet<string>): ReadAct | null {
  if (serverNames.size === 0) return null;
  if (serverNames.size > MOST_OTHERS) return { kind: 'which-server', line: 'server SYNC01' };
  return {
    kind: 'ask',
    question: 'Which server do you mean?',
    options: [...serverNames].map((name) => ({ title: name.toUpperCase(), text: `server ${name}` })),
  };
}

function asksOfAll(text: string): boolean {
  return ALL_SERVERS.test(text) || (SERVERS.test(text) && !THOSE_SPOKEN_OF.test(text));
}

function isAbout(line: string, subjects: readonly string[]): boolean {
  const words = line.toLowerCase().split(' ');
  return subjects.some((name) => words.includes(name.toLowerCase()));
}

const ASKS =
  /^\W*(?:(?:and|but|so|then|ok|okay|now)\W+)*(?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|must|may|might|need|which|what|when|until|till|since|how|why|who|any|isn't|aren't)\b/i;

function isQuestion(text: string): boolean {
  return text.trimEnd().endsWith('?') || ASKS.test(text.replaceAll('’', "'"));
}

/** The servers that weren't spoken of; where all were, those. */
function readOther(subjects: readonly string[], serverNames: ReadonlySet<string>): ReadAct | null {
  const spokenOf = subjects.map((name) => name.toLowerCase());
  const others = [...serverNames].filter((name) => !spokenOf.includes(name));
  if (others.length === 0) return { kind: 'do', lines: subjects.map((name) => `server ${name}`) };
  const [only, ...more] = others;
  if (only !== undefined && more.length === 0) return { kind: 'do', lines: [`server ${only}`] };
  return others.length > MOST_OTHERS ? { kind: 'do', lines: ['servers'] } : askWhichOf(new Set(others));
}

const ABOUT_REMINDERS =
  /^(?:remind us|when is the next reminder|snooze|resume|no quiet|quiet hours|stop reminders|settings|why$)/i;

/** "Which time zone is that?", "on weekends too?", "for which deadlines?" */
const WHEN_REMINDERS_COME: Subject = {
  names: wordSet(
    'which what whats when how where again until till for on at in is does do will that it they one next first',
  ),
  asked: wordSet(
    `time zone timezone hour o'clock first day days date weekend weekends saturday saturdays sunday sundays monday mondays often next first
    come comes coming post posted end ends over due here channel chat set when until till long deadline deadlines notice notices`,
  ),
};

const NAMES_DEADLINE = /\b(?:deadline|notice)/i;
const FOR_WHICH = /\b(?:for|about|of) (?:which|what)\b/i;

/** What a short question after an act about reminders looks up. */
export function readAboutReminders(text: string, { last }: ActContext): ReadAct | null {
  if (last.lines.length === 0 || !last.lines.every((line) => ABOUT_REMINDERS.test(line))) return null;
  if (NAMES_DEADLINE.test(text) && !FOR_WHICH.test(text)) return null; // "when is the deadline?" is in the documents
  const isAbout = isQuestion(text) && isOnlyAbout(text, WHEN_REMINDERS_COME);
  return isAbout && shortWordsOf(text).length > 1
    ? { kind: 'do', lines: ['when is the next reminder'] }
    : null;
}

const BEFORE_THAT =
  /^(?:and |what (?:did (?:i|we) (?:do|change) |was |else )?|what about )*before (?:that|it|this)[ ?!.]*$/i;

/** "And before that?" after the last change. */
export function readBeforeThat(text: string, { last }: ActContext): ReadAct | null {
  const isAfter = last.lines.length === 1 && last.lines[0] === 'history';
  return isAfter && BEFORE_THAT.test(text) ? { kind: 'do', lines: ['history'] } : null;
}

const LISTS_DEADLINES = /^(?:notices|status)$/i;
const WHICH_DEADLINE: Subject = {
  names: wordSet('which what when how long many until till that it one next first'),
  asked: wordSet(
    `next first soonest earliest nearest urgent one date deadline day days week weeks left remain remains remaining long come comes
    due that it then after now from when time go window end ends over close closes`,
  ),
};

const ONE_AFTER =
  /^\W*(?:(?:and|so|but|then|what|when|which|is|comes|about|tell me) )*the (?:next )?(?:one|deadline) after (?:that|it|this)(?: one)?\W*$/i;

const ANYTHING_ELSE =
  /^\W*(?:(?:and|so|but|then|ok|is there|is|do we have) )*(?:anything|something|what)(?: else| more)? (?:is )?(?:due|coming up|coming|ahead)\b/i;

/** Whether a short question after one about a deadline asks for those that come after it. */
export function asksForOneAfter(text: string): boolean {
  return ONE_AFTER.test(text) || ANYTHING_ELSE.test(text);
}

/** Whether what was done last showed the deadlines. */
export function listsDeadlines(lines: readonly string[]): boolean {
  return lines.length > 0 && lines.every((line) => LISTS_DEADLINES.test(line));
}

/** Whether a short question is about the deadlines that were just listed, or the one that was just set. */
export function asksAboutDeadlines(text: string, lastLines: readonly string[]): boolean {
  if (!isOnlyAbout(text, WHICH_DEADLINE)) return false;
  if (listsDeadlines(lastLines)) return !NAMES_WINDOW.test(text); // a list has other deadlines than windows
  const [line = '', ...others] = lastLines;
  return others.length === 0 && (SETS_DEADLINE.test(line) || SETS_WINDOW.test(line));
}

/**
 * The question that is meant by one that `asksAboutDeadlines`; null for any other, and where it isn't sure what was set.
 * @param windows names of the notices that leave the date to each tenant: "our window" is that of the only one.
 */
export function readAboutDeadlines(
  text: string,
  lastLines: readonly string[],
  windows: readonly string[],
): string | null {
  if (!asksAboutDeadlines(text, lastLines)) return null;
  if (listsDeadlines(lastLines)) return 'When is the next deadline?';
  const [, named] = SETS_DEADLINE.exec(lastLines[0] ?? '') ?? [];
  const [window, ...others] = windows;
  const set = named ?? (others.length === 0 ? window : undefined);
  return set === undefined ? null : `When is the deadline for ${set}?`;
}

const NAMES_WINDOW = /\bwindow/i;
const SETS_WINDOW = /\bour (?:own )?window (?:is|was|ends?|closes|runs)\b/i;
const SETS_DEADLINE = /\b(?:deadline|window|cut-?off|date) for (.+?) (?:is|was|ends?|closes|runs)\b/i;

const PRONOUN = /\b(?:it|its|they|them|their|that|this|these|those|one|ones)\b/i;
/** What Cutover itself has or does. */
const OURS =
  /\b(?:servers?|machines?|hosts?|box(?:es)?|remind|reminders?|alerts?|notif\w*|notices?|deadlines?|report\w*|snooze|quiet|dashboard|person|human|colleague|somebody|someone|anyone|team|expert|post|you|cutover|bot)\b/i;
/** What Cutover has and other things have, too: "can we put it off to the weekend?", "what are the settings for that?" */
const OTHERS_HAVE_TOO = /\b(?:status|weekends?|settings?)\b/i;
/** Stands for one thing; reminders are several. */
const ONE_THING = /\b(?:it|that|this)\b/i;
/** "Is it possible to", where "it" stands for nothing. */
const EMPTY_IT = /\bis it (?:possible|ok|okay|fine|allowed|alright)\b/i;

/** Whether a short question goes on with the question before it, and asks nothing of Cutover itself: "can we undo it?" */
export function goesOnWithQuestion(text: string): boolean {
  const words = shortWordsOf(text);
  if (words.length === 0 || !isQuestion(text) || !PRONOUN.test(text) || OURS.test(text)) return false;
  return !OTHERS_HAVE_TOO.test(text) || ONE_THING.test(text.replace(EMPTY_IT, ' '));
}

/** "Why?" and what else is asked of the answer before. */
export function isPlainWhy(text: string): boolean {
  return PLAIN_WHY.test(text);
}
