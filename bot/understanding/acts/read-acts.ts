import type { Recogniser } from '../recogniser.ts';
import { QUESTION } from './act-examples.ts';
import { correctLast, correctsNothing } from './correct-last.ts';
import {
  asks,
  asksForRule,
  asksWhatPeopleDo,
  asksWhetherWeMay,
  asksWhoSays,
  intendedAct,
  isAboutPosts,
  isAsked,
  isCode,
  isConditional,
  isForbidden,
  goesOnAlone,
  isPlaceAlone,
  isPostponed,
  isRemark,
  isTentative,
  isTimeless,
  isTimeAlone,
  leansOnQuestion,
  statesVersion,
} from './guards.ts';
import {
  asksAboutDeadlines,
  goesOnWithQuestion,
  readAboutReminders,
  readAboutServers,
  readBeforeThat,
} from './go-on.ts';
import { spaceNumbers } from './foreign-times.ts';
import { isExplained, LOOK_UPS, readHowTo } from './how-to.ts';
import { withoutMailHead } from './mail-head.ts';
import { mergeActs, unreadIn } from './merge-acts.ts';
import { namesLeftOut } from './names-left-out.ts';
import type { ReadAct } from './read-act.ts';
import { writeOutNumbers } from './numbered-names.ts';
import { readReports } from './read-reports.ts';
import {
  askWhichServer,
  isOfAll,
  namedReports,
  readRenewed,
  readStatement,
  readVersionAlone,
} from './read-statement.ts';
import { listsAsSentences } from './server-lists.ts';
import { readSameAsLast } from './same-as-last.ts';
import { clausesOf, sentencesOf } from './sentences.ts';
import { rowsAsSentences } from './table-rows.ts';
import { readUnreadVersion } from './unread-version.ts';
import { readUtterance, templateOf, type ActContext, type Utterance } from './utterance.ts';
import { ASK_A_PERSON, writeAct } from './write-act.ts';
import { readUnreadName, whyNot } from './why-not.ts';
import { toAct, type Written } from './written.ts';

/** The lowest confidence at which something is changed or looked up without asking. */
const DO_FROM = 0.7;
const LOOK_UP_FROM = 0.6;
/** The lowest confidence at which a change is asked back; below it, the message is a question. */
const ASK_FROM = 0.45;

/** The label of a new name. */
const RENAME = 'rename-server';
/** Changes of the servers on the list, which are asked back where they are only remarked. */
const OF_SERVERS = new Set(['forget-server', RENAME]);
/** The label of a question for a person. */
const ASK_PERSON = 'ask-person';

/** Labels that a report of a server may look like. */
const ABOUT_SERVERS = new Set(['server', 'servers', 'forget-server', 'report-form']);

interface SentenceContext extends ActContext {
  /** Whether the message has other sentences. */
  isPart: boolean;
}

/** Reads what a message wants done; null for a question that the documents answer, or no wish at all. */
export function createActReader(
  recognise: Recogniser,
): (text: string, context: ActContext) => ReadAct | null {
  return (text, context) => {
    const further =
      readBeforeThat(text, context) ?? readAboutServers(text, context) ?? readAboutReminders(text, context);
    if (further) return further;
    const isOfQuestion = context.isAfterQuestion && goesOnWithQuestion(text);
    if (isOfQuestion || asksAboutDeadlines(text, context.last.lines)) return null;
    const corrected = context.last.lines.length > 0 && correctLast(text, context);
    if (corrected) return corrected;
    const acts: ReadAct[] = [];
    const questions: string[] = [];
    let { subjects } = context;
    const named: string[] = [];
    const written = rowsAsSentences(writeOutNumbers(spaceNumbers(withoutMailHead(text))));
    const sentences = sentencesOf(listsAsSentences(written.text));
    for (const sentence of sentences) {
      const utterance = readUtterance(sentence, context);
      const within = {
        ...context,
        subjects,
        last: lastOf(acts) ?? context.last,
        isPart: sentences.length > 1,
      };
      const read = readClauses(utterance, within, recognise) ?? [readSentence(utterance, within, recognise)];
      acts.push(...read.filter((act) => act !== null));
      if (read.every((act) => act === null) && (isAsked(utterance) || asksWhetherWeMay(utterance)))
        questions.push(sentence);
      else named.push(...namesIn(utterance));
      if (utterance.servers.length > 0) subjects = utterance.servers.map(({ value }) => value.name);
    }
    const read = mergeActs(acts, questions);
    const isEmpty = read === null || read.kind === 'explain';
    if (isEmpty && !context.isAfterQuestion && correctsNothing(text, context))
      return { kind: 'nothing-to-correct' };
    const unread = [...written.unread, ...unreadIn(acts), ...namesLeftOut(named, read, text)];
    if (isEmpty && written.unread.length > 0)
      return { kind: 'do', lines: [], unread, ...(questions.length > 0 && { rest: questions.join(' ') }) };
    return (read?.kind === 'do' || read?.kind === 'ask') && unread.length > 0 ? { ...read, unread } : read;
  };
}

/** What the sentence before has done, which isn't done yet; null where it did nothing. */
function lastOf(acts: readonly ReadAct[]): ActContext['last'] | null {
  const last = acts.at(-1);
  return last?.kind === 'do' ? { lines: last.lines, changes: [] } : null;
}

function namesIn({ servers, unreadNames }: Utterance): string[] {
  const names = servers.filter(({ value }) => value.kind !== 'possible').map(({ value }) => value.name);
  return [...names, ...unreadNames.map(({ word }) => word)];
}

/** Several acts of a plain sentence, such as a report and an order; null where it isn't made of acts. */
function readClauses(
  utterance: Utterance,
  context: SentenceContext,
  recognise: Recogniser,
): ReadAct[] | null {
  const { text, doubts } = utterance;
  const clauses = doubts.length > 0 || isAsked(utterance) ? [] : clausesOf(text);
  if (clauses.length < 2) return null;
  const acts: ReadAct[] = [];
  let { subjects } = context;
  for (const clause of clauses) {
    const part = readUtterance(clause, context);
    const act = readSentence(part, { ...context, subjects }, recognise);
    if (!act || (act.kind === 'explain' && act.said === undefined)) return null;
    acts.push(act);
    if (part.servers.length > 0) subjects = part.servers.map(({ value }) => value.name);
  }
  return acts;
}

function readSentence(utterance: Utterance, context: SentenceContext, recognise: Recogniser): ReadAct | null {
  const [best, next] = recognise(templateOf(utterance));
  const label = intendedAct(best?.intent ?? QUESTION, utterance);
  const written = writeAct(label, utterance, context);
  // Two acts that come to the same are one reading.
  const isSame =
    written !== null &&
    next !== undefined &&
    isEqual(written, writeAct(intendedAct(next.intent, utterance), utterance, context));
  const confidence = (best?.confidence ?? 0) + (isSame ? next.confidence : 0);
  if (leansOnQuestion(utterance, context)) return null;
  const same = readSameAsLast(utterance, context);
  if (same) return { kind: 'do', lines: same };
  const unreadVersion = readUnreadVersion(utterance);
  if (unreadVersion) return unreadVersion;
  const unreadName = readUnreadName(utterance);
  if (unreadName) return unreadName;
  const spoken = readReports(utterance, context);
  const reports = namedReports(spoken, context);
  const isPlain = reports.length > 0 && reports.every(({ isSure }) => isSure);
  // What is stated of "it" looks nothing up, whether or not a server was spoken of.
  const isStated =
    LOOK_UPS.has(label) && spoken.length > 0 && spoken.every(({ isSure, isDenied }) => isSure || isDenied);
  const isOther =
    label !== QUESTION && !ABOUT_SERVERS.has(label) && confidence >= DO_FROM && !isOfAll(spoken) && !isStated;
  const isRenamed = isOther && label === RENAME && utterance.servers.length > 1;
  if (!isRenamed && !asks(utterance) && (isPlain || !isOther)) {
    const which = askWhichServer(spoken, context);
    if (which) return which;
    if (reports.length > 0) return readStatement(reports, utterance.text);
  }
  const renewed = isOther ? null : readRenewed(utterance);
  if (renewed) return renewed;
  const how = readHowTo(utterance, recognise);
  if (how !== null) return { kind: 'explain', act: how };
  const bare = context.isAfterQuestion ? null : readVersionAlone(utterance, context);
  if (bare) return bare;
  return label === QUESTION
    ? readAddressed(utterance, recognise)
    : readOrder({ label, confidence, written, isRenamed }, utterance, context);
}

interface RecognisedAct {
  label: string;
  confidence: number;
  /** Null: the sentence lacks what the act needs. */
  written: Written | null;
  /** It names a server's old and new name. */
  isRenamed: boolean;
}

/** What somebody wants done or looked up, as far as the sentence means it. */
function readOrder(
  { label, confidence, written, isRenamed }: RecognisedAct,
  utterance: Utterance,
  context: SentenceContext,
): ReadAct | null {
  if (utterance.mood === 'how-to')
    return confidence >= LOOK_UP_FROM && isExplained(label) ? { kind: 'explain', act: label } : null;
  const isLookUp = LOOK_UPS.has(label);
  const isRemarked = !isLookUp && isRemark(utterance);
  const isOfServers = OF_SERVERS.has(label) && utterance.servers.length > 0;
  if (isCode(utterance.text) || (isRemarked && !isOfServers)) return null;
  if (isForbidden(utterance)) return confidence >= DO_FROM ? { kind: 'declined' } : null;
  if (!isLookUp && isConditional(utterance) && !isAboutPosts(utterance)) return null;
  if (context.isAfterQuestion && (isTimeless(label, utterance) || goesOnAlone(utterance))) return null;
  if (!isLookUp && utterance.mood === 'question' && !isTentative(utterance)) return null;
  if (label === 'servers' && asksForRule(utterance)) return null;
  if (ABOUT_SERVERS.has(label) && statesVersion(utterance)) return null;
  if (label === ASK_PERSON && asksWhatPeopleDo(utterance)) return null;
  if (label === 'history' && asksWhoSays(utterance, context)) return null;
  if (confidence < (isLookUp ? LOOK_UP_FROM : ASK_FROM)) return null;
  if (!written) {
    if (utterance.mood === 'question') return null;
    const why = whyNot(label, utterance, context);
    return { kind: 'explain', act: label, said: utterance.text, ...(why !== undefined && { why }) };
  }
  const isSure =
    isLookUp ||
    (confidence >= DO_FROM &&
      !(isRemarked && !isRenamed) &&
      !(context.isPart && isTimeAlone(label, utterance)) &&
      !isTentative(utterance) &&
      !isConditional(utterance) &&
      !isPostponed(utterance) &&
      !isPlaceAlone(utterance));
  return toAct(written, isSure);
}

function isEqual({ texts, options }: Written, other: Written | null): boolean {
  return other !== null && !options && texts.join('\n') === other.texts.join('\n');
}

/** A few words and a colon or a dash before what is asked, or "ask the team" before "whether". */
const ADDRESS =
  /^(?:[^:–—]{3,60}?(?=(?::| [-–—]) \S)|(?:please |can you |could you )?(?:ask|check with) .{3,40}?(?= (?:whether|if|why|how|when|where|what|which|who)\b))/i;

/** "For the team: does this need a licence?": what is before the question tells whom to ask. */
function readAddressed({ text }: Utterance, recognise: Recogniser): ReadAct | null {
  const [address] = ADDRESS.exec(text) ?? [];
  const [best] = address === undefined ? [] : recognise(address);
  return best?.intent === ASK_PERSON && best.confidence >= DO_FROM
    ? { kind: 'do', lines: [ASK_A_PERSON] }
    : null;
}
